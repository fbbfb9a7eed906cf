public import CLMDB

/// A place in a table. It moves; `key` and `value` are the row it stands on, until it moves again.
///
///     var cursor = try transaction.cursor(records)
///     var more = try cursor.seek(position)
///     while more {
///         use(cursor.integerKey, cursor.value)
///         more = try cursor.next()
///     }
@safe
public struct Cursor: ~Copyable, ~Escapable {
    @usableFromInline let pointer: OpaquePointer
    @usableFromInline let table: Table
    @usableFromInline var row = unsafe Row()

    /// The row it stands on, in the map; empty before the first move and off the end.
    @usableFromInline
    @unsafe struct Row {
        @usableFromInline var key = unsafe MDB_val()
        @usableFromInline var value = unsafe MDB_val()
        @inlinable init() {}

        /// On the row alone, for a cursor cannot lend its parts to C.
        @inlinable
        mutating func move(_ cursor: OpaquePointer, _ operation: MDB_cursor_op) -> Int32 {
            unsafe mdb_cursor_get(cursor, &key, &value, operation)
        }
    }

    @inlinable
    @_lifetime(immortal)
    init(_ transaction: TransactionHandle, _ table: Table) throws(LMDBError) {
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
}

extension Cursor {
    @inlinable
    public var key: RawSpan {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(row.key.rawSpan, borrowing: self) }
    }

    @inlinable
    public var value: RawSpan {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(row.value.rawSpan, borrowing: self) }
    }

    /// The key of an `integerKey` table; zero off the end.
    @inlinable
    public var integerKey: UInt64 { unsafe row.key.integer }

    /// The value of an `integerDup` table; zero off the end.
    @inlinable
    public var integerValue: UInt64 { unsafe row.value.integer }
}

// Moves: each says whether there is a row.
extension Cursor {
    @inlinable public mutating func first() throws(LMDBError) -> Bool { try move(MDB_FIRST) }
    @inlinable public mutating func last() throws(LMDBError) -> Bool { try move(MDB_LAST) }
    @inlinable public mutating func next() throws(LMDBError) -> Bool { try move(MDB_NEXT) }
    @inlinable public mutating func previous() throws(LMDBError) -> Bool { try move(MDB_PREV) }

    /// Moves to the first value of the next key.
    @inlinable public mutating func nextKey() throws(LMDBError) -> Bool { try move(MDB_NEXT_NODUP) }
    /// Moves to the last value of the previous key.
    @inlinable public mutating func previousKey() throws(LMDBError) -> Bool { try move(MDB_PREV_NODUP) }

    /// Moves to the first key that is not less than `key`.
    @inlinable
    public mutating func seek(_ key: UInt64) throws(LMDBError) -> Bool { try move(MDB_SET_RANGE, to: key) }
    @inlinable
    public mutating func seek(_ key: borrowing RawSpan) throws(LMDBError) -> Bool {
        try move(MDB_SET_RANGE, to: key)
    }

    /// Moves to `key` itself, in a dupSort table to its first value.
    @inlinable
    public mutating func find(_ key: UInt64) throws(LMDBError) -> Bool { try move(MDB_SET_KEY, to: key) }
    @inlinable
    public mutating func find(_ key: borrowing RawSpan) throws(LMDBError) -> Bool {
        try move(MDB_SET_KEY, to: key)
    }
}

extension Cursor {
    @inlinable
    mutating func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        let code = unsafe row.move(pointer, operation)
        return try arrived(code)
    }

    @inlinable
    mutating func move(_ operation: MDB_cursor_op, to key: UInt64) throws(LMDBError) -> Bool {
        table.checkIntegerKey()
        // A closure cannot capture a cursor: it works on copies.
        let pointer = unsafe pointer
        var (number, found) = unsafe (key, Row())
        let code = unsafe withUnsafeMutableBytes(of: &number) { bytes in
            unsafe found.key = MDB_val(bytes)
            return unsafe found.move(pointer, operation)
        }
        unsafe row = unsafe found
        return try arrived(code)
    }

    @inlinable
    mutating func move(_ operation: MDB_cursor_op, to key: borrowing RawSpan) throws(LMDBError) -> Bool {
        table.checkBytesKey()
        unsafe row.key = MDB_val(key)
        let code = unsafe row.move(pointer, operation)
        return try arrived(code)
    }

    @inlinable
    mutating func arrived(_ code: Int32) throws(LMDBError) -> Bool {
        if code == MDB_SUCCESS { return true }
        // Off the end there is no row: no pointer to one, nor to the caller's key, may stay behind.
        unsafe row = Row()
        if code == MDB_NOTFOUND { return false }
        throw failure("read", code)
    }

    @usableFromInline @inline(never)
    func failure(_ verb: String, _ code: Int32) -> LMDBError {
        unsafe TransactionHandle(mdb_cursor_txn(pointer)).failure(verb, table, code)
    }
}

extension MDB_val {
    /// Zero where it is not eight bytes long, which a table of integers does not hold.
    @inlinable
    @unsafe var integer: UInt64 {
        guard unsafe mv_size == 8, let start = unsafe mv_data else { return 0 }
        return unsafe start.loadUnaligned(as: UInt64.self)
    }
}
