import EventModel
import LMDB

extension TableGeneration {
    /// Stores rows that a rebuild wrote, and how far it got, in one transaction. No name is in two of `batch`.
    func store(_ batch: [SortedRows], _ cursor: TableCursor) throws(TableError) {
        do {
            try environment.write { transaction in
                let (rows, last) = (tables.rows, try lastName(transaction))
                var merge = RowMerge(batch)
                // Names that were given out in order stand behind all that are there: no search.
                while let (part, index) = merge.next() {
                    try batch[part].withRow(index) { name, value throws(LMDBError) in
                        let isBehind = last.map { name.order(to: $0) > 0 } ?? true
                        try transaction.put(rows, name, value, isBehind ? .append : [])
                    }
                }
                try store(cursor, TableCursor.buildKey, &transaction)
            }
        } catch {
            throw TableError(error, in: Content.name)
        }
    }

    private func lastName(_ transaction: borrowing WriteTransaction) throws(LMDBError) -> [UInt8]? {
        var cursor = try transaction.cursor(tables.rows)
        return try cursor.last() ? cursor.key.array : nil
    }
}

/// Goes through several sorted batches in the order of all their names.
private struct RowMerge {
    private let batch: [SortedRows]
    private var heads: [Int]

    init(_ batch: [SortedRows]) {
        self.batch = batch
        heads = Array(repeating: 0, count: batch.count)
    }

    /// The part and the place in it of the next row.
    mutating func next() -> (part: Int, index: Int)? {
        var least: Int?
        for part in batch.indices where heads[part] < batch[part].count {
            if let known = least, batch[known].precedes(heads[known], batch[part], heads[part]) { continue }
            least = part
        }
        guard let least else { return nil }
        defer { heads[least] += 1 }
        return (least, heads[least])
    }
}
