internal import LMDB

// LMDB's answers as the log's: its errors become `LogError.storage`.
extension Transaction where Self: ~Copyable {
    @_lifetime(borrow self)
    func row(_ table: LMDB.Table, _ key: borrowing RawSpan) throws(LogError) -> RawSpan? {
        do throws(LMDBError) { return try get(table, key) } catch { throw .storage(error) }
    }

    @_lifetime(borrow self)
    func row(_ table: LMDB.Table, _ key: UInt64) throws(LogError) -> RawSpan? {
        do throws(LMDBError) { return try get(table, key) } catch { throw .storage(error) }
    }

    @_lifetime(borrow self)
    func rows(_ table: LMDB.Table) throws(LogError) -> Cursor {
        do throws(LMDBError) { return try cursor(table) } catch { throw .storage(error) }
    }

    func entryCount(_ table: LMDB.Table) throws(LogError) -> UInt64 {
        do throws(LMDBError) { return UInt64(try statistics(table).entries) } catch { throw .storage(error) }
    }
}

/// Runs a storage operation, its error as the log's.
func storing<Value: ~Copyable>(_ body: () throws(LMDBError) -> Value) throws(LogError) -> Value {
    do throws(LMDBError) { return try body() } catch { throw .storage(error) }
}
