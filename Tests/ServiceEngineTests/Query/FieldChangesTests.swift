import EventModel
import Processes
import TestSupport
import Testing

@testable import ServiceEngine

@Suite struct FieldChangesTests {
    private let folder = TemporaryFolder()

    private func at(_ position: UInt64) -> Moment { Moment(asKnownAt: .position(Position(position))) }

    /// Logged on the first day, assigned on the second, and then, told late, prioritised on the first.
    private func engine() async throws -> ServiceEngine {
        let engine = try ServiceEngine.inMemory(folder)
        var log = IncidentLog()
        func prioritised(_ priority: Priority) -> IncidentEvent {
            .prioritised(IncidentPrioritised(impact: .high, urgency: .high, priority: priority, matrixVersion: nil))
        }
        log.add(prioritised(.low), to: "INC-1", at: .newYear)
        log.add(.assigned(IncidentAssigned(group: "desk", person: nil)), to: "INC-1", at: .newYear.plus(days: 1))
        log.add(prioritised(.high), to: "INC-1", at: .newYear.plus(days: 2))
        log.add(prioritised(.moderate), to: "INC-1", at: .newYear.plus(hours: 1))
        log.add(
            .reassigned(IncidentReassigned(fromGroup: "desk", fromPerson: nil, group: "network", person: nil)),
            to: "INC-1", at: .newYear.plus(days: 3))
        log.add(
            .reassigned(IncidentReassigned(fromGroup: "network", fromPerson: nil, group: "desk", person: nil)),
            to: "INC-1", at: .newYear.plus(days: 4))
        try await engine.append(log.events)
        return engine
    }

    @Test func `a field that changed has every event that changed it on the way`() async throws {
        let engine = try await engine()
        let found = try await engine.changes(of: "INC-1", from: at(1), to: .now)
        let group = try #require(found.changes.first { $0.field == "group" })
        #expect(group.before == .null && group.after == .string("desk"))
        #expect(group.events.map(\.position.rawValue) == [2, 5, 6])
        // What the late fact said did not hold any more when it was told.
        let priority = try #require(found.changes.first { $0.field == "priority" })
        #expect(priority.events.map(\.position.rawValue) == [3])
        #expect(!found.changes.contains { $0.field == "lastPosition" || $0.field == "number" })
    }

    @Test func `a late fact changes what was true, and is named where only the truth of a moment is compared`()
        async throws
    {
        let engine = try await engine()
        var (before, after) = (at(3), at(4))
        (before.asOf, after.asOf) = (.newYear.plus(days: 1), .newYear.plus(days: 1))
        let found = try await engine.changes(of: "INC-1", from: before, to: after)
        #expect(found.changes.map(\.field) == ["priority"])
        #expect(found.changes[0].events.map(\.position.rawValue) == [4])
        #expect(found.changes[0].before == .integer(4) && found.changes[0].after == .integer(3))
    }

    @Test func `what was true at two moments differs by the events between, in the order of the world`() async throws {
        let engine = try await engine()
        let found = try await engine.changes(
            of: "INC-1", from: Moment(asOf: .newYear), to: Moment(asOf: .newYear.plus(days: 2)))
        let priority = try #require(found.changes.first { $0.field == "priority" })
        #expect(priority.events.map(\.position.rawValue) == [4, 3])
    }

    @Test func `back in time, before and after change places, and an item that was not there had no value`()
        async throws
    {
        let engine = try await engine()
        let there = try await engine.changes(of: "INC-1", from: at(2), to: at(3))
        let back = try await engine.changes(of: "INC-1", from: at(3), to: at(2))
        #expect(back.changes.map(\.before) == there.changes.map(\.after))
        #expect(back.changes.map(\.events) == there.changes.map(\.events))
        let birth = try await engine.changes(of: "INC-1", from: at(0), to: at(1))
        #expect(birth.before == nil && birth.after != nil)
        #expect(birth.changes.first { $0.field == "state" }?.before == .null)
        let none = try await engine.changes(of: "INC-2", from: at(0), to: .now)
        #expect(none.before == nil && none.after == nil && none.changes.isEmpty)
    }

    @Test func `a field's value comes from the last event that changed it, as of any moment`() async throws {
        let engine = try await engine()
        let priority = try await engine.origin(of: "priority", of: "INC-1")
        #expect(priority?.event.position == Position(3) && priority?.value == .integer(2))
        let before = try await engine.origin(of: "priority", of: "INC-1", Moment(asOf: .newYear.plus(days: 1)))
        #expect(before?.event.position == Position(4))
        let known = Moment(asOf: .newYear.plus(days: 1), asKnownAt: .position(Position(3)))
        #expect(try await engine.origin(of: "priority", of: "INC-1", known)?.event.position == Position(1))
        #expect(try await engine.origin(of: "caller", of: "INC-1") == nil)
        #expect(try await engine.origin(of: "colour", of: "INC-1") == nil)
        #expect(try await engine.origin(of: "state", of: "INC-2") == nil)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `the changes between any two moments are the differences of the two states`(seed: UInt64) async throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 3, eventCount: 90)
        let engine = try ServiceEngine.inMemory(folder)
        try await engine.append(log.events)
        var random = SplitMix(seed: seed)
        func moment() -> Moment {
            let position = Position(.random(in: 0...95, using: &random))
            let asOf = log.events.randomElement(using: &random)?.occurredAt
            return Moment(asOf: Bool.random(using: &random) ? asOf : nil, asKnownAt: .position(position))
        }
        for _ in 0..<12 {
            let (from, to) = (moment(), moment())
            let found = try await engine.changes(of: "INC-1", from: from, to: to)
            for change in found.changes {
                #expect(change.before == found.before?[change.field] ?? .null, "seed \(seed)")
                #expect(change.after == found.after?[change.field] ?? .null, "seed \(seed)")
                #expect(!change.events.isEmpty, "seed \(seed): \(change.field), \(from), \(to)")
            }
            let names = Set((found.before ?? [:]).members.map(\.key) + (found.after ?? [:]).members.map(\.key))
            let same = names.filter { found.before?[$0] ?? .null == found.after?[$0] ?? .null }
            #expect(Set(found.changes.map(\.field)) == names.subtracting(same), "seed \(seed)")
            let state = try await engine.state(of: IncidentNumber("INC-1").stream, in: IncidentProcess.self, to)
            #expect((state == nil) == (found.after == nil), "seed \(seed)")
        }
    }
}
