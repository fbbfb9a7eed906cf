public import CLMDB

// The values of one key in a dupSort table.
extension Cursor {
    /// The number of values of the key it stands on; zero where it stands nowhere. Read from the tree, not counted.
    public func duplicateCount() throws(LMDBError) -> Int {
        var count = 0
        guard unsafe row.key.mv_data != nil else { return 0 }
        let code = unsafe mdb_cursor_count(pointer, &count)
        guard code == MDB_SUCCESS else { throw failure("count values in", code) }
        return count
    }

    @inlinable public mutating func nextDuplicate() throws(LMDBError) -> Bool { try move(MDB_NEXT_DUP) }
    @inlinable public mutating func previousDuplicate() throws(LMDBError) -> Bool { try move(MDB_PREV_DUP) }

    /// Moves to the last value of the key it stands on.
    public mutating func lastDuplicate() throws(LMDBError) -> Bool {
        // LMDB returns the value only; the key stays.
        try move(MDB_LAST_DUP)
    }

    /// Moves to the first value of `key` that is not less than `value`.
    public mutating func seek(_ key: UInt64, value: UInt64) throws(LMDBError) -> Bool {
        table.checkIntegerKey()
        let pointer = unsafe pointer
        var (key, value, found) = unsafe (key, value, Row())
        let code = unsafe withUnsafeMutableBytes(of: &key) { keyBytes in
            unsafe withUnsafeMutableBytes(of: &value) { valueBytes in
                unsafe (found.key, found.value) = unsafe (MDB_val(keyBytes), MDB_val(valueBytes))
                return unsafe found.move(pointer, MDB_GET_BOTH_RANGE)
            }
        }
        unsafe row = unsafe found
        return try arrivedAtBoth(code)
    }

    public mutating func seek(_ key: borrowing RawSpan, value: borrowing RawSpan) throws(LMDBError) -> Bool {
        table.checkBytesKey()
        unsafe (row.key, row.value) = unsafe (MDB_val(key), MDB_val(value))
        let code = unsafe row.move(pointer, MDB_GET_BOTH_RANGE)
        return try arrivedAtBoth(code)
    }

    /// GET_BOTH_RANGE leaves the caller's key in place: read the stored one.
    private mutating func arrivedAtBoth(_ code: Int32) throws(LMDBError) -> Bool {
        guard try arrived(code) else { return false }
        return try move(MDB_GET_CURRENT)
    }

    /// The values of an `integerDup` table's key from the one it stands on to the end of its page, as packed `UInt64`s;
    /// then stands on the last of them. `nextDuplicates()` goes on.
    public mutating func duplicates() throws(LMDBError) -> Bool { try moveMultiple(MDB_GET_MULTIPLE) }

    /// The next page of values of the key, or false.
    public mutating func nextDuplicates() throws(LMDBError) -> Bool { try moveMultiple(MDB_NEXT_MULTIPLE) }

    private mutating func moveMultiple(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        precondition(table.options.contains(.dupFixed), "values of one size are needed")
        return try move(operation)
    }
}
