import EventModel
import LMDB

/// What one commit of a generation left: the rows, indexes and sums at one position. Ends its transaction when it goes.
///
/// While it lives pages are not used again and the file grows: keep it for a query, not for a session.
final class TableSnapshot<Content: RowModel>: TableReader {
    typealias Entry = TableEntry<Content.Row>
    let tables: TableGeneration<Content>.Tables
    let transaction: ReadTransaction
    let reading: StoredReading
    /// Nil in a generation that nothing was committed to.
    let cursor: TableCursor?
    /// The event at which the fold stopped; nil where it goes on.
    let stopped: StoppedEvent?

    init(_ generation: TableGeneration<Content>) throws(TableError) {
        tables = generation.tables
        reading = StoredReading(of: Content.self)
        let transaction = try storing(Content.name) { () throws(LMDBError) in
            try generation.environment.beginRead()
        }
        let reading = reading
        cursor = try transaction.find(tables.meta, TableCursor.key, reading) { value, key throws(TableError) in
            try reading.note(value, key: key)
        }
        stopped = try transaction.find(tables.meta, TableCursor.stoppedKey, reading) { value, key throws(TableError) in
            try reading.note(value, key: key)
        }
        self.transaction = transaction
    }

    /// How far the rows have got; nil where indexes and sums are made.
    var buildCursor: TableCursor? {
        get throws(TableError) {
            try transaction.find(tables.meta, TableCursor.buildKey, reading) { value, key throws(TableError) in
                try reading.note(value, key: key)
            }
        }
    }

    var position: Position { cursor?.position ?? .zero }

    func rowCount() throws(TableError) -> Int {
        try storing(Content.name) { () throws(LMDBError) in try transaction.statistics(tables.rows).entries }
    }

    func entry(_ stream: StreamID) throws(TableError) -> Entry? {
        try transaction.find(tables.rows, stream.nameBytes, reading) { value, key throws(TableError) in
            let extent = try reading.extent(value, key: key)
            let view: WholeRow<Content.Row> = try reading.row(value, key: key)
            return Entry(row: view.row, extent: extent)
        }
    }

    func extent(of stream: StreamID) throws(TableError) -> FoldExtent? {
        try transaction.find(tables.rows, stream.nameBytes, reading) { value, key throws(TableError) in
            try reading.extent(value, key: key)
        }
    }

    func scanRows<View: RowView<Content.Row>>(
        as view: View.Type, named prefix: String, _ order: ScanOrder, where condition: ((FoldExtent) -> Bool)?,
        _ body: (StreamID, FoldExtent, View) throws(TableError) -> ScanStep
    ) throws(TableError) {
        let prefix = Array(prefix.utf8)
        // No name has the byte FF: it is no UTF-8.
        let range = KeyRange(
            from: prefix.isEmpty ? nil : IndexKey(bytes: prefix),
            to: prefix.isEmpty ? nil : IndexKey(bytes: prefix + [0xFF]))
        try transaction.walk(tables.rows, range, order, reading) { key, value throws(TableError) in
            let extent = try reading.extent(value, key: key)
            guard condition?(extent) ?? true else { return .more }
            return try body(try reading.stream(named: key), extent, try reading.row(value, key: key))
        }
    }

    func scan(
        _ index: TableIndex<Content.Row>, _ keys: KeyRange, _ order: ScanOrder,
        _ body: (IndexKey, StreamID) throws(TableError) -> ScanStep
    ) throws(TableError) {
        try transaction.walk(tables.index(index.name), of: index.name, keys, order, reading) {
            key, value throws(TableError) in
            let stream = try reading.stream(value, key: key, index.name)
            return try body(IndexKey(bytes: key.array), stream)
        }
    }

    func count(_ index: TableIndex<Content.Row>, _ keys: KeyRange, limit: Int?) throws(TableError) -> Int {
        try transaction.count(tables.index(index.name), of: index.name, keys, limit: limit, reading)
    }

    func totals(_ sum: TableSum<Content.Row>) throws(TableError) -> [TableTotal] {
        let prefix = SumKey.prefix(sum.name)
        let range = KeyRange(from: IndexKey(bytes: prefix), to: IndexKey(bytes: prefix.dropLast() + [1]))
        var totals: [TableTotal] = []
        try transaction.walk(tables.sums, range, .ascending, reading) { key, value throws(TableError) in
            let group = key.extracting(droppingFirst: prefix.count).array
            totals.append(TableTotal(group: IndexKey(bytes: group), amount: try reading.amount(value, key: key)))
            return .more
        }
        return totals
    }
}
