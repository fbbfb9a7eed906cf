/// A table kept in memory: the plain fold. Answers as of a past moment are folded into one, and it is what a stored
/// table is compared with.
///
/// Scans sort on the way, so each costs in proportion to the whole table.
public struct MemoryTable<Content: RowModel>: TableReader, Sendable {
    private var entries: [StreamID: TableEntry<Content.Row>] = [:]
    public private(set) var position = Position.zero

    public init() {}

    /// Folds the next events in, given in the order of recording.
    public mutating func apply(
        _ records: some Sequence<RecordedEvent>, history: RowHistory
    ) throws(TableError) {
        var batch = Content.batch(after: position)
        for record in records { try batch.apply(record, over: self) }
        let changes = try batch.settled(over: self, history)
        for change in changes.changes { entries[change.stream] = change.after }
        position = changes.position
    }

    /// States that there are no further events up to `position`, or none that count.
    public mutating func advance(to position: Position) { self.position = max(self.position, position) }

    public func rowCount() -> Int { entries.count }
    public func entry(_ stream: StreamID) -> TableEntry<Content.Row>? { entries[stream] }

    public func scanRows<View: RowView<Content.Row>>(
        as view: View.Type, named prefix: String, _ order: ScanOrder, where condition: ((FoldExtent) -> Bool)?,
        _ body: (StreamID, FoldExtent, View) throws(TableError) -> ScanStep
    ) throws(TableError) {
        let names = entries.keys.map { (bytes: $0.nameBytes, stream: $0) }
            .filter { $0.bytes.starts(with: prefix.utf8) }
            .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        for name in order == .ascending ? names : names.reversed() {
            guard let entry = entries[name.stream], condition?(entry.extent) ?? true else { continue }
            if try body(name.stream, entry.extent, View(entry.row)) == .enough { return }
        }
    }

    public func scan(
        _ index: TableIndex<Content.Row>, _ keys: KeyRange, _ order: ScanOrder,
        _ body: (IndexKey, StreamID) throws(TableError) -> ScanStep
    ) throws(TableError) {
        let places = entries.flatMap { stream, entry in IndexPlace.places(of: stream, entry.row, index, keys) }.sorted()
        for place in order == .ascending ? places : places.reversed() {
            if try body(place.key, place.stream) == .enough { return }
        }
    }

    public func count(_ index: TableIndex<Content.Row>, _ keys: KeyRange, limit: Int?) -> Int {
        let count = entries.values.reduce(0) { count, entry in
            count + Set(index.keys(entry.row)).count { keys.contains($0) }
        }
        return limit.map { min($0, count) } ?? count
    }

    public func totals(_ sum: TableSum<Content.Row>) -> [TableTotal] {
        var amounts = SumAmounts()
        for entry in entries.values { sum.add(entry.row, times: 1, to: &amounts) }
        return amounts.totals
    }
}

/// Where a stream stands in an index.
struct IndexPlace: Comparable {
    let key: IndexKey
    let name: [UInt8]
    let stream: StreamID

    static func places<Row>(
        of stream: StreamID, _ row: Row, _ index: TableIndex<Row>, _ keys: KeyRange
    ) -> [IndexPlace] {
        let found = Set(index.keys(row)).filter { keys.contains($0) }
        return found.isEmpty ? [] : found.map { IndexPlace(key: $0, name: stream.nameBytes, stream: stream) }
    }

    static func < (left: IndexPlace, right: IndexPlace) -> Bool {
        if left.key != right.key { return left.key < right.key }
        return left.name.lexicographicallyPrecedes(right.name)
    }
}
