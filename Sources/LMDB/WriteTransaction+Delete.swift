internal import CLMDB

extension WriteTransaction {
    /// Deletes `key` with all its values; false where it was not there.
    @discardableResult
    public mutating func delete(_ table: Table, _ key: UInt64) throws(LMDBError) -> Bool {
        table.checkIntegerKey()
        var number = key
        let code = unsafe withUnsafeMutableBytes(of: &number) { unsafe raw.delete(table, MDB_val($0)) }
        return try raw.deleted(code, table)
    }

    @discardableResult
    public mutating func delete(_ table: Table, _ key: borrowing RawSpan) throws(LMDBError) -> Bool {
        table.checkBytesKey()
        let code = unsafe raw.delete(table, MDB_val(key))
        return try raw.deleted(code, table)
    }

    /// Deletes one value of `key` in a dupSort table; false where it was not there.
    @discardableResult
    public mutating func delete(
        _ table: Table, _ key: borrowing RawSpan, value: borrowing RawSpan
    ) throws(LMDBError) -> Bool {
        table.checkBytesKey()
        let code = unsafe raw.delete(table, MDB_val(key), MDB_val(value))
        return try raw.deleted(code, table)
    }

    @discardableResult
    public mutating func delete(_ table: Table, _ key: UInt64, value: UInt64) throws(LMDBError) -> Bool {
        table.checkIntegerKey()
        var (key, value) = (key, value)
        let code = unsafe withUnsafeMutableBytes(of: &key) { keyBytes in
            unsafe withUnsafeMutableBytes(of: &value) { unsafe raw.delete(table, MDB_val(keyBytes), MDB_val($0)) }
        }
        return try raw.deleted(code, table)
    }

    /// Deletes every row of `table`; the table stays.
    public mutating func deleteAll(_ table: Table) throws(LMDBError) {
        let code = unsafe mdb_drop(raw.pointer, table.handle, 0)
        guard code == MDB_SUCCESS else { throw raw.failure("empty", table, code) }
    }
}

extension TransactionHandle {
    func delete(_ table: Table, _ key: MDB_val) -> Int32 {
        var key = unsafe key
        return unsafe mdb_del(pointer, table.handle, &key, nil)
    }

    func delete(_ table: Table, _ key: MDB_val, _ value: MDB_val) -> Int32 {
        var (key, value) = unsafe (key, value)
        return unsafe mdb_del(pointer, table.handle, &key, &value)
    }

    func deleted(_ code: Int32, _ table: Table) throws(LMDBError) -> Bool {
        if code == MDB_SUCCESS { return true }
        if code == MDB_NOTFOUND { return false }
        throw failure("delete from", table, code)
    }
}
