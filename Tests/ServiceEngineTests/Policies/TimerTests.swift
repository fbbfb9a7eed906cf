import EventLog
import EventModel
import Processes
import ReadModels
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// Refuses one principal whatever it wants done to some streams, and counts.
private final class Stuck: Authoriser {
    let streams: Synchronization.Mutex<Set<StreamID>>
    let asked = Synchronization.Mutex<[StreamID]>([])
    init(_ streams: Set<StreamID> = []) { self.streams = Synchronization.Mutex(streams) }
    func authorise(_ actor: Actor, to action: AuthorisedAction) throws(NotPermitted) {
        guard actor.kind == .timer, case .command(_, let stream?) = action else { return }
        asked.withLock { $0.append(stream) }
        guard streams.withLock({ $0.contains(stream) }) else { return }
        throw NotPermitted(reason: "touch this for now")
    }
}

@Suite struct TimerTests {
    private let fixture = PolicyFixture()
    private let day: Int64 = 86_400
    private let solution = ResolveIncident(code: "fixed", solution: "x")

    private func resolved(_ engine: ServiceEngine) async throws -> IncidentNumber {
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.execute(solution, on: logged.stream, byAgent)
        return IncidentNumber(logged.stream.key)
    }

    @Test func `silence closes an incident once, as of when it was due, and says what it goes back to`() async throws {
        let engine = try fixture.open([AutoClose()])
        let number = try await resolved(engine)
        let cause = fixture.memory.head().position
        #expect(try await engine.fireTimers().fired.isEmpty)
        fixture.clock.advance(seconds: 30 * day)
        let round = try await engine.fireTimers()
        // Day 100 of the year is Friday, 10 April; five business days later it is the end of the next Friday.
        let dueAt = Instant(parsing: "2026-04-18T00:00:00Z")!
        let deadline = Deadline(stream: number.stream, dueAt: dueAt, cause: cause)
        #expect(round.fired == [TimerRound.Item(policy: "auto-close", deadline: deadline)])
        #expect(round.refused.isEmpty && round.failed.isEmpty && round.stopped.isEmpty)
        let closed = try #require(fixture.records("IncidentClosed").first)
        #expect(closed.actor == Actor(principal: "auto-close", kind: .timer))
        #expect(closed.causation == cause)
        #expect(closed.occurredAt == dueAt && closed.recordedAt == fixture.clock.now)

        let head = fixture.memory.head()
        _ = try await engine.fireTimers()
        _ = try await engine.replay()
        try fixture.loseLedger()
        let again = try fixture.open([AutoClose()])
        #expect(try await again.fireTimers().fired.isEmpty)
        await again.close()
        #expect(fixture.memory.head() == head)
        #expect(fixture.outcomes("auto-close", "fired") == 1)
    }

    @Test func `other rules move every deadline`() async throws {
        let engine = try fixture.open([AutoClose()])
        _ = try await resolved(engine)
        fixture.clock.advance(seconds: 3 * day)
        #expect(try await engine.fireTimers().fired.isEmpty)
        try await engine.execute(PublishIncidentRules(autoCloseBusinessDays: 1), on: IncidentRules.stream, byAgent)
        fixture.clock.advance(seconds: day)
        #expect(
            try await engine.fireTimers().fired.map(\.deadline.dueAt) == [Instant(parsing: "2026-04-14T00:00:00Z")!])
    }

    @Test func `what was imported is silent since its import`() async throws {
        let engine = try fixture.open([AutoClose()])
        let importer = Actor(principal: "import", kind: .import)
        let past = fixture.clock.now.plus(days: -300)
        let logged = try await engine.execute(new: incidentToLog, CommandEnvelope(importer, occurredAt: past))
        try await engine.execute(solution, on: logged.stream, CommandEnvelope(importer, occurredAt: past.plus(days: 1)))
        #expect(try await engine.fireTimers().fired.isEmpty)
        fixture.clock.advance(seconds: 8 * day)
        #expect(
            try await engine.fireTimers().fired.map(\.deadline.dueAt) == [Instant(parsing: "2026-04-18T00:00:00Z")!])
    }

    @Test func `a year passes in one call, each week at its own time`() async throws {
        let engine = try fixture.open([Reminder()])
        let started = fixture.clock.now
        try await engine.execute(new: incidentToLog, byAgent)
        fixture.clock.advance(seconds: 365 * day)
        #expect(try await engine.fireTimers().fired.count == 52)
        let comments = fixture.records("CommentAdded")
        #expect(comments.map(\.occurredAt) == (1...52).map { started.plus(days: 7 * $0) })
        #expect(Set(comments.map(\.recordedAt)) == [fixture.clock.now])
        #expect(comments.dropFirst().map(\.causation) == comments.dropLast().map(\.position))
    }

    @Test func `a disabled timer does nothing, and enabled again it leaves alone what happened before`() async throws {
        let engine = try fixture.open([AutoClose()])
        let before = try await resolved(engine)
        try await engine.execute(DisablePolicy(AutoClose()), on: .policy("auto-close"), byAgent)
        fixture.clock.advance(seconds: 30 * day)
        #expect(try await engine.fireTimers().fired.isEmpty)
        try await engine.execute(EnablePolicy(AutoClose()), on: .policy("auto-close"), byAgent)
        let after = try await resolved(engine)
        fixture.clock.advance(seconds: 30 * day)
        #expect(try await engine.fireTimers().fired.map(\.deadline.stream) == [after.stream])
        try await engine.execute(AddComment(.public, text: "Is it over?"), on: before, byAgent)
        fixture.clock.advance(seconds: 30 * day)
        #expect(try await engine.fireTimers().fired.map(\.deadline.stream) == [before.stream])
    }

    @Test func `a refused timer is recorded once, and waits until its stream changes`() async throws {
        let gate = Stuck()
        let engine = try fixture.open([HastyTimer()], authoriser: gate)
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        fixture.clock.advance(seconds: 2 * day)
        #expect(try await engine.fireTimers().refused.map(\.deadline.stream) == [logged.stream])
        #expect(try await engine.fireTimers().refused.isEmpty)
        #expect(gate.asked.withLock { $0 }.count == 1)
        try fixture.loseLedger()
        #expect(try await engine.fireTimers().refused.count == 1, "asked for once more, and found")
        #expect(try fixture.refusals(of: "hasty").map(\.command) == ["CloseIncident"])

        try await engine.execute(solution, on: logged.stream, byAgent)
        // Its command would come before the resolution: a rule says no, to this cause.
        #expect(try await engine.fireTimers().refused.count == 1)
        #expect(try fixture.refusals(of: "hasty").count == 2)
        #expect(try await engine.failures(0).isEmpty)
    }

    @Test func `a timer whose command moves nothing is stopped`() async throws {
        let engine = try fixture.open([HastyTimer()])
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.execute(solution, on: logged.stream, byAgent)
        fixture.clock.advance(seconds: day)
        let round = try await engine.fireTimers()
        #expect(round.fired.count == 1 && round.failed.map(\.deadline.stream) == [logged.stream])
        #expect(try await engine.failures(0)[0].problem.hasSuffix("left the deadline where it was"))
        #expect(fixture.records("IncidentClosed").count == 1)
    }

    @Test func `ten thousand stuck timers delay no healthy one`() async throws {
        let gate = Stuck()
        let engine = try fixture.open([AutoClose()], authoriser: gate)
        var commits: [ExternalCommit] = []
        for number in 1...10_000 as ClosedRange<UInt64> {
            let resolution = IncidentResolved(code: "x", solution: "x", service: "mail", causeCI: nil, restoredAt: nil)
            let stream = IncidentNumber("OLD-\(number)").stream
            gate.streams.withLock { _ = $0.insert(stream) }
            commits.append(
                ExternalCommit(
                    commandID: CommandID(high: number, low: 1), actor: .person("agent-1"), reason: nil,
                    correlation: nil,
                    items: [.init(target: .named(stream), occurredAt: fixture.clock.now, event: resolution)]))
        }
        _ = try await engine.record(commits)
        fixture.clock.advance(seconds: 30 * day)
        #expect(try await engine.fireTimers().failed.count == 10_000)

        // Due later than all of them, and carried out before any of them is even tried again.
        let healthy = try await resolved(engine)
        fixture.clock.advance(seconds: 30 * day)
        gate.asked.withLock { $0 = [] }
        let round = try await engine.fireTimers()
        #expect(round.fired.map(\.deadline.stream) == [healthy.stream])
        #expect(round.failed.count == 10_000)
        #expect(gate.asked.withLock { $0.first } == healthy.stream)
        // And not at all before their time.
        gate.asked.withLock { $0 = [] }
        #expect(try await engine.fireTimers().failed.isEmpty)
        #expect(gate.asked.withLock { $0 }.isEmpty)
        #expect(try await engine.failures(0).count == 10_000)

        let cured = IncidentNumber("OLD-5000").stream
        gate.streams.withLock { _ = $0.remove(cured) }
        fixture.clock.advance(seconds: day)
        #expect(try await engine.fireTimers().fired.map(\.deadline.stream) == [cured])
        #expect(try await engine.failures(0).count == 9_999)
    }

    @Test func `one that follows reacts to events and deadlines, and ends with its engine`() async throws {
        let engine = try fixture.open([ParentResolvesChildren(), AutoClose(), IncidentPolicy.commenting("greets")])
        engine.startFollowing()
        let number = try await resolved(engine)
        func comes(_ type: String) async throws {
            for _ in 0..<2000 {
                if !fixture.records(type).isEmpty { return }
                try await Task.sleep(for: .milliseconds(5))
            }
            Issue.record("no \(type) came")
        }
        try await comes("CommentAdded")
        fixture.clock.advance(seconds: 60 * day)
        try await engine.execute(
            AddComment(.public, text: "Hello"), on: number,
            .init(.person("agent-4"), occurredAt: fixture.clock.now.plus(days: -50)))
        try await comes("IncidentClosed")
        await engine.close()
    }
}
