internal import EventModel
internal import LMDB

/// A log of any format that can be read by position: all that a copy needs.
protocol CopySource {
    var identity: LogIdentity { get }
    func head() throws(LogError) -> LogHead
    /// The events of whole commits with their exact records, as many as one transaction may read.
    func slice(from: Position, through: Position) throws(LogError) -> [RestoredEvent]
}

/// An event that is taken over from another log, with its exact bytes.
struct RestoredEvent: Sendable {
    let event: RecordedEvent
    let record: [UInt8]
}

extension EventLog: CopySource {
    func slice(from: Position, through: Position) throws(LogError) -> [RestoredEvent] {
        let transaction = try beginRead()
        var cursor = try transaction.records(from: from, tables)
        var budget = SliceBudget()
        var slice: [RestoredEvent] = []
        while cursor.next <= through.rawValue {
            guard try cursor.advance() else { throw .corrupt(.missing("the record", at: Position(cursor.next))) }
            let event = try cursor.event()
            slice.append(RestoredEvent(event: event, record: try cursor.record().array))
            if budget.isSpentAfterOneMore(), event.isLastOfCommit { break }
        }
        return slice
    }
}

/// A log of format 1, which had no packed records and other indexes. Its records and 'meta' are as today.
struct Format1Log: CopySource {
    let identity: LogIdentity
    private let environment: Environment
    private let meta: LMDB.Table
    private let records: LMDB.Table

    /// - Throws: `notALog`, or `otherFormat` where it has another format than 1.
    init(at path: String, holding lock: FolderLock? = nil) throws(LogError) {
        environment = try EventLog.openEnvironment(path, .readOnly, holding: lock)
        let found = try EventLog.format(of: environment)
        guard found == 1 else { throw .otherFormat(path: path, expected: 1, found: found) }
        let environment = environment
        (meta, records) = try storing { () throws(LMDBError) in
            (try environment.table("meta"), try environment.table("records", .integerKey))
        }
        identity = try storing { () throws(LMDBError) in try environment.beginRead() }.identity(meta)
    }

    func head() throws(LogError) -> LogHead {
        try storing { () throws(LMDBError) in try environment.beginRead() }.logHead(meta)
    }

    func slice(from: Position, through: Position) throws(LogError) -> [RestoredEvent] {
        let transaction = try storing { () throws(LMDBError) in try environment.beginRead() }
        var cursor = try transaction.rows(records)
        var budget = SliceBudget()
        var slice: [RestoredEvent] = []
        var (next, isThere) = (from, try storing { () throws(LMDBError) in try cursor.seek(from.rawValue) })
        while next <= through {
            guard isThere, cursor.integerKey == next.rawValue else { throw .corrupt(.missing("the record", at: next)) }
            let record = try RecordRow.payload(of: cursor.value, at: next.rawValue).array
            let event = try RecordRow.event(in: record.raw, at: next.rawValue)
            slice.append(RestoredEvent(event: event, record: record))
            if budget.isSpentAfterOneMore(), event.isLastOfCommit { break }
            next = next.next
            isThere = try storing { () throws(LMDBError) in try cursor.next() }
        }
        return slice
    }
}

extension RecordedEvent {
    fileprivate var isLastOfCommit: Bool { UInt64(commitIndex) + 1 == UInt64(commitCount) }
}
