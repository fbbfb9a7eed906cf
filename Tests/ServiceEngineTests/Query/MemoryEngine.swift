import EventLog
import EventModel
import Processes
import TestSupport

@testable import ServiceEngine

extension ServiceEngine {
    /// An engine over a log in memory that records at `now`; keep the folder for as long as the engine.
    static func inMemory(_ folder: TemporaryFolder, now: Instant = .newYear.plus(days: 400)) throws -> ServiceEngine {
        let identity = LogIdentity(origin: "test.example/log", createdAt: .newYear, zone: .utc)
        var options = EngineOptions()
        options.clock = { now }
        let store = InMemoryEventStore(identity: identity) { _ in now }
        return try ServiceEngine(store: store, keyStore: nil, models: folder.path, options: options)
    }

    /// Appends the events as they are, a commit each; `cause` gives the event that led to one.
    func append(_ events: [RecordedEvent], cause: (RecordedEvent) -> Position? = { _ in nil }) async throws {
        for event in events {
            let new = NewEvent(
                stream: .named(event.stream), type: event.type, schemaVersion: event.schemaVersion,
                occurredAt: event.occurredAt, payload: event.payload)
            let commit = Commit(
                commandID: event.commandID, actor: event.actor, events: [new], expectations: [event.stream: .any],
                causation: cause(event))
            _ = try await store.append(commit)
        }
    }
}
