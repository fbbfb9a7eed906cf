public import EventModel
internal import LMDB

extension EventLog {
    public func head() throws(LogError) -> LogHead {
        try beginRead().logHead(tables)
    }

    public func read(from: Position, through: Position, limit: Int) throws(LogError) -> [RecordedEvent] {
        let transaction = try beginRead()
        var cursor = try transaction.records(from: from, tables)
        var budget = SliceBudget()
        var slice: [RecordedEvent] = []
        slice.reserveCapacity(min(max(limit, 1), 4096))
        while cursor.next <= through.rawValue, try cursor.advance() {
            // Without a name of its own, which would be a copy.
            slice.append(try cursor.event())
            let isDue = budget.isSpentAfterOneMore() || slice.count >= limit
            if isDue, slice[slice.count - 1].endsCommit { break }
        }
        // The next slice mostly begins in the block where this one ends.
        cursor.keepBlock()
        if slice.isEmpty { try checkNothingIsMissing(from, through, transaction) }
        return slice
    }

    public func readBlocks(from: Position, through: Position) throws(LogError) -> [RecordBlock] {
        let transaction = try beginRead()
        var cursor = try transaction.records(from: max(from, .first), tables)
        var budget = SliceBudget()
        var slice: [RecordBlock] = []
        while let block = try cursor.nextBlock(through: through.rawValue) {
            slice.append(block)
            if budget.isSpent(after: block.count) { break }
        }
        cursor.keepBlock()
        if slice.isEmpty { try checkNothingIsMissing(from, through, transaction) }
        return slice
    }

    /// A slice without events is right only past the end of the log.
    private func checkNothingIsMissing(
        _ from: Position, _ through: Position, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        let first = max(from, .first)
        guard first <= through, first <= (try transaction.logHead(tables).position) else { return }
        throw .corrupt(.missing("the record", at: first))
    }

    public func readStream(
        _ stream: StreamID, fromVersion: UInt64, through: Position
    ) throws(LogError) -> [RecordedEvent] {
        guard var cursor = try streamCursor(stream) else { return [] }
        var events: [RecordedEvent] = []
        // A slice a transaction: what stands before an event stays as it is.
        while cursor.version >= max(fromVersion, 1) {
            try readSlice(&cursor, fromVersion: max(fromVersion, 1), through: through, into: &events)
        }
        return events.reversed()
    }

    func streamCursor(_ stream: StreamID) throws(LogError) -> StreamCursor? {
        try beginRead().state(of: stream, tables).map { StreamCursor(stream, $0) }
    }

    /// Appends events of the stream to `events`, from the cursor's back to `fromVersion`.
    private func readSlice(
        _ cursor: inout StreamCursor, fromVersion: UInt64, through: Position, into events: inout [RecordedEvent]
    ) throws(LogError) {
        let transaction = try beginRead()
        var budget = SliceBudget()
        while cursor.version >= fromVersion, let event = try cursor.next(transaction, tables) {
            if event.position <= through { events.append(event) }
            if budget.isSpentAfterOneMore() { return }
        }
    }

    /// From the stored nodes and the records beside them, as on opening; whether the nodes are those of the records is for
    /// `verify` to say.
    public func root(at position: Position) throws(LogError) -> MerkleHash? {
        let transaction = try beginRead()
        guard position <= (try transaction.logHead(tables).position) else { return nil }
        return try transaction.frontier(size: position.rawValue, tables).root
    }

    public func version(of stream: StreamID) throws(LogError) -> UInt64 {
        try beginRead().state(of: stream, tables)?.version ?? 0
    }

    public func find(_ command: CommandID) throws(LogError) -> Appended? {
        try beginRead().appended(by: command, tables)
    }

    public func holder(namespace: String, key: String) throws(LogError) -> Position? {
        try beginRead().holder(of: ClaimedKey(namespace: namespace, key: key), tables)
    }
}

extension RecordedEvent {
    /// True for the last event of its commit. In 64 bits: what a record says is never trusted.
    var endsCommit: Bool { UInt64(commitIndex) + 1 == UInt64(commitCount) }
}

/// How long one read transaction may live: while it does, the pages it sees are not used again and the file grows.
struct SliceBudget {
    private static let limit = Duration.milliseconds(8)
    private let end = ContinuousClock.now + limit
    private var eventCount = 0
    private var isSpent = false

    /// Counts many events, and looks at the clock.
    mutating func isSpent(after count: Int) -> Bool {
        eventCount += count
        isSpent = isSpent || ContinuousClock.now >= end
        return isSpent
    }

    /// Counts an event, and looks at the clock now and then.
    mutating func isSpentAfterOneMore() -> Bool {
        eventCount += 1
        if eventCount % 64 == 0 { isSpent = ContinuousClock.now >= end }
        return isSpent
    }
}
