internal import CLMDB
internal import Glibc

/// What the newest meta page says; read without a transaction, so that polling another process's commits costs next to nothing.
public struct EnvironmentInfo: Hashable, Sendable {
    public let mapSizeBytes: Int
    public let pageSizeBytes: Int
    /// The number of the last page in use: the file holds `lastPage + 1` pages.
    public let lastPage: Int
    /// Grows by one with each commit of any process.
    public let lastTransactionID: Int
    public let maxReaders: Int
    public let readersInUse: Int

    /// The bytes that the data file takes; the greatest number where a damaged page counts more than there can be.
    public var sizeBytes: Int {
        let (bytes, isTooMany) = (lastPage &+ 1).multipliedReportingOverflow(by: pageSizeBytes)
        return isTooMany || bytes < 0 ? .max : bytes
    }
}

/// The size and shape of a table.
public struct TableStatistics: Hashable, Sendable {
    public let pageSizeBytes: Int
    /// Levels of the tree.
    public let depth: Int
    public let branchPages: Int
    public let leafPages: Int
    public let overflowPages: Int
    /// Values, counting each of a key's.
    public let entries: Int

    public var pages: Int { branchPages + leafPages + overflowPages }
    public var sizeBytes: Int { pages * pageSizeBytes }

    init(_ stat: MDB_stat) {
        pageSizeBytes = Int(stat.ms_psize)
        depth = Int(stat.ms_depth)
        branchPages = Int(stat.ms_branch_pages)
        leafPages = Int(stat.ms_leaf_pages)
        overflowPages = Int(stat.ms_overflow_pages)
        entries = Int(stat.ms_entries)
    }
}

extension Environment {
    public var info: EnvironmentInfo {
        var info = unsafe MDB_envinfo()
        var stat = MDB_stat()
        unsafe mdb_env_info(handle, &info)
        unsafe mdb_env_stat(handle, &stat)
        return unsafe EnvironmentInfo(
            mapSizeBytes: info.me_mapsize, pageSizeBytes: Int(stat.ms_psize), lastPage: info.me_last_pgno,
            lastTransactionID: info.me_last_txnid, maxReaders: Int(info.me_maxreaders),
            readersInUse: Int(info.me_numreaders))
    }

    /// Writes everything to the disk, also where a flag postponed it.
    public func sync() throws(LMDBError) {
        let code = unsafe mdb_env_sync(handle, 1)
        guard code == MDB_SUCCESS else { throw failure("sync", code) }
    }

    /// Frees the reader slots of processes that died, which would keep old pages from being used again; returns how many.
    @discardableResult
    public func clearDeadReaders() throws(LMDBError) -> Int {
        var dead: Int32 = 0
        let code = unsafe mdb_reader_check(handle, &dead)
        guard code == MDB_SUCCESS else { throw failure("check the reader table", code) }
        return Int(dead)
    }

    /// Copies a consistent state into the empty folder `target`, while others go on writing; `compacting` leaves out free
    /// pages, and with them what deleted rows leave behind. Durable on return.
    public func copy(to target: String, compacting: Bool = false) throws(LMDBError) {
        let code = unsafe mdb_env_copy2(handle, target, compacting ? UInt32(MDB_CP_COMPACT) : 0)
        guard code == MDB_SUCCESS else { throw failure("copy to \(target)", code) }
        // LMDB does not sync it.
        let copy = unsafe open("\(target)/data.mdb", O_RDONLY | O_CLOEXEC)
        guard copy >= 0 else { throw failure("sync the copy in \(target)", errno) }
        defer { close(copy) }
        guard fsync(copy) == 0 else { throw failure("sync the copy in \(target)", errno) }
        try Environment.syncNames(inAndOf: target)
        // A compacted copy counts its commits anew.
        if compacting {
            try unsafe Self.mark(Self.openHandle(target, Options(mapSizeBytes: options.mapSizeBytes)), target)
        }
    }

    private static func mark(_ handle: OpaquePointer, _ path: String) throws(LMDBError) {
        defer { unsafe mdb_env_close(handle) }
        var transaction: OpaquePointer?
        var (table, code) = unsafe (UInt32(0), mdb_txn_begin(handle, nil, 0, &transaction))
        if let transaction = unsafe transaction {
            code = unsafe mdb_dbi_open(transaction, nil, 0, &table)
            if code == MDB_SUCCESS { code = unsafe CommitMark.put(transaction) }
            if code == MDB_SUCCESS {
                code = unsafe mdb_txn_commit(transaction)
            } else {
                unsafe mdb_txn_abort(transaction)
            }
        }
        guard code == MDB_SUCCESS else {
            throw LMDBError(operation: "mark the copy", path: path, code: .init(rawValue: code))
        }
    }
}
