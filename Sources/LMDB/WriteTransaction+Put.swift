public import CLMDB

extension WriteTransaction {
    /// Stores `value` under `key`; in a dupSort table, adds it to the key's values.
    /// - Throws: `keyExists` as `options` say, `mapFull`, `noSpace`, `badValueSize`.
    @inlinable
    public mutating func put(
        _ table: Table, _ key: UInt64, _ value: borrowing RawSpan, _ options: PutOptions = []
    ) throws(LMDBError) {
        table.checkIntegerKey()
        var number = key
        let code = unsafe withUnsafeMutableBytes(of: &number) { keyBytes in
            unsafe raw.put(table, MDB_val(keyBytes), MDB_val(value), options.rawValue)
        }
        guard code == MDB_SUCCESS else { throw raw.failure("write", table, code) }
    }

    @inlinable
    public mutating func put(
        _ table: Table, _ key: borrowing RawSpan, _ value: borrowing RawSpan, _ options: PutOptions = []
    ) throws(LMDBError) {
        table.checkBytesKey()
        let code = unsafe raw.put(table, MDB_val(key), MDB_val(value), options.rawValue)
        guard code == MDB_SUCCESS else { throw raw.failure("write", table, code) }
    }

    /// Stores a number under a number: a value of an `integerDup` table, or eight bytes in the machine's order.
    @inlinable
    public mutating func put(
        _ table: Table, _ key: UInt64, _ value: UInt64, _ options: PutOptions = []
    ) throws(LMDBError) {
        table.checkIntegerKey()
        var (key, value) = (key, value)
        let code = unsafe withUnsafeMutableBytes(of: &key) { keyBytes in
            unsafe withUnsafeMutableBytes(of: &value) { valueBytes in
                unsafe raw.put(table, MDB_val(keyBytes), MDB_val(valueBytes), options.rawValue)
            }
        }
        guard code == MDB_SUCCESS else { throw raw.failure("write", table, code) }
    }

    /// Makes room for `byteCount` bytes under `key` and lets `fill` write them in place; what it leaves is zero. Not for
    /// dupSort tables.
    @inlinable
    public mutating func reserve(
        _ table: Table, _ key: UInt64, byteCount: Int, _ options: PutOptions = [], _ fill: (inout OutputRawSpan) -> Void
    ) throws(LMDBError) {
        table.checkIntegerKey()
        var number = key
        var data = unsafe MDB_val(mv_size: byteCount, mv_data: nil)
        let code = unsafe withUnsafeMutableBytes(of: &number) { keyBytes in
            unsafe raw.reserve(table, MDB_val(keyBytes), &data, options.rawValue)
        }
        guard code == MDB_SUCCESS else { throw raw.failure("write", table, code) }
        unsafe data.fill(fill)
    }

    @inlinable
    public mutating func reserve(
        _ table: Table, _ key: borrowing RawSpan, byteCount: Int, _ options: PutOptions = [],
        _ fill: (inout OutputRawSpan) -> Void
    ) throws(LMDBError) {
        table.checkBytesKey()
        var data = unsafe MDB_val(mv_size: byteCount, mv_data: nil)
        let code = unsafe raw.reserve(table, MDB_val(key), &data, options.rawValue)
        guard code == MDB_SUCCESS else { throw raw.failure("write", table, code) }
        unsafe data.fill(fill)
    }
}

extension TransactionHandle {
    @inlinable
    func put(_ table: Table, _ key: MDB_val, _ value: MDB_val, _ flags: UInt32) -> Int32 {
        var (key, value) = unsafe (key, value)
        return unsafe mdb_put(pointer, table.handle, &key, &value, flags)
    }

    @inlinable
    func reserve(_ table: Table, _ key: MDB_val, _ value: inout MDB_val, _ flags: UInt32) -> Int32 {
        precondition(!table.options.contains(.dupSort), "LMDB cannot reserve in a dupSort table")
        var key = unsafe key
        return unsafe mdb_put(pointer, table.handle, &key, &value, flags | UInt32(MDB_RESERVE))
    }
}

extension MDB_val {
    /// Fills reserved bytes; a page may hold another row's old bytes, so what is not written is zeroed.
    @inlinable
    func fill(_ body: (inout OutputRawSpan) -> Void) {
        let buffer = unsafe UnsafeMutableRawBufferPointer(start: mv_data, count: mv_size)
        var output = unsafe OutputRawSpan(buffer: buffer, initializedCount: 0)
        body(&output)
        let count = unsafe output.finalize(for: buffer)
        for index in unsafe count..<mv_size { unsafe buffer[index] = 0 }
    }
}
