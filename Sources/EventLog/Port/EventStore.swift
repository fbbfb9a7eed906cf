public import EventModel

/// The port of the log: what every implementation promises, LMDB's, the one in memory, and those to come.
///
/// Positions are dense; a commit is atomic and durable on return; a reader that saw position n has seen all before it.
/// The reading functions block for some 10 ms at most and belong on a thread of one's own: `onReader` has one.
public protocol EventStore: Sendable {
    var identity: LogIdentity { get }

    /// Records the commits in order, each for itself: one that is refused does not hold up the next. Durable on return.
    func append(_ commits: [Commit]) async -> [Result<Appended, AppendError>]

    /// The newest position and what the log knows there; of any process.
    func head() throws(LogError) -> LogHead

    /// Events from `from` on, not past `through`; fewer than asked where the slice would take long. Empty means that there
    /// are none now. Ends with the end of a commit, unless `through` lies inside one.
    func read(from: Position, through: Position, limit: Int) throws(LogError) -> [RecordedEvent]

    /// The records from `from` through `through` as they are stored; fewer where the slice would take long. Empty means that
    /// there are none now. Does not care where commits end.
    func readBlocks(from: Position, through: Position) throws(LogError) -> [RecordBlock]

    /// The events of a stream from `fromVersion` on that stand at or before `through`, all of them.
    func readStream(_ stream: StreamID, fromVersion: UInt64, through: Position) throws(LogError) -> [RecordedEvent]

    /// The same of several streams, each in its place of the answer; cheaper than one after the other.
    func readStreams(_ streams: [StreamID], through: Position) throws(LogError) -> [[RecordedEvent]]

    /// The Merkle tree's root over the records up to `position`; nil where that is past the end of the log.
    func root(at position: Position) throws(LogError) -> MerkleHash?

    /// The number of events in the stream; zero where there is no such stream.
    func version(of stream: StreamID) throws(LogError) -> UInt64

    /// What a command recorded, or nil where it recorded nothing.
    func find(_ command: CommandID) throws(LogError) -> Appended?

    /// The event that holds a claimed key, or nil where nothing does.
    func holder(namespace: String, key: String) throws(LogError) -> Position?

    /// Returns the newest position as soon as it is past `position`, or the task is cancelled, or the log closed.
    func waitForCommit(past position: Position) async throws(LogError) -> Position

    /// Runs `body` on a thread where it may block.
    func onReader<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LogError) -> Value
    ) async throws(LogError) -> Value
}

extension EventStore {
    /// Records one commit. Durable on return.
    public func append(_ commit: Commit) async throws(AppendError) -> Appended {
        try await append([commit])[0].get()
    }

    /// Events from `from` on; see the requirement.
    public func read(from: Position, limit: Int = 1024) throws(LogError) -> [RecordedEvent] {
        try read(from: from, through: Position(.max), limit: limit)
    }

    public func readStreams(_ streams: [StreamID], through: Position) throws(LogError) -> [[RecordedEvent]] {
        var histories: [[RecordedEvent]] = []
        for stream in streams { histories.append(try readStream(stream, fromVersion: 1, through: through)) }
        return histories
    }

    /// The whole stream.
    public func readStream(_ stream: StreamID) throws(LogError) -> [RecordedEvent] {
        try readStream(stream, fromVersion: 1, through: Position(.max))
    }

    /// Every event in order, slice by slice, up to the newest when it gets there.
    public func slices(from: Position = .first, through: Position = Position(.max), limit: Int = 1024) -> LogSlices {
        LogSlices(store: self, next: from, through: through, limit: limit)
    }
}

/// A walk over the log; between two slices no transaction is open.
///
///     var slices = log.slices()
///     while let slice = try slices.next() { for event in slice { fold(event) } }
public struct LogSlices: Sendable {
    private let store: any EventStore
    private var position: Position
    private let through: Position
    private let limit: Int

    init(store: any EventStore, next: Position, through: Position, limit: Int) {
        self.store = store
        self.position = next
        self.through = through
        self.limit = limit
    }

    /// The next events, or nil where there are none now.
    public mutating func next() throws(LogError) -> [RecordedEvent]? {
        let slice = try store.read(from: position, through: through, limit: limit)
        guard let last = slice.last else { return nil }
        position = last.position.next
        return slice
    }
}
