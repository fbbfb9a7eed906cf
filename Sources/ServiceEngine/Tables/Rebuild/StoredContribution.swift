import EventModel
import LMDB

/// Reads back what the rows of a generation contribute to indexes and sums, where a rebuild goes on that was interrupted.
struct StoredContribution<Content: RowModel>: Sendable {
    let generation: TableGeneration<Content>
    let workers: Workers

    func collect(_ spool: EntrySpool) throws(TableError) -> IndexContribution {
        let starts = try startsOfParts()
        let parts = try workers.map(starts.count) { number throws(TableError) in
            try collect(from: starts[number], to: number + 1 < starts.count ? starts[number + 1] : nil, spool)
        }
        var contribution = IndexContribution(to: Content.self)
        for part in parts { contribution.add(part) }
        return contribution
    }

    /// The name of every so many rows' first.
    private func startsOfParts() throws(TableError) -> [[UInt8]] {
        let transaction = try storing(Content.name) { () throws(LMDBError) in try generation.environment.beginRead() }
        var (starts, count) = ([[UInt8]](), 0)
        try transaction.walk(generation.tables.rows, .all, .ascending, reading) { name, _ in
            if count % rowsPerPart == 0 { starts.append(name.array) }
            count += 1
            return .more
        }
        return starts
    }

    private func collect(
        from start: [UInt8], to end: [UInt8]?, _ spool: EntrySpool
    ) throws(TableError) -> IndexContribution {
        let transaction = try storing(Content.name) { () throws(LMDBError) in try generation.environment.beginRead() }
        let range = KeyRange(from: IndexKey(bytes: start), to: end.map { IndexKey(bytes: $0) })
        var collector = IndexCollector<Content>(spool)
        try transaction.walk(generation.tables.rows, range, .ascending, reading) { name, value throws(TableError) in
            let extent = try reading.extent(value, key: name)
            let view: WholeRow<Content.Row> = try reading.row(value, key: name)
            try collector.add(name, TableEntry(row: view.row, extent: extent), before: nil)
            return .more
        }
        return try collector.finish()
    }

    private var reading: StoredReading { StoredReading(of: Content.self) }
}

private let rowsPerPart = 32_768
