import EventModel
import LMDB

extension TableGeneration {
    /// Stores what a batch made of its rows, with indexes, sums and cursor, in one transaction.
    func store(_ batch: TableBatch<Content>, _ cursor: TableCursor) throws(TableError) {
        let changes = batch.sorted
        do {
            try environment.write { transaction in
                var rows = RowWriter(tables.rows, isEmpty: try transaction.statistics(tables.rows).entries == 0)
                for item in changes {
                    let name = item.name
                    if let entry = item.change.after {
                        try rows.put(name, entry.stored(key: name), &transaction)
                    } else {
                        try transaction.delete(tables.rows, name.span.bytes)
                    }
                }
                for index in Content.indexes { try store(changes, index, &transaction) }
                for sum in Content.sums { try store(changes, sum, &transaction) }
                var value = cursor.encoded
                StoredChecksum.seal(&value, key: TableCursor.key)
                let key = TableCursor.key
                try transaction.put(tables.meta, key.span.bytes, value.span.bytes)
            }
        } catch {
            throw TableError(error, in: Content.name)
        }
    }

    private typealias Changes = [(name: [UInt8], stream: StreamID, change: TableBatch<Content>.Change)]

    /// An index changes by the difference of the old row's keys and the new one's.
    private func store(
        _ changes: Changes, _ index: TableIndex<Content.Row>, _ transaction: inout WriteTransaction
    ) throws {
        let table = tables.index(index.name)
        let isEmpty = try transaction.statistics(table).entries == 0
        var gone: [(key: [UInt8], value: [UInt8])] = []
        var come: [(key: [UInt8], value: [UInt8])] = []
        for item in changes {
            let before = item.change.before.map { Set(index.keys($0.row)) } ?? []
            let after = item.change.after.map { Set(index.keys($0.row)) } ?? []
            if before == after { continue }
            for key in before.subtracting(after) { gone.append((key.bytes, IndexValue.bytes(item.name, key))) }
            for key in after.subtracting(before) { come.append((key.bytes, IndexValue.bytes(item.name, key))) }
        }
        // Stable: the values of one key stay in the order of the names.
        gone.sort { $0.key.lexicographicallyPrecedes($1.key) }
        come.sort { $0.key.lexicographicallyPrecedes($1.key) }
        for (key, value) in gone { try transaction.delete(table, key.span.bytes, value: value.span.bytes) }
        var entries = RowWriter(table, isEmpty: isEmpty)
        for entry in come { try entries.put(entry.key, entry.value, &transaction) }
    }

    private func store(
        _ changes: Changes, _ sum: TableSum<Content.Row>, _ transaction: inout WriteTransaction
    ) throws {
        var differences: [IndexKey: Int64] = [:]
        for item in changes {
            sum.add(item.change.before?.row, times: -1, to: &differences)
            sum.add(item.change.after?.row, times: 1, to: &differences)
        }
        let reading = StoredReading(table: Content.name)
        for (group, difference) in differences.sorted(by: { $0.key < $1.key }) where difference != 0 {
            let key = SumKey.bytes(sum.name, group)
            let before = try transaction.find(tables.sums, key, reading) { value, key throws(TableError) in
                try reading.amount(value, key: key)
            }
            let amount = (before ?? 0) + difference
            if amount == 0 {
                try transaction.delete(tables.sums, key.span.bytes)
            } else {
                var value: [UInt8] = []
                value.append(bigEndian: UInt64(bitPattern: amount))
                StoredChecksum.seal(&value, key: key)
                try transaction.put(tables.sums, key.span.bytes, value.span.bytes)
            }
        }
    }
}

/// Puts rows in ascending order; into a table that was empty they are appended, which fills its pages and needs no search.
private struct RowWriter {
    private let table: LMDB.Table
    private let isEmpty: Bool
    private var last: [UInt8]?

    init(_ table: LMDB.Table, isEmpty: Bool) {
        self.table = table
        self.isEmpty = isEmpty
    }

    mutating func put(
        _ key: [UInt8], _ value: [UInt8], _ transaction: inout WriteTransaction
    ) throws(LMDBError) {
        let options: PutOptions = !isEmpty ? [] : last == key ? .appendDuplicate : .append
        try transaction.put(table, key.span.bytes, value.span.bytes, options)
        if isEmpty { last = key }
    }
}
