import EventLog
import EventModel
import Processes
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// A log that notes which streams are read.
private final class ListeningStore: MemoryBackedStore {
    let memory: InMemoryEventStore
    private let heard = Synchronization.Mutex<[StreamID]>([])

    init(_ memory: InMemoryEventStore) { self.memory = memory }

    /// The incidents that were read since this was asked last.
    func incidentsRead() -> [StreamID] {
        heard.withLock { heard in
            defer { heard = [] }
            return heard.filter { $0.category == IncidentProcess.category }
        }
    }

    func readStream(_ stream: StreamID, fromVersion: UInt64, through: Position) -> [RecordedEvent] {
        heard.withLock { $0.append(stream) }
        return memory.readStream(stream, fromVersion: fromVersion, through: through)
    }
}

/// What an event alone decides costs no look at anything else.
@Suite struct PolicyLoadingTests {
    private func incidentsRead(
        for policies: [any Policy], _ prepare: (ServiceEngine) async throws -> Void
    ) async throws -> Int {
        let fixture = PolicyFixture()
        let store = ListeningStore(fixture.memory)
        let engine = try fixture.open(policies, store: store)
        try await prepare(engine)
        _ = store.incidentsRead()
        try await engine.settlePolicies()
        return store.incidentsRead().count
    }
    private let graphPolicies: [any Policy] = [CallerAssets(), ImpactLinks()]

    @Test func `an incident that names no caller, item or service is not loaded for policies that ask the graph`()
        async throws
    {
        let read = try await incidentsRead(for: graphPolicies) { engine in
            let logged = try await engine.execute(new: LogIncident(title: "Slow", category: "web"), byAgent)
            try await engine.execute(ExcludeCI("db"), on: logged.stream, byAgent)
        }
        #expect(read == 0)
    }

    @Test func `it is loaded once where the event leaves a policy in doubt`() async throws {
        for (incident, expected) in [
            (LogIncident(title: "Slow", ci: "db"), 1),
            (LogIncident(title: "Slow", service: "shop", category: "web"), 1),
        ] {
            let read = try await incidentsRead(for: graphPolicies) { try await $0.execute(new: incident, byAgent) }
            #expect(read == expected, "\(incident)")
        }
    }

    @Test func `what is known at the end of a commit is read once`() async throws {
        let fixture = PolicyFixture()
        let store = ListeningStore(fixture.memory)
        let stream = try await fixture.open([], store: store).execute(new: incidentToLog, byAgent).stream
        _ = store.incidentsRead()
        var known = CommitKnowledge(store, at: fixture.memory.head().position)
        for _ in 0..<3 {
            #expect(try known.state(of: stream, in: IncidentProcess.self) != nil)
            #expect(try known.facts { _ in [stream] }.has(stream))
        }
        #expect(store.incidentsRead() == [stream])
    }

    @Test func `a caller leaves it in doubt whose items are hit, and nothing else does`() async throws {
        let fixture = PolicyFixture()
        try await fixture.open([]).execute(new: incidentToLog, byAgent)
        let record = fixture.records[0]
        for caller in [PersonID("person-1"), nil] {
            let event = IncidentLogged(
                title: "Slow", source: .phone, detectedAt: record.occurredAt, impact: nil, urgency: nil, caller: caller,
                customer: nil, service: "shop", ci: "db", contact: nil, previous: nil, description: nil)
            #expect(CallerAssets().mayReact(to: .logged(event), in: record) == (caller != nil))
        }
    }

    @Test func `categorising and linking later leave it in doubt`() async throws {
        let read = try await incidentsRead(for: graphPolicies) { engine in
            let logged = try await engine.execute(new: LogIncident(title: "Slow"), byAgent)
            try await engine.execute(CategoriseIncident(category: "web"), on: logged.stream, byAgent)
            try await engine.execute(LinkCI("db"), on: logged.stream, byAgent)
        }
        #expect(read == 2)
    }
}
