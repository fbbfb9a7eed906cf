public import EventModel
internal import Synchronization

/// The log without a disk: for tests of what stands on the log. It keeps every promise but durability.
public final class InMemoryEventStore: EventStore {
    public let identity: LogIdentity
    private let clock: @Sendable (Commit) -> Instant
    private let state = Mutex(MemoryState())
    private let signal = CommitSignal()

    /// `clock` gives the time of recording of each commit.
    public init(identity: LogIdentity, clock: @escaping @Sendable (Commit) -> Instant) {
        self.identity = identity
        self.clock = clock
    }

    public func append(_ commits: [Commit]) async -> [Result<Appended, AppendError>] {
        let (results, newest) = state.withLock { state in
            var batch = CommitBatch(head: state.head, streamCount: UInt64(state.streams.count))
            let results = commits.map { commit in
                Result { () throws(AppendError) in try batch.record(commit, clock: clock(commit), state) }
            }
            state.apply(batch)
            return (results, state.head.position)
        }
        signal.announce(newest)
        return results
    }

    public func head() -> LogHead { state.withLock(\.head) }

    public func read(from: Position, through: Position, limit: Int) -> [RecordedEvent] {
        state.withLock { state in
            var slice: [RecordedEvent] = []
            for event in state.events.dropFirst(Int(clamping: max(from, .first).rawValue - 1)) {
                guard event.position <= through else { break }
                if slice.count >= max(limit, 1), event.commitIndex == 0 { break }
                slice.append(event)
            }
            return slice
        }
    }

    public func readStream(_ stream: StreamID, fromVersion: UInt64, through: Position) -> [RecordedEvent] {
        state.withLock { state in
            (state.positions[stream] ?? []).dropFirst(Int(clamping: max(fromVersion, 1) - 1))
                .prefix { $0 <= through }.map { state.events[Int($0.rawValue) - 1] }
        }
    }

    public func version(of stream: StreamID) -> UInt64 {
        state.withLock { $0.streams[stream]?.version ?? 0 }
    }

    public func find(_ command: CommandID) -> Appended? { state.withLock { $0.appended(by: command) } }

    public func holder(namespace: String, key: String) -> Position? {
        state.withLock { $0.holder(of: ClaimedKey(namespace: namespace, key: key)) }
    }

    public func waitForCommit(past position: Position) async -> Position { await signal.wait(past: position) }

    public func onReader<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LogError) -> Value
    ) async throws(LogError) -> Value {
        try body()  // never blocks for long: there is no disk
    }
}

/// Everything that the store keeps.
private struct MemoryState: LogLookup {
    var head = LogHead.empty
    var events: [RecordedEvent] = []
    var streams: [StreamID: StreamState] = [:]
    var positions: [StreamID: [Position]] = [:]
    var commands: [CommandID: Appended] = [:]
    var sequences: [String: UInt64] = [:]
    var claims: [ClaimedKey: Position] = [:]

    func state(of stream: StreamID) -> StreamState? { streams[stream] }
    func appended(by command: CommandID) -> Appended? { commands[command]?.asDuplicate }
    func lastNumber(of sequence: String) -> UInt64 { sequences[sequence] ?? 0 }
    func holder(of key: ClaimedKey) -> Position? { claims[key] }

    mutating func apply(_ batch: CommitBatch) {
        for event in batch.events {
            // What the planner encoded a moment ago decodes: anything else is a bug of ours.
            guard let decoded = try? RecordedEvent(decoding: event.record) else {
                preconditionFailure("a record of ours does not decode")
            }
            events.append(decoded)
            streams[event.place.stream] = StreamState(
                number: event.streamNumber, version: event.place.version, last: event.place.position)
            positions[event.place.stream, default: []].append(event.place.position)
        }
        commands.merge(batch.commands) { first, _ in first }
        sequences.merge(batch.sequences) { _, new in new }
        for (key, holder) in batch.claims { claims[key] = holder }
        head = batch.head
    }
}
