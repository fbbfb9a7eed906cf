internal import CLMDB
internal import Synchronization

extension Environment {
    /// Opens the table `name`, making it where it is missing and `create` is set; the handle is kept for the next call.
    ///
    /// Takes a transaction of its own, and the write lock where the table is made: call it before transactions begin, never
    /// inside one.
    /// - Throws: `notFound` where it is missing, `incompatible` where it was made with other options, `tablesFull`.
    public func table(_ name: String, _ options: TableOptions = [], create: Bool = false) throws(LMDBError) -> Table {
        try tables.withLock { known throws(LMDBError) in
            let table: Table
            if let opened = known[name] {
                table = opened
            } else {
                table = try openTable(name, options, create: create)
            }
            guard table.options == options else { throw failure("open table '\(name)'", MDB_INCOMPATIBLE) }
            known[name] = table
            return table
        }
    }

    /// Tries a read transaction first, so that opening what exists never waits for a writer.
    private func openTable(_ name: String, _ options: TableOptions, create: Bool) throws(LMDBError) -> Table {
        do throws(LMDBError) {
            return try openTable(name, transactionFlags: UInt32(MDB_RDONLY), tableFlags: 0)
        } catch  where error.code == .notFound && create && !self.options.readOnly {
            return try openTable(name, transactionFlags: 0, tableFlags: options.rawValue | UInt32(MDB_CREATE))
        }
    }

    private func openTable(
        _ name: String, transactionFlags: UInt32, tableFlags: UInt32
    ) throws(LMDBError) -> Table {
        let operation = "open table '\(name)'"
        let transaction = try unsafe begin(operation, flags: transactionFlags)
        var handle: UInt32 = 0
        var stored: UInt32 = 0
        var code = unsafe mdb_dbi_open(transaction, name, tableFlags, &handle)
        if code == MDB_SUCCESS { code = unsafe mdb_dbi_flags(transaction, handle, &stored) }
        if code == MDB_SUCCESS, tableFlags & UInt32(MDB_CREATE) != 0 { code = unsafe CommitMark.put(transaction) }
        guard code == MDB_SUCCESS else {
            unsafe mdb_txn_abort(transaction)
            throw failure(operation, code)
        }
        // The handle outlives its transaction only when that is committed.
        code = unsafe mdb_txn_commit(transaction)
        guard code == MDB_SUCCESS else { throw failure(operation, code) }
        return Table(handle: handle, options: TableOptions(rawValue: stored))
    }

    func begin(_ operation: String, flags: UInt32) throws(LMDBError) -> OpaquePointer {
        var transaction: OpaquePointer?
        let code = unsafe mdb_txn_begin(handle, nil, flags, &transaction)
        guard code == MDB_SUCCESS, let begun = unsafe transaction else { throw failure(operation, code) }
        return unsafe begun
    }

    func name(of table: Table) -> String {
        tables.withLock { known in known.first { $0.value == table }?.key ?? "table \(table.handle)" }
    }

    func failure(_ operation: String, _ code: Int32) -> LMDBError {
        LMDBError(operation: operation, path: path, code: .init(rawValue: code))
    }
}
