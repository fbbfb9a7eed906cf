import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

private let start = Instant(micros: 1_772_442_000_000_000)
private func hour(_ hours: Int64) -> Instant { start.advanced(byMicros: hours * Instant.microsPerHour) }
private func window(_ from: Int64, _ to: Int64) -> ChangeWindow { ChangeWindow(from: hour(from), to: hour(to)) }

private func asked(_ ci: CIID, _ type: ChangeType = .normal, service: ServiceID? = nil) -> ChangeEvent {
    .requested(ChangeRequested(changeType: type, title: "t", cis: [ci], service: service))
}
private func planned(_ from: Int64, _ to: Int64, by implementer: PersonID? = nil) -> ChangeEvent {
    .planned(
        ChangePlanned(
            plan: ChangePlan(steps: "s", backout: "b", window: window(from, to), implementer: implementer)))
}
private func submitted(_ approvers: [PersonID] = [], until: Int64 = 99) -> ChangeEvent {
    .approvalRequested(
        ApprovalRequested(policyVersion: 0, quorum: 1, approvers: approvers, content: "c", expiresAt: hour(until)))
}

/// Five changes, and one that nothing comes of.
private let told = ProjectionScenario(ChangeTable.self)
    .given(asked("mx-1"), on: ChangeNumber("CHG-1").stream)
    .given(planned(10, 12, by: "engineer-1"), on: ChangeNumber("CHG-1").stream)
    .given(asked("mx-2", .emergency, service: "mail"), on: ChangeNumber("CHG-2").stream)
    .given(planned(12, 14), on: ChangeNumber("CHG-2").stream)
    .given(submitted(until: 5), on: ChangeNumber("CHG-2").stream)
    .given(asked("mx-1"), on: ChangeNumber("CHG-3").stream)
    .given(planned(5, 30), on: ChangeNumber("CHG-3").stream)
    .given(submitted(["boss-1"]), on: ChangeNumber("CHG-3").stream)
    .given(asked("mx-3"), on: ChangeNumber("CHG-4").stream)
    .given(planned(10, 12), on: ChangeNumber("CHG-5").stream)
    .given(asked("mx-1"), on: ChangeNumber("CHG-6").stream)
    .given(planned(10, 12), on: ChangeNumber("CHG-6").stream)
    .given(ChangeEvent.cancelled(ChangeCancelled(reason: "r")), on: ChangeNumber("CHG-6").stream)

private func numbers(_ filter: ChangeFilter, _ table: any TableReader<ChangeTable>) throws -> [String] {
    var found: [String] = []
    try filter.scan(table) { change in
        found.append(change.number.rawValue)
        return .more
    }
    return found
}

@Suite struct ChangeTableTests {
    @Test func `a filter finds by every condition, and by all of them together`() async throws {
        try await told.then { table throws in
            #expect(try numbers(ChangeFilter(), table).count == 6)
            #expect(try numbers(ChangeFilter(ci: "mx-1"), table) == ["CHG-1", "CHG-3", "CHG-6"])
            #expect(try numbers(ChangeFilter(states: [.cancelled]), table) == ["CHG-6"])
            #expect(try numbers(ChangeFilter(states: [.new, .authorise], ci: "mx-1"), table) == ["CHG-1", "CHG-3"])
            #expect(try numbers(ChangeFilter(type: .emergency), table) == ["CHG-2"])
            #expect(try numbers(ChangeFilter(service: "mail"), table) == ["CHG-2"])
            #expect(try numbers(ChangeFilter(implementer: "engineer-1"), table) == ["CHG-1"])
            #expect(try numbers(ChangeFilter(requester: "agent-1", problem: "PRB-1"), table) == [])
        }
    }

    @Test func `a calendar has what overlaps its span, freezes among it, in the order in which it begins`() async throws
    {
        var freezes = FreezeCalendar()
        freezes.freezes = [
            FreezePeriodDeclared(name: "year-end", window: window(11, 13), reason: "r"),
            FreezePeriodDeclared(name: "past", window: window(1, 2), reason: "r"),
        ]
        let calendar = freezes
        try await told.then { table throws in
            func entries(_ from: Int64, _ to: Int64) throws -> [String] {
                try ChangeCalendar(table, freezes: calendar, during: window(from, to)).entries.map { entry in
                    switch entry {
                    case .change(let change, _): change.number.rawValue
                    case .freeze(let freeze): freeze.name.rawValue
                    }
                }
            }
            #expect(try entries(0, 99) == ["past", "CHG-3", "CHG-1", "CHG-5", "year-end", "CHG-2"])
            // A window's end is not in it any more, and a long one that began before is.
            #expect(try entries(12, 13) == ["CHG-3", "year-end", "CHG-2"])
            #expect(try entries(14, 20) == ["CHG-3"])
            #expect(try entries(30, 99) == [])
        }
    }

    @Test func `an inbox has what waits for somebody, and is not due yet`() async throws {
        try await told.then { table throws in
            func inbox(_ person: PersonID?, _ at: Int64) throws -> [String] {
                try ApprovalsInbox(of: person, at: hour(at), in: table).changes.map(\.number.rawValue)
            }
            #expect(try inbox(nil, 1) == ["CHG-2", "CHG-3"])
            #expect(try inbox("boss-1", 1) == ["CHG-2", "CHG-3"])
            #expect(try inbox("boss-2", 1) == ["CHG-2"])
            #expect(try inbox("agent-1", 1) == [], "who asked for them")
            #expect(try inbox(nil, 5) == ["CHG-3"])
        }
    }

    @Test func `sums are of every change`() async throws {
        try await told.then { table throws in
            #expect(try table.total(.byState, IndexKey(Int64(ChangeState.authorise.rawValue))) == 2)
            #expect(try table.total(.byType, IndexKey(Int64(ChangeType.emergency.rawValue))) == 1)
        }
    }
}
