internal import EventModel
internal import Glibc
internal import LMDB

/// A copy of a log in a folder of its own, slice by slice of exact records, every index built anew: the one mechanism behind
/// backup, compaction and migration.
///
/// What is copied stays: a copy that was interrupted, at whatever moment, goes on where it stopped. Each slice is one bounded
/// transaction, and the source serves and grows meanwhile.
struct LogCopy {
    let source: any CopySource
    let path: String
    private let target: EventLog
    static let fileNames = ["data.mdb", "lock.mdb", CommitNote.fileName]
    /// How many records may wait until they are packed: so many are raw at most, and the file stays small.
    private static let recordsPerPacking: UInt64 = 1 << 14

    /// Goes on with the copy at `path`, or begins one.
    ///
    /// - Throws: `alreadyExists` where something else is there.
    init(of source: any CopySource, at path: String) throws(LogError) {
        (self.source, self.path) = (source, path)
        target = try Self.open(path, source.identity)
        guard target.identity == source.identity, try target.head().position <= source.head().position else {
            throw .alreadyExists(path: path)
        }
    }

    private static func open(_ path: String, _ identity: LogIdentity) throws(LogError) -> EventLog {
        let packing = PackingOptions(rawRecordCount: 0, isAutomatic: false)
        do throws(LogError) {
            return try EventLog(at: path, packing: packing)
        } catch  where isUnfinished(error, path) {
            // Nothing is there, or a copy that was interrupted before it had anything to go on with.
            for name in fileNames { unsafe unlink("\(path)/\(name)") }
            return try EventLog(creatingAt: path, identity: identity, packing: packing)
        } catch {
            throw error
        }
    }

    /// Whether there is nothing at `path`, or a file whose creation a power cut left in parts.
    private static func isUnfinished(_ error: LogError, _ path: String) -> Bool {
        switch error {
        case .notALog: return true
        case .storage(let cause): return cause.code == .invalid && Environment.isUnfinished(at: path)
        case .corrupt, .otherFormat, .alreadyExists, .closed: return false
        }
    }

    /// Copies what is missing, up to `end`, which is or was the source's head.
    func run(
        through end: LogHead, _ progress: (_ copied: Position, _ total: Position) -> Void
    ) throws(LogError) {
        var (position, packed) = (try target.head().position, try target.pack())
        while position < end.position {
            let slice = try source.slice(from: position.next, through: end.position)
            position = try put(slice, end)
            if position.rawValue - packed.rawValue > Self.recordsPerPacking { packed = try target.pack() }
            progress(position, end.position)
        }
        try target.pack()
        let found = try target.head()
        guard found.position > end.position || found.root == end.root else {
            throw .corrupt(
                Corruption(
                    "the Merkle root of the copy in \(path), which is to be removed", expected: "\(end.root)",
                    found: "\(found.root)"))
        }
    }

    /// The copy in a file without free pages: a transaction leaves those behind that it replaces.
    func slimmed() throws(LogError) -> LogCopy {
        let slim = "\(path)/slim"
        for name in Self.fileNames { unsafe unlink("\(slim)/\(name)") }
        guard unsafe mkdir(slim, 0o777) == 0 || errno == EEXIST else { throw failure("make the folder \(slim)") }
        do {
            let environment = try target.environment.get()
            try storing { () throws(LMDBError) in try environment.copy(to: slim, compacting: true) }
        }
        close()
        guard unsafe rename("\(slim)/data.mdb", "\(path)/data.mdb") == 0 else { throw failure("replace the file") }
        // It tells of the readers of the file that was replaced.
        unsafe unlink("\(path)/lock.mdb")
        unsafe unlink("\(slim)/lock.mdb")
        unsafe rmdir(slim)
        try storing { () throws(LMDBError) in try Environment.syncNames(inAndOf: path) }
        return try LogCopy(of: source, at: path)
    }

    func failure(_ operation: String) -> LogError {
        .storage(LMDBError(operation: operation, path: path, code: .init(rawValue: errno)))
    }

    func head() throws(LogError) -> LogHead { try target.head() }

    /// Follows every record and index of the copy.
    func verify() throws(LogError) -> LogVerification { try target.verify() }

    func close() { target.close() }

    private func put(_ slice: [RestoredEvent], _ end: LogHead) throws(LogError) -> Position {
        let environment = try target.environment.get()
        let lookup = CommitLookup(
            transaction: try storing { () throws(LMDBError) in try environment.beginWrite() }, tables: target.tables)
        var batch = CommitBatch(
            head: try lookup.transaction.logHead(target.tables),
            streamCount: try lookup.transaction.entryCount(target.tables.streams))
        try batch.restore(slice, lookup)
        if batch.head.position == end.position { batch.restoreClock(of: end) }
        var transaction = lookup.end()
        do throws(LMDBError) {
            try transaction.put(batch, target.tables)
            try transaction.commit()
        } catch {
            throw .storage(error)
        }
        return batch.head.position
    }
}
