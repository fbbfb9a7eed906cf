import EventModel
import LMDB

extension Transaction where Self: ~Copyable {
    /// What `body` makes of the value of `key` and the key; nil where there is none.
    borrowing func find<Result>(
        _ table: LMDB.Table, _ key: [UInt8], _ reading: StoredReading,
        _ body: (RawSpan, RawSpan) throws(TableError) -> Result
    ) throws(TableError) -> Result? {
        let found: RawSpan?
        do throws(LMDBError) {
            found = try get(table, key.span.bytes)
        } catch {
            throw .unreadable(table: reading.table, cause: error)
        }
        guard let found else { return nil }
        return try body(found, key.span.bytes)
    }

    /// Visits the rows of `table` under `keys`, in a table of several values a key each of them, until `body` has enough.
    borrowing func walk(
        _ table: LMDB.Table, _ keys: KeyRange, _ order: ScanOrder, _ reading: StoredReading,
        _ body: (RawSpan, RawSpan) throws(TableError) -> ScanStep
    ) throws(TableError) {
        do {
            var cursor = try self.cursor(table)
            var more = try cursor.start(keys, order)
            while more, keys.contains(cursor.key) {
                if try body(cursor.key, cursor.value) == .enough { return }
                more = try order == .ascending ? cursor.next() : cursor.previous()
            }
        } catch {
            throw TableError(error, in: reading.table)
        }
    }

    /// The number of values under `keys`; goes no further than `limit`, where there is one.
    borrowing func count(
        _ table: LMDB.Table, _ keys: KeyRange, limit: Int?
    ) throws(LMDBError) -> Int {
        var cursor = try self.cursor(table)
        var count = 0
        var more = try cursor.start(keys, .ascending)
        while more, keys.contains(cursor.key), count < limit ?? .max {
            count += try cursor.duplicateCount()
            more = try cursor.nextKey()
        }
        return limit.map { min($0, count) } ?? count
    }
}

extension TableError {
    /// The error itself where it is a table's, else that of its storage.
    init(_ error: any Error, in table: String) {
        self = error as? TableError ?? .unreadable(table: table, cause: error)
    }
}

extension Cursor {
    /// Moves to the first row of a walk over `keys`; there may be rows outside.
    mutating func start(_ keys: KeyRange, _ order: ScanOrder) throws(LMDBError) -> Bool {
        switch (order, keys.lower, keys.upper) {
        case (.ascending, let lower?, _): try seek(lower.bytes.span.bytes)
        case (.ascending, nil, _): try first()
        case (.descending, _, let upper?): try seek(upper.bytes.span.bytes) ? try previous() : try last()
        case (.descending, _, nil): try last()
        }
    }
}

extension KeyRange {
    /// Whether the key with these bytes lies in the range.
    func contains(_ key: RawSpan) -> Bool {
        if let lower, key.precedes(lower.bytes) { return false }
        if let upper, !key.precedes(upper.bytes) { return false }
        return true
    }
}

extension RawSpan {
    fileprivate func precedes(_ other: [UInt8]) -> Bool {
        withUnsafeBytes { $0.lexicographicallyPrecedes(other) }
    }
}
