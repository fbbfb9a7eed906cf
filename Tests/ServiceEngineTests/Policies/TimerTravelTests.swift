import EventLog
import EventModel
import Processes
import ReadModels
import TestSupport
import Testing

@testable import ServiceEngine

/// Deadlines and policies as of any moment and as known at any position, beside the plainest fold of what counts.
@Suite struct TimerTravelTests {
    /// What waited: each stream's events that count, in the order of effective time, and nothing else.
    private func expected<Timer: TimerPolicy>(
        _ timer: Timer, _ records: [RecordedEvent], _ moment: PastMoment, _ rules: IncidentRules
    ) throws -> [TimerRound.Item] where Timer.Process == IncidentProcess {
        var facts = Facts()
        facts.set(rules, of: IncidentRules.stream, in: IncidentRulesProcess.self)
        var items: [TimerRound.Item] = []
        let counting = records.filter { $0.position <= moment.position && $0.occurredAt <= moment.asOf ?? .latest }
        for (stream, events) in Dictionary(grouping: counting, by: \.stream) where stream.category == "incident" {
            var watch: Timer.Watch?
            for record in events.sorted(by: { ($0.occurredAt, $0.position) < ($1.occurredAt, $1.position) }) {
                for event in try IncidentEvent.catalogue.decode(record) { Timer.fold(&watch, event, record) }
            }
            guard let since = watch.flatMap(Timer.waitsSince), let cause = events.map(\.position).max() else {
                continue
            }
            let deadline = Deadline(stream: stream, dueAt: Timer.dueAt(since, facts, .utc), cause: cause)
            items.append(TimerRound.Item(policy: timer.name, deadline: deadline))
        }
        return items
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `what waited at a moment is what the events that count fold to, asked either way and both`(
        seed: UInt64
    ) async throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 15, eventCount: 240)
        let model = try await ModelFixture(log.events)
        var options = EngineOptions()
        options.policies = [AutoClose(), Reminder()]
        let engine = try ServiceEngine(
            store: model.store, keyStore: nil, models: model.folder.path("models"), options: options)
        var random = SplitMix(seed: seed)
        let instants = log.events.map(\.occurredAt).sorted()
        for round in 0..<24 {
            let position: Position? = round % 3 == 0 ? nil : Position(.random(in: 0...240, using: &random))
            let asOf: Instant? = round % 3 == 1 ? nil : instants.randomElement(using: &random)
            let moment = Moment(asOf: asOf, asKnownAt: position.map { .position($0) })
            let past = PastMoment(knownAt: position ?? Position(240), asOf: asOf)
            let rules = IncidentRules.standard
            let expected =
                try expected(AutoClose(), log.events, past, rules) + expected(Reminder(), log.events, past, rules)
            #expect(try await Set(engine.deadlines(moment)) == Set(expected), "seed \(seed), \(moment)")
            #expect(try await engine.deadlines(moment).count == expected.count)
        }
        await engine.close()
    }

    @Test func `rules published later move no deadline of the time before, and a disabled timer has none`() async throws
    {
        let fixture = PolicyFixture()
        let engine = try fixture.open([AutoClose()])
        let logged = try await engine.execute(new: incidentToLog, byAgent)
        fixture.wait(seconds: 60)
        try await engine.execute(ResolveIncident(code: "fixed", solution: "x"), on: logged.stream, byAgent)
        let (resolvedAt, before) = (fixture.clock.now, fixture.memory.head().position)
        let due = try #require(try await engine.deadlines().first?.deadline.dueAt)
        fixture.wait(seconds: 60)
        try await engine.execute(PublishIncidentRules(autoCloseBusinessDays: 20), on: IncidentRules.stream, byAgent)
        let later = try #require(try await engine.deadlines().first?.deadline.dueAt)
        #expect(later > due)
        #expect(try await engine.deadlines(Moment(asOf: resolvedAt)).map(\.deadline.dueAt) == [due])
        #expect(try await engine.deadlines(Moment(asKnownAt: .position(before))).map(\.deadline.dueAt) == [due])
        #expect(try await engine.deadlines(Moment(asKnownAt: .position(before.previous))).isEmpty)

        let enabled = fixture.memory.head().position
        fixture.wait(seconds: 60)
        try await engine.execute(DisablePolicy(AutoClose()), on: .policy("auto-close"), byAgent)
        #expect(try await engine.deadlines().isEmpty)
        #expect(try await engine.deadlines(Moment(asKnownAt: .position(enabled))).map(\.deadline.dueAt) == [later])
        let states = try await [
            engine.policies(), engine.policies(Moment(asKnownAt: .position(enabled))),
            engine.policies(Moment(asOf: resolvedAt)), engine.policies(Moment(asOf: fixture.clock.now)),
        ].map { $0[0].force }
        #expect(states == [.off, .inForce(since: .first), .inForce(since: .first), .off])
        await engine.close()
    }
}
