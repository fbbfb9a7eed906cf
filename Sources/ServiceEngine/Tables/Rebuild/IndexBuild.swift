import EventModel
import LMDB

/// Makes indexes and sums of a generation whose rows are all there. Begun anew where it was interrupted.
struct IndexBuild<Content: RowModel>: Sendable {
    let generation: TableGeneration<Content>
    let workers: Workers
    /// How many bytes of entries are stored in one transaction, more or less: what bounds the memory that it takes.
    let largestStretch: Int

    /// `cursor` is what the generation says of itself from then on.
    func run(_ contribution: IndexContribution, _ spool: EntrySpool, _ cursor: TableCursor) throws(TableError) {
        let mapped = try spool.mapped()
        try clear()
        var entries = IndexEntries(
            contribution.parts, mapped, indexCount: Content.indexes.count, largestStretch: largestStretch)
        var ready = entries.next()
        while let stretch = ready {
            // While one is stored the next is made ready.
            let (stored, next) = workers.overlap {
                Result { () throws(TableError) in try store(stretch) }
            } with: {
                entries.next()
            }
            try stored.get()
            ready = next
        }
        try finish(contribution, cursor)
    }

    private var tables: TableGeneration<Content>.Tables { generation.tables }

    /// What an interrupted run left.
    private func clear() throws(TableError) {
        try write { transaction throws(LMDBError) in
            for table in [tables.sums] + Content.indexes.map({ tables.index($0.name) })
            where try transaction.statistics(table).entries > 0 {
                try transaction.deleteAll(table)
            }
        }
    }

    private func store(_ stretch: IndexStretch) throws(TableError) {
        try write { transaction throws(LMDBError) in
            let bytes = stretch.bytes.span.bytes
            var (start, key) = (0, 0..<0)
            var rest = stretch.entries[...]
            while let first = rest.first {
                var appender = try transaction.appender(tables.index(Content.indexes[Int(first.index)].name))
                while let entry = rest.first, entry.index == first.index {
                    if let keyCount = entry.keyCount {
                        key = start..<start + Int(keyCount)
                        start = key.upperBound
                    }
                    let end = start + Int(entry.valueCount)
                    try appender.put(
                        bytes.extracting(key), bytes.extracting(start..<end), entry.isNew ? .append : .appendDuplicate)
                    start = end
                    rest = rest.dropFirst()
                }
            }
        }
    }

    private func finish(_ contribution: IndexContribution, _ cursor: TableCursor) throws(TableError) {
        try write { transaction throws(LMDBError) in
            for (sum, amounts) in zip(Content.sums, contribution.sums) {
                for total in amounts.totals {
                    let key = SumKey.bytes(sum.name, total.group)
                    let value = SumValue.bytes(total.amount, key: key)
                    try transaction.put(tables.sums, key.span.bytes, value.span.bytes)
                }
            }
            try generation.store(cursor, TableCursor.key, &transaction)
            let buildKey = TableCursor.buildKey
            try transaction.delete(tables.meta, buildKey.span.bytes)
        }
    }

    private func write(_ body: (inout WriteTransaction) throws(LMDBError) -> Void) throws(TableError) {
        do {
            try generation.environment.write { transaction in try body(&transaction) }
        } catch {
            throw TableError(error, in: Content.name)
        }
    }
}
