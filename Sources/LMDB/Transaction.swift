public import CLMDB

/// What read and write transactions share: one consistent state of all tables.
///
/// Values are spans into the map. The compiler ties them to the transaction: none outlives it, and none survives a put. It does
/// not see suspensions: keep transaction code synchronous.
public protocol Transaction: ~Copyable {
    /// LMDB's transaction, for this module.
    var raw: TransactionHandle { get }
}

/// An opaque reference to LMDB's transaction; nothing outside this module can use it.
@safe
public struct TransactionHandle {
    @usableFromInline let pointer: OpaquePointer
    @usableFromInline init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }
}

extension Transaction where Self: ~Copyable {
    /// The value of `key` (of a dupSort table the first), or nil.
    @inlinable
    @_lifetime(borrow self)
    public borrowing func get(_ table: Table, _ key: UInt64) throws(LMDBError) -> RawSpan? {
        var data = unsafe MDB_val()
        guard try unsafe raw.get(table, key, &data) else { return nil }
        return unsafe _overrideLifetime(data.rawSpan, borrowing: self)
    }

    /// The value of `key` (of a dupSort table the first), or nil.
    @inlinable
    @_lifetime(borrow self)
    public borrowing func get(_ table: Table, _ key: borrowing RawSpan) throws(LMDBError) -> RawSpan? {
        var data = unsafe MDB_val()
        guard try unsafe raw.get(table, key, &data) else { return nil }
        return unsafe _overrideLifetime(data.rawSpan, borrowing: self)
    }

    /// A cursor over `table`, standing nowhere yet.
    @inlinable
    @_lifetime(borrow self)
    public borrowing func cursor(_ table: Table) throws(LMDBError) -> Cursor {
        let cursor = try Cursor(raw, table)
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }

    /// The size and shape of `table` as this transaction sees it.
    public borrowing func statistics(_ table: Table) throws(LMDBError) -> TableStatistics {
        var stat = MDB_stat()
        let code = unsafe mdb_stat(raw.pointer, table.handle, &stat)
        guard code == MDB_SUCCESS else { throw raw.failure("read the statistics of", table, code) }
        return TableStatistics(stat)
    }

    /// The bytes of pages that hold nothing: the file keeps them, and they are used again.
    public borrowing func freeByteCount() throws(LMDBError) -> Int {
        // LMDB's own table of free pages: transaction id → a list of page numbers, their count first.
        let free = Table(handle: 0, options: .integerKey)
        var cursor = try cursor(free)
        var pageCount = 0
        while try cursor.next() {
            guard cursor.value.byteCount >= 8 else { continue }
            pageCount += unsafe Int(clamping: cursor.value.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self))
        }
        return pageCount * (try statistics(free)).pageSizeBytes
    }

    /// The commit that this transaction sees; for a write transaction, the one that it will make.
    public var id: Int { unsafe mdb_txn_id(raw.pointer) }
}

extension TransactionHandle {
    @inlinable
    func get(_ table: Table, _ key: UInt64, _ data: inout MDB_val) throws(LMDBError) -> Bool {
        table.checkIntegerKey()
        var number = key
        let code = unsafe withUnsafeMutableBytes(of: &number) { bytes in
            var key = unsafe MDB_val(bytes)
            return unsafe mdb_get(pointer, table.handle, &key, &data)
        }
        return try found(code, table)
    }

    @inlinable
    func get(_ table: Table, _ key: borrowing RawSpan, _ data: inout MDB_val) throws(LMDBError) -> Bool {
        table.checkBytesKey()
        var key = unsafe MDB_val(key)
        let code = unsafe mdb_get(pointer, table.handle, &key, &data)
        return try found(code, table)
    }

    @inlinable
    func found(_ code: Int32, _ table: Table) throws(LMDBError) -> Bool {
        if code == MDB_SUCCESS { return true }
        if code == MDB_NOTFOUND { return false }
        throw failure("read", table, code)
    }

    /// The error of an operation on `table`, its path and table's name taken from the environment behind the transaction.
    @usableFromInline @inline(never)
    func failure(_ verb: String, _ table: Table, _ code: Int32) -> LMDBError {
        guard let context = unsafe mdb_env_get_userctx(mdb_txn_env(pointer)) else {
            return LMDBError(operation: "\(verb) a table", path: "", code: .init(rawValue: code))
        }
        let environment = unsafe Unmanaged<Environment>.fromOpaque(context).takeUnretainedValue()
        return environment.failure("\(verb) '\(environment.name(of: table))'", code)
    }
}

extension Table {
    // A key of the wrong kind is a bug of the caller's, never a matter of data; LMDB would sort it wrongly in silence.
    @inlinable func checkIntegerKey() { precondition(options.contains(.integerKey), "the table's keys are bytes") }
    @inlinable func checkBytesKey() { precondition(!options.contains(.integerKey), "the table's keys are integers") }
}

extension MDB_val {
    @inlinable
    init(_ bytes: UnsafeMutableRawBufferPointer) {
        unsafe self.init(mv_size: bytes.count, mv_data: bytes.baseAddress)
    }

    /// The span's bytes, to be used before its owner goes. LMDB takes keys and values as mutable pointers and does not write
    /// to them.
    @inlinable
    init(_ span: borrowing RawSpan) {
        let bytes = unsafe span.withUnsafeBytes { unsafe $0 }
        unsafe self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }

    /// The bytes in the map; the caller ties them to what keeps them there.
    @inlinable
    var rawSpan: RawSpan {
        @_lifetime(immortal)
        get {
            let bytes = unsafe UnsafeRawBufferPointer(start: mv_data, count: mv_size)
            let span = unsafe RawSpan(_unsafeBytes: bytes)
            return unsafe _overrideLifetime(span, borrowing: ())
        }
    }
}
