import CXXHash
import EventModel
import LMDB

/// Makes indexes and sums of a generation whose rows are all there. Begun anew where it was interrupted.
struct IndexBuild<Content: RowModel>: Sendable {
    let generation: TableGeneration<Content>
    let workers: Workers

    /// `cursor` is what the generation says of itself from then on.
    func run(_ cursor: TableCursor) throws(TableError) {
        let spool = try EntrySpool(folder: generation.path, table: Content.name)
        let starts = try startsOfParts()
        let parts = try workers.map(starts.count) { number throws(TableError) in
            try collect(from: starts[number], to: number + 1 < starts.count ? starts[number + 1] : nil, spool)
        }
        let mapped = try spool.mapped()
        try clear()
        var ready = Content.indexes.isEmpty ? nil : KeyGroups(of: 0, parts, mapped)
        for number in Content.indexes.indices {
            guard let groups = ready else { break }
            // While one is stored the next is sorted.
            let (stored, next) = workers.overlap {
                Result { () throws(TableError) in try store(groups, tables.index(Content.indexes[number].name)) }
            } with: {
                number + 1 < Content.indexes.count ? KeyGroups(of: number + 1, parts, mapped) : nil
            }
            try stored.get()
            ready = next
        }
        try finish(parts, cursor)
    }

    private var tables: TableGeneration<Content>.Tables { generation.tables }

    /// The name of every so many rows' first.
    private func startsOfParts() throws(TableError) -> [[UInt8]] {
        let transaction = try storing(Content.name) { () throws(LMDBError) in try generation.environment.beginRead() }
        var (starts, count) = ([[UInt8]](), 0)
        try transaction.walk(tables.rows, .all, .ascending, StoredReading(table: Content.name)) { name, _ in
            if count % rowsPerPart == 0 { starts.append(name.array) }
            count += 1
            return .more
        }
        return starts
    }

    private func collect(from start: [UInt8], to end: [UInt8]?, _ spool: EntrySpool) throws(TableError) -> IndexPart {
        let transaction = try storing(Content.name) { () throws(LMDBError) in try generation.environment.beginRead() }
        let reading = StoredReading(table: Content.name)
        let range = KeyRange(from: IndexKey(bytes: start), to: end.map { IndexKey(bytes: $0) })
        var collector = IndexCollector<Content>()
        try transaction.walk(tables.rows, range, .ascending, reading) { name, value throws(TableError) in
            _ = try reading.extent(value, key: name)
            let view: WholeRow<Content.Row> = try reading.row(value, key: name)
            collector.add(name, view.row)
            return .more
        }
        return try collector.finish(spool)
    }

    /// What an interrupted run left.
    private func clear() throws(TableError) {
        try write { transaction throws(LMDBError) in
            for table in [tables.sums] + Content.indexes.map({ tables.index($0.name) })
            where try transaction.statistics(table).entries > 0 {
                try transaction.deleteAll(table)
            }
        }
    }

    private func store(_ groups: KeyGroups, _ table: LMDB.Table) throws(TableError) {
        try write { transaction throws(LMDBError) in
            var appender = try transaction.appender(table)
            var value: [UInt8] = []
            var seed: UInt64 = 0
            do {
                try groups.visit { key, isNew, name in
                    if isNew { seed = XXH3_64bits_withSeed(key.baseAddress, key.count, 0) }
                    IndexValue.write(name, seed: seed, to: &value)
                    try appender.put(
                        RawSpan(_unsafeBytes: key), value.span.bytes, isNew ? .append : .appendDuplicate)
                }
            } catch let error as LMDBError { throw error } catch { preconditionFailure("\(error)") }
        }
    }

    private func finish(_ parts: [IndexPart], _ cursor: TableCursor) throws(TableError) {
        try write { transaction throws(LMDBError) in
            for (place, sum) in Content.sums.enumerated() {
                var amounts: [IndexKey: Int64] = [:]
                for part in parts { amounts.merge(part.sums[place], uniquingKeysWith: +) }
                for (group, amount) in amounts.sorted(by: { $0.key < $1.key }) where amount != 0 {
                    let key = SumKey.bytes(sum.name, group)
                    let value = SumValue.bytes(amount, key: key)
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

private let rowsPerPart = 4096
