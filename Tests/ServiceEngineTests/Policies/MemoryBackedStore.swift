import EventLog
import EventModel

/// A log in memory that does something of its own with what it is asked; all else it passes on.
protocol MemoryBackedStore: EventStore {
    var memory: InMemoryEventStore { get }
}

extension MemoryBackedStore {
    var identity: LogIdentity { memory.identity }
    func append(_ commits: [Commit]) async -> [Result<Appended, AppendError>] { await memory.append(commits) }
    func head() -> LogHead { memory.head() }
    func read(from: Position, through: Position, limit: Int) -> [RecordedEvent] {
        memory.read(from: from, through: through, limit: limit)
    }
    func readStream(_ stream: StreamID, fromVersion: UInt64, through: Position) -> [RecordedEvent] {
        memory.readStream(stream, fromVersion: fromVersion, through: through)
    }
    func version(of stream: StreamID) -> UInt64 { memory.version(of: stream) }
    func find(_ command: CommandID) -> Appended? { memory.find(command) }
    func holder(namespace: String, key: String) -> Position? { memory.holder(namespace: namespace, key: key) }
    func waitForCommit(past position: Position) async -> Position { await memory.waitForCommit(past: position) }
    func onReader<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LogError) -> Value
    ) async throws(LogError) -> Value { try body() }
}
