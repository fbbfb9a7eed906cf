public import EventModel
internal import Glibc
internal import LMDB

extension EventLog {
    /// Copies the log into a new folder while others go on appending: slice by slice of exact records, every index built
    /// anew, then verified as a whole, its Merkle root compared with this log's.
    ///
    /// The copy appears under `target` when all of that is done; until then it stands in `target.partial`. Blocks: call it on
    /// a thread of your own. `progress` is told how many events are copied, of how many.
    @discardableResult
    public func backup(
        to target: String, progress: (_ copied: Position, _ total: Position) -> Void = { _, _ in }
    ) throws(LogError) -> LogVerification {
        var status = stat()
        guard unsafe stat(target, &status) != 0, errno == ENOENT else { throw .alreadyExists(path: target) }
        let partial = "\(target).partial"
        let end = try head()
        try copyRecords(through: end, to: partial, progress)
        let copy = try EventLog(at: partial, access: .readOnly)
        let verification = try copy.verify()
        guard verification.root == end.root else {
            throw .corrupt(
                Corruption("the copy's Merkle root", expected: "\(end.root)", found: "\(verification.root)"))
        }
        guard unsafe rename(partial, target) == 0 else {
            throw .storage(
                LMDBError(operation: "rename the finished copy", path: partial, code: .init(rawValue: errno)))
        }
        try storing { () throws(LMDBError) in try Environment.syncNames(inAndOf: target) }
        return verification
    }

    private func copyRecords(
        through end: LogHead, to path: String, _ progress: (Position, Position) -> Void
    ) throws(LogError) {
        let target = try Self.createEnvironment(path, identity)
        let targetTables = try Self.openTables(target)
        var batch = CommitBatch(head: .empty, streamCount: 0)
        while batch.head.position < end.position {
            let slice = try recordSlice(from: batch.head.position.next, through: end.position)
            try batch.restore(slice)
            if batch.head.position == end.position { batch.restoreClock(of: end) }
            try storing { () throws(LMDBError) in
                var transaction = try target.beginWrite()
                try transaction.put(batch, targetTables)
                try transaction.commit()
            }
            batch = batch.continued
            progress(batch.head.position, end.position)
        }
    }

    /// The events of whole commits with their exact records, as many as one transaction may read.
    private func recordSlice(from: Position, through: Position) throws(LogError) -> [RestoredEvent] {
        let transaction = try beginRead()
        var cursor = try transaction.records(from: from, tables)
        var budget = SliceBudget()
        var slice: [RestoredEvent] = []
        while cursor.next <= through.rawValue {
            guard try cursor.advance() else { throw .corrupt(.missing("the record", at: Position(cursor.next))) }
            let event = try cursor.event()
            slice.append(RestoredEvent(event: event, record: try cursor.record().array))
            if budget.isSpentAfterOneMore(), event.endsCommit { break }
        }
        return slice
    }
}

/// An event that is taken over from another log, with its exact bytes.
struct RestoredEvent: Sendable {
    let event: RecordedEvent
    let record: [UInt8]
}
