import EventModel
import LMDB

extension TableGeneration {
    /// Stores what became of the rows, with indexes, sums and cursor, in one transaction.
    func store(_ changes: TableChanges<Content>, _ cursor: TableCursor) throws(TableError) {
        var differences = TableDifferences<Content>()
        var rows: [StoredRow] = []
        rows.reserveCapacity(changes.changes.count)
        for change in changes.changes {
            rows.append(
                StoredRow(
                    key: change.name, value: change.after?.stored(key: change.name, hasExtent: Content.keepsExtents)))
            differences.add(change)
        }
        do {
            try environment.write { transaction in
                try store(rows, &transaction)
                for (index, entries) in zip(Content.indexes, differences.indexes) {
                    try store(entries, tables.index(index.name), &transaction)
                }
                for (sum, amounts) in zip(Content.sums, differences.sums) {
                    try store(amounts, sum.name, &transaction)
                }
                try store(cursor, TableCursor.key, &transaction)
                let stopped = TableCursor.stoppedKey
                try transaction.delete(tables.meta, stopped.span.bytes)
            }
        } catch {
            throw TableError(error, in: Content.name)
        }
    }

    /// Notes the event at which the fold has stopped.
    func note(_ event: StoppedEvent) throws(TableError) {
        guard try TableSnapshot(self).stopped != event else { return }
        do {
            try environment.write { transaction in try store(event, TableCursor.stoppedKey, &transaction) }
        } catch {
            throw TableError(error, in: Content.name)
        }
    }

    /// Stores what the generation says of itself.
    func store(
        _ note: some WireMessage, _ key: [UInt8], _ transaction: inout WriteTransaction
    ) throws(LMDBError) {
        var value = note.encoded
        StoredChecksum.seal(&value, key: key)
        try transaction.put(tables.meta, key.span.bytes, value.span.bytes)
    }

    private func store(_ rows: [StoredRow], _ transaction: inout WriteTransaction) throws(LMDBError) {
        var writer = try RowWriter(tables.rows, transaction)
        for row in rows {
            if let value = row.value {
                try writer.put(row.key, value, &transaction)
            } else {
                let key = row.key
                try transaction.delete(tables.rows, key.span.bytes)
            }
        }
    }

    private func store(
        _ entries: IndexDifference, _ table: LMDB.Table, _ transaction: inout WriteTransaction
    ) throws(LMDBError) {
        var writer = try RowWriter(table, transaction)
        for entry in entries.gone.inOrder {
            let (key, value) = (entry.key, entry.value)
            try transaction.delete(table, key.span.bytes, value: value.span.bytes)
        }
        for entry in entries.come.inOrder { try writer.put(entry.key, entry.value, &transaction) }
    }

    private func store(
        _ amounts: SumAmounts, _ sum: String, _ transaction: inout WriteTransaction
    ) throws {
        let reading = StoredReading(of: Content.self)
        for difference in amounts.totals {
            let key = SumKey.bytes(sum, difference.group)
            let before = try transaction.find(tables.sums, key, reading) { value, key throws(TableError) in
                try reading.amount(value, key: key)
            }
            let amount = (before ?? 0) + difference.amount
            if amount == 0 {
                try transaction.delete(tables.sums, key.span.bytes)
            } else {
                let value = SumValue.bytes(amount, key: key)
                try transaction.put(tables.sums, key.span.bytes, value.span.bytes)
            }
        }
    }
}

/// What changes in indexes and sums with the rows: what the old row stood under goes, what the new one stands under comes.
private struct TableDifferences<Content: RowModel> {
    /// In the order of the table's declarations.
    private(set) var indexes: [IndexDifference]
    private(set) var sums: [SumAmounts]
    private let declaredIndexes = Content.indexes
    private let declaredSums = Content.sums

    init() {
        indexes = Array(repeating: IndexDifference(), count: Content.indexes.count)
        sums = Array(repeating: SumAmounts(), count: Content.sums.count)
    }

    mutating func add(_ change: TableChanges<Content>.Change) {
        for place in declaredIndexes.indices {
            let keys = declaredIndexes[place].keys
            let before = change.before.map { keys($0.row) } ?? []
            let after = change.after.map { keys($0.row) } ?? []
            if before != after { indexes[place].add(change.name, before: before, after: after) }
        }
        for place in declaredSums.indices {
            if let before = change.before { declaredSums[place].add(before.row, times: -1, to: &sums[place]) }
            if let after = change.after { declaredSums[place].add(after.row, times: 1, to: &sums[place]) }
        }
    }
}

/// A row to be stored; without a value, to be deleted.
private struct StoredRow {
    let key: [UInt8]
    let value: [UInt8]?
}

private struct IndexEntry {
    let key: [UInt8]
    let value: [UInt8]
}

private struct IndexDifference {
    var gone: [IndexEntry] = []
    var come: [IndexEntry] = []

    /// The keys of one row are few: looking through them is quicker than hashing. One that is named twice counts once.
    mutating func add(_ name: [UInt8], before: [IndexKey], after: [IndexKey]) {
        for (place, key) in before.enumerated() where !after.contains(key) && !before[..<place].contains(key) {
            gone.append(IndexEntry(key: key.bytes, value: IndexValue.bytes(name, key)))
        }
        for (place, key) in after.enumerated() where !before.contains(key) && !after[..<place].contains(key) {
            come.append(IndexEntry(key: key.bytes, value: IndexValue.bytes(name, key)))
        }
    }
}

extension [IndexEntry] {
    /// By key; the sort is stable, so the values of one key stay in the order of the names.
    fileprivate var inOrder: [Element] { sorted { $0.key.lexicographicallyPrecedes($1.key) } }
}

/// Puts rows in ascending order; into a table that was empty they are appended, which fills its pages and needs no search.
private struct RowWriter {
    private let table: LMDB.Table
    private let wasEmpty: Bool
    private var last: [UInt8]?

    init(_ table: LMDB.Table, _ transaction: borrowing WriteTransaction) throws(LMDBError) {
        self.table = table
        wasEmpty = try transaction.statistics(table).entries == 0
    }

    mutating func put(
        _ key: [UInt8], _ value: [UInt8], _ transaction: inout WriteTransaction
    ) throws(LMDBError) {
        let options: PutOptions = !wasEmpty ? [] : last == key ? .appendDuplicate : .append
        try transaction.put(table, key.span.bytes, value.span.bytes, options)
        if wasEmpty { last = key }
    }
}
