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
            throw TableError(error, in: reading.table)
        }
        guard let found else {
            try checkNeighbours(of: key, in: table, reading)
            return nil
        }
        return try body(found, key.span.bytes)
    }

    /// Visits the rows of `table` under `keys`, in a table of several values a key each of them, until `body` has enough.
    /// `index` is the name of the index where the table is one. `body` checks what it is given.
    borrowing func walk(
        _ table: LMDB.Table, of index: String? = nil, _ keys: KeyRange, _ order: ScanOrder, _ reading: StoredReading,
        _ body: (RawSpan, RawSpan) throws(TableError) -> ScanStep
    ) throws(TableError) {
        do {
            var cursor = try self.cursor(table)
            if try cursor.moveBefore(keys, order) { try reading.check(cursor.value, key: cursor.key, of: index) }
            var more = try cursor.start(keys, order)
            while more, keys.contains(cursor.key) {
                if try body(cursor.key, cursor.value) == .enough { return }
                more = try order == .ascending ? cursor.next() : cursor.previous()
            }
            if more { try reading.check(cursor.value, key: cursor.key, of: index) }
        } catch {
            throw TableError(error, in: reading.table)
        }
    }

    /// The number of entries of `index` under `keys`; goes no further than `limit`, where there is one.
    borrowing func count(
        _ table: LMDB.Table, of index: String, _ keys: KeyRange, limit: Int?, _ reading: StoredReading
    ) throws(TableError) -> Int {
        do {
            var cursor = try self.cursor(table)
            if try cursor.moveBefore(keys, .ascending) { try reading.check(cursor.value, key: cursor.key, of: index) }
            var count = 0
            var more = try cursor.start(keys, .ascending)
            while more, count < limit ?? .max {
                // One value of each key says whether the key is right.
                try reading.check(cursor.value, key: cursor.key, of: index)
                guard keys.contains(cursor.key) else { break }
                count += try cursor.duplicateCount()
                more = try cursor.nextKey()
            }
            return limit.map { min($0, count) } ?? count
        } catch {
            throw TableError(error, in: reading.table)
        }
    }

    /// Makes sure that a row which was not found is not there: a key that has changed on the disk makes its row impossible to
    /// find, and then no checksum of it is ever read. But the search ends beside it.
    private borrowing func checkNeighbours(
        of key: [UInt8], in table: LMDB.Table, _ reading: StoredReading
    ) throws(TableError) {
        do {
            var cursor = try self.cursor(table)
            let hasNext = try cursor.seek(key.span.bytes)
            if hasNext { try reading.check(cursor.value, key: cursor.key, of: nil) }
            if try hasNext ? cursor.previous() : cursor.last() {
                try reading.check(cursor.value, key: cursor.key, of: nil)
            }
        } catch {
            throw TableError(error, in: reading.table)
        }
    }
}

extension Cursor {
    /// Moves to the row that a walk over `keys` would come to before its first; whether there is one. Where a key has changed
    /// on the disk, its row stands outside of the keys that it belongs to, but still beside them.
    mutating func moveBefore(_ keys: KeyRange, _ order: ScanOrder) throws(LMDBError) -> Bool {
        switch (order, keys.lower, keys.upper) {
        case (.ascending, let lower?, _): try seek(lower.bytes.span.bytes) ? try previous() : try last()
        case (.descending, _, let upper?): try seek(upper.bytes.span.bytes)
        case (.ascending, nil, _), (.descending, _, nil): false
        }
    }

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
