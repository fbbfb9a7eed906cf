internal import CLMDB

/// Changes to any tables that become visible and durable together, on `commit()`; else, when it goes out of scope, not at all.
///
/// One write transaction at a time, over all threads and processes: beginning one waits. It stays on its thread.
@safe
public struct WriteTransaction: ~Copyable, Transaction {
    /// nil once it has ended.
    @usableFromInline var pointer: OpaquePointer?
    private let environment: Environment

    @inlinable public var raw: TransactionHandle {
        guard let pointer = unsafe pointer else { preconditionFailure("the transaction has ended") }
        return unsafe TransactionHandle(pointer)
    }

    fileprivate init(_ environment: Environment) throws(LMDBError) {
        unsafe pointer = try unsafe environment.beginMarked("begin writing", flags: 0)
        self.environment = environment
    }

    deinit {
        if let pointer = unsafe pointer { unsafe mdb_txn_abort(pointer) }
    }

    /// Makes the changes durable and visible. On an error none of them is, save that after a failed sync the disk's state is
    /// unknown: open again and look.
    public consuming func commit() throws(LMDBError) {
        let ended = unsafe raw.pointer
        let marked = unsafe CommitMark.put(ended)
        guard marked == MDB_SUCCESS else { throw environment.failure("commit", marked) }
        unsafe pointer = nil  // LMDB frees the transaction whatever the outcome
        let code = unsafe mdb_txn_commit(ended)
        guard code == MDB_SUCCESS else { throw environment.failure("commit", code) }
        // Where this fails the commit stands all the same: the bytes are those of free pages.
        _ = try? environment.completeFile()
    }
}

extension Environment {
    /// Begins a write transaction; waits while another thread or process has one.
    public func beginWrite() throws(LMDBError) -> WriteTransaction { try WriteTransaction(self) }

    /// Runs `body` in a write transaction and commits it; nothing is written where `body` throws.
    public func write<Result: ~Copyable>(_ body: (inout WriteTransaction) throws -> Result) throws -> Result {
        var transaction = try beginWrite()
        let result = try body(&transaction)
        try transaction.commit()
        return result
    }
}
