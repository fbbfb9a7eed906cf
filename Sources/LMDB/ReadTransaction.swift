internal import CLMDB

/// A consistent state to read from; others go on writing. It ends when it goes out of scope.
///
/// While it lives the pages it can see are not used again and the file grows instead: keep it under some 10 ms.
@safe
public struct ReadTransaction: ~Copyable, Transaction {
    @usableFromInline let pointer: OpaquePointer
    /// Keeps the map in place.
    private let environment: Environment

    @inlinable public var raw: TransactionHandle { unsafe TransactionHandle(pointer) }

    fileprivate init(_ environment: Environment) throws(LMDBError) {
        unsafe pointer = try unsafe environment.beginMarked("begin reading", flags: UInt32(MDB_RDONLY))
        self.environment = environment
    }

    deinit { unsafe mdb_txn_abort(pointer) }
}

extension Environment {
    /// Begins a read transaction on the newest commit of any process.
    public func beginRead() throws(LMDBError) -> ReadTransaction { try ReadTransaction(self) }

    /// Runs `body` on the newest commit of any process.
    public func read<Result: ~Copyable>(_ body: (borrowing ReadTransaction) throws -> Result) throws -> Result {
        let transaction = try beginRead()
        return try body(transaction)
    }
}
