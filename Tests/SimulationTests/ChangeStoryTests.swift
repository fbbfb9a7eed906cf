import EventModel
import Processes
import Testing

@testable import Simulation

/// Changes and problems of a year of 50,000 events, folded anew from its bytes, and what the year says of itself.
@Suite struct ChangeStoryTests {
    @Test("Of a hundred changes there are a hundred fates")
    func mix() {
        #expect(ChangeMix.lots.count == 100)
        var desk = ChangeDesk(planned: 200, seed: 1)
        let drawn = (0..<100).map { _ in desk.nextLot() }
        for (type, fate, count) in ChangeMix.hundred {
            #expect(drawn.count { $0.type == type && $0.fate == fate } == count, "\(type) \(fate)")
        }
    }

    @Test("Most changes are made, few of them are emergencies, and nine in ten of those that are reviewed went well")
    func isLikeADepartment() throws {
        let changes = try SimulatedYearTests.year.get().changes.values
        #expect((200...320).contains(changes.count))
        let made = changes.filter { $0.work.actual != nil }
        #expect(made.count * 10 > changes.count * 8)
        #expect((2...10).contains(made.count { $0.type == .emergency } * 100 / made.count))
        let reviewed = made.compactMap(\.review)
        #expect((88...98).contains(reviewed.count { $0.outcome == .successful } * 100 / reviewed.count))
        #expect(changes.filter { $0.state == .closed }.allSatisfy { !$0.needsReview || $0.review != nil })
    }

    @Test("Nobody approves what they asked for or made themselves")
    func dutiesAreSeparate() throws {
        for change in try SimulatedYearTests.year.get().changes.values {
            let approvers = change.approval.given.map(\.approver)
            #expect(Set(approvers).count == approvers.count)
            #expect(!approvers.contains { $0 == change.requester || change.implementers.contains($0) })
        }
    }

    @Test("A year knows what it planted: every kind of unauthorised delta, far fewer than changes cover")
    func truth() throws {
        let year = try SimulatedYearTests.year.get()
        let truth = year.truth
        #expect(Set(truth.unauthorised.map(\.kind)) == Set(UnauthorisedDelta.Kind.allCases))
        #expect(truth.coveredDeltas + truth.presumedDeltas > 3 * truth.unauthorised.count)
        #expect(truth.presumedDeltas > 10)
        for delta in truth.unauthorised {
            let seen = try #require(year.deltas[delta.commandID])
            #expect(seen.item == delta.ci.stream && seen.event.changes.map(\.name) == [delta.attribute])
        }
        #expect(truth.causedIncidents.count > 20 && truth.causedIncidents.contains(where: \.isDependent))
        let caused = Set(truth.causedIncidents.map { Coincidence(incident: $0.incident, change: $0.change) })
        #expect(truth.coincidences.count > 20 && caused.isDisjoint(with: truth.coincidences))
        #expect(truth.rootCauses.count > 10)
    }

    @Test(
        "What happened in a year is the same whether anybody asks for its truth or not, and without an estate there is none"
    )
    func noEstate() {
        var year = Simulation(seed: 5, events: 3_000, zone: .berlin, estate: 0).makeIterator()
        var events = 0
        while let commit = year.next() { events += commit.events.count { $0.event is ChangeRequested } }
        #expect(events == 0 && year.truth == PlantedTruth())
    }
}
