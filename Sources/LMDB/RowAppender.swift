public import CLMDB

/// Appends rows to one table in ascending order: no search, full pages. Nothing else touches the transaction meanwhile.
@safe
public struct RowAppender: ~Copyable, ~Escapable {
    @usableFromInline let pointer: OpaquePointer
    @usableFromInline let table: Table

    @inlinable
    @_lifetime(immortal)
    init(_ transaction: TransactionHandle, _ table: Table) throws(LMDBError) {
        table.checkBytesKey()
        var opened: OpaquePointer?
        let code = unsafe mdb_cursor_open(transaction.pointer, table.handle, &opened)
        guard code == MDB_SUCCESS, let cursor = unsafe opened else {
            throw transaction.failure("open a cursor on", table, code)
        }
        unsafe pointer = unsafe cursor
        self.table = table
    }

    @inlinable
    deinit { unsafe mdb_cursor_close(pointer) }

    /// Appends a row. `options` is `append`, or `appendDuplicate` for one more value of the last key.
    /// - Throws: `keyExists` where it does not sort behind the last row; `mapFull`, `noSpace`, `badValueSize`.
    @inlinable
    public mutating func put(
        _ key: borrowing RawSpan, _ value: borrowing RawSpan, _ options: PutOptions
    ) throws(LMDBError) {
        var (key, value) = unsafe (MDB_val(key), MDB_val(value))
        let code = unsafe mdb_cursor_put(pointer, &key, &value, options.rawValue)
        guard code == MDB_SUCCESS else { throw failure(code) }
    }

    @usableFromInline @inline(never)
    func failure(_ code: Int32) -> LMDBError {
        unsafe TransactionHandle(mdb_cursor_txn(pointer)).failure("append to", table, code)
    }
}

extension WriteTransaction {
    /// An appender to `table`.
    @_lifetime(&self)
    public mutating func appender(_ table: Table) throws(LMDBError) -> RowAppender {
        let appender = try RowAppender(raw, table)
        return unsafe _overrideLifetime(appender, mutating: &self)
    }
}
