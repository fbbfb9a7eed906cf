import EventModel
import Processes
import TestSupport
import Testing

@testable import ReadModels

@Suite struct ChangeDutiesTests {
    /// What a change's events, each by its actor, come to.
    private func duties(_ type: ChangeType = .normal, _ events: (PersonID, ChangeEvent)...) -> ChangeDuties {
        let stream = ChangeNumber("CHG-1").stream
        var world = World()
        let requested = ChangeEvent.requested(ChangeRequested(changeType: type, title: "x", cis: ["srv-1"]))
        for (person, event) in [("anna", requested)] + events {
            world.record(event, on: stream, at: .newYear, by: .person(person))
        }
        return ChangeDuties(of: world.state(ChangeProcess.self, of: stream)!)
    }
    private func approved(_ person: PersonID, for other: PersonID? = nil) -> (PersonID, ChangeEvent) {
        (person, .approvalGiven(ApprovalGiven(approver: person, delegatedBy: other, content: "x")))
    }
    private let authorised = (PersonID("cora"), ChangeEvent.authorised(ChangeAuthorised(content: "x")))
    private func started(_ person: PersonID) -> (PersonID, ChangeEvent) {
        (person, .started(ChangeStarted(implementer: person)))
    }
    private func reviewed(_ person: PersonID) -> (PersonID, ChangeEvent) {
        (person, .reviewed(ChangeReviewed(outcome: .successful, findings: nil)))
    }
    private let closed = (PersonID("bert"), ChangeEvent.closed(ChangeClosed()))

    @Test func `where four people have four duties there is no exception`() {
        let found = duties(
            .normal, approved("cora", for: "carl"), authorised, started("dirk"), reviewed("bert"), closed)
        #expect(found.requesters == ["anna"] && found.approvers == ["carl", "cora"])
        #expect(found.implementers == ["dirk"] && found.reviewer == "bert" && found.exceptions == [])
    }

    @Test func `one person with two duties that must be apart is an exception, also through another`() {
        let found = duties(.normal, approved("cora", for: "anna"), authorised, started("cora"), reviewed("cora"))
        #expect(
            found.exceptions == [
                .approverIsRequester("anna"), .approverIsImplementer("cora"), .reviewerIsImplementer("cora"),
            ])
    }

    @Test func `what nobody approved is one once it is begun, an emergency once it is over`() {
        #expect(duties(.normal, approved("cora")).exceptions == [])
        #expect(duties(.normal, started("dirk")).exceptions == [.madeWithoutApproval])
        #expect(duties(.emergency, started("dirk")).exceptions == [])
        #expect(duties(.emergency, started("dirk"), closed).exceptions == [.madeWithoutApproval, .closedWithoutReview])
    }

    @Test("the list is that of the period, in the order of numbers, however rows are kept")
    func list() async throws {
        let requested = ChangeEvent.requested(ChangeRequested(changeType: .normal, title: "x", cis: ["srv-1"]))
        let later = Instant.newYear.plus(days: 40)
        try await ProjectionScenario(ChangeTable.self)
            .given(requested, on: ChangeNumber("CHG-2").stream, at: .newYear)
            .given(requested, on: ChangeNumber("CHG-1").stream, at: later)
            .then { (reader: any TableReader<ChangeTable>) throws in
                #expect(try reader.duties().map(\.change) == ["CHG-1", "CHG-2"])
                #expect(try reader.duties(in: Period(from: later, to: nil)).map(\.change) == ["CHG-1"])
            }
    }
}
