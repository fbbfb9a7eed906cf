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
            let event = try cursor.event()
            slice.append(event)
            let isDue = budget.isSpentAfterOneMore() || slice.count >= limit
            if isDue, event.commitIndex + 1 == event.commitCount { break }
        }
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
        var events: [RecordedEvent] = []
        var version = max(fromVersion, 1)
        // A slice a transaction: positions that a stream has got stay as they are.
        while let next = try readStreamSlice(stream, fromVersion: version, through: through, into: &events) {
            version = next
        }
        return events
    }

    /// Appends events of the stream to `events`; returns the version to go on from, or nil at the end.
    private func readStreamSlice(
        _ stream: StreamID, fromVersion: UInt64, through: Position, into events: inout [RecordedEvent]
    ) throws(LogError) -> UInt64? {
        let transaction = try beginRead()
        guard let number = try transaction.number(of: stream, tables) else { return nil }
        var cursor = try StreamCursor(transaction.rows(tables.positions), number: number, fromVersion: fromVersion)
        var budget = SliceBudget()
        while let place = try cursor.next(), place.position <= through {
            let event = try transaction.event(at: place.position, tables)
            guard event.stream == stream, event.version == place.version else {
                throw .corrupt(
                    Corruption(
                        "the stream of the record", at: place.position, expected: "\(stream) version \(place.version)",
                        found: "\(event.stream) version \(event.version)"))
            }
            events.append(event)
            if budget.isSpentAfterOneMore() { return place.version + 1 }
        }
        return nil
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

/// How long one read transaction may live: while it does, the pages it sees are not used again and the file grows.
struct SliceBudget {
    private static let limit = Duration.milliseconds(8)
    private let end = ContinuousClock.now + limit
    private var eventCount = 0
    private var isSpent = false

    /// Counts an event, and looks at the clock now and then.
    mutating func isSpentAfterOneMore() -> Bool {
        eventCount += 1
        if eventCount % 64 == 0 { isSpent = ContinuousClock.now >= end }
        return isSpent
    }
}
