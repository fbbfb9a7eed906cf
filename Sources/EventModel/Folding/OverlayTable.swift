/// A table with some of its rows replaced in memory: those that the newest events changed, before they are stored, or those
/// that were others at a past moment.
public struct OverlayTable<Base: TableReader>: TableReader {
    public typealias Content = Base.Content
    private let base: Base
    public let position: Position
    /// In the order of the streams' names.
    private let changes: [TableChanges<Content>.Change]
    private let after: [StreamID: TableEntry<Content.Row>?]
    /// Whether the base has any of these rows, to be passed over there.
    private let isReplacing: Bool

    /// `changes` are what the events after the base's position made of its rows.
    public init(_ base: Base, _ changes: TableChanges<Content>) {
        self.base = base
        position = changes.position
        self.changes = changes.changes
        after = Dictionary(uniqueKeysWithValues: changes.changes.map { ($0.stream, $0.after) })
        isReplacing = changes.changes.contains { $0.before != nil }
    }

    /// The same with `tail`, folded in here: the events after the base's position in order, as far as they count.
    public init(
        _ base: Base, _ tail: some Sequence<RecordedEvent>, through end: Position, history: RowHistory
    ) throws(TableError) {
        var batch = Content.batch(after: base.position)
        for record in tail { try batch.apply(record, over: base) }
        batch.pass(to: end)
        self.init(base, try batch.settled(over: base, history))
    }

    public func rowCount() throws(TableError) -> Int {
        let difference = changes.reduce(0) { count, item in
            count + (item.after == nil ? 0 : 1) - (item.before == nil ? 0 : 1)
        }
        return try base.rowCount() + difference
    }

    public func entry(_ stream: StreamID) throws(TableError) -> TableEntry<Content.Row>? {
        if let entry = after[stream] { return entry }
        return try base.entry(stream)
    }

    public func extent(of stream: StreamID) throws(TableError) -> FoldExtent? {
        if let entry = after[stream] { return entry?.extent }
        return try base.extent(of: stream)
    }

    public func scanRows<View: RowView<Content.Row>>(
        as view: View.Type, named prefix: String, _ order: ScanOrder, where condition: ((FoldExtent) -> Bool)?,
        _ body: (StreamID, FoldExtent, View) throws(TableError) -> ScanStep
    ) throws(TableError) {
        let own = changes.filter { item in
            item.name.starts(with: prefix.utf8) && item.after.map { condition?($0.extent) ?? true } ?? false
        }
        var rest = (order == .ascending ? own : own.reversed())[...]
        var step = ScanStep.more
        func visitOwn() throws(TableError) {
            guard let item = rest.popFirst(), let entry = item.after else { return }
            step = try body(item.stream, entry.extent, View(entry.row))
        }
        try base.scanRows(as: view, named: prefix, order, where: condition) {
            stream, extent, view throws(TableError) in
            if isReplacing, after[stream] != nil { return .more }
            let name = rest.isEmpty ? [] : stream.nameBytes
            while step == .more, let next = rest.first, comesFirst(next.name, name, order) { try visitOwn() }
            if step == .more { step = try body(stream, extent, view) }
            return step
        }
        while step == .more, !rest.isEmpty { try visitOwn() }
    }

    public func scan(
        _ index: TableIndex<Content.Row>, _ keys: KeyRange, _ order: ScanOrder,
        _ body: (IndexKey, StreamID) throws(TableError) -> ScanStep
    ) throws(TableError) {
        let own = changes.flatMap { item in
            item.after.map { IndexPlace.places(of: item.stream, $0.row, index, keys) } ?? []
        }.sorted()
        var rest = (order == .ascending ? own : own.reversed())[...]
        var step = ScanStep.more
        try base.scan(index, keys, order) { key, stream throws(TableError) in
            if isReplacing, after[stream] != nil { return .more }
            let place = IndexPlace(key: key, name: stream.nameBytes, stream: stream)
            while step == .more, let next = rest.first, order == .ascending ? next < place : place < next {
                rest.removeFirst()
                step = try body(next.key, next.stream)
            }
            if step == .more { step = try body(key, stream) }
            return step
        }
        while step == .more, let next = rest.popFirst() { step = try body(next.key, next.stream) }
    }

    public func count(_ index: TableIndex<Content.Row>, _ keys: KeyRange, limit: Int?) throws(TableError) -> Int {
        func count(_ row: Content.Row?) -> Int {
            row.map { row in Set(index.keys(row)).count { keys.contains($0) } } ?? 0
        }
        let gone = changes.reduce(0) { $0 + count($1.before?.row) }
        let come = changes.reduce(0) { $0 + count($1.after?.row) }
        // Those that are gone are still counted in the base.
        let count = try base.count(index, keys, limit: limit.map { $0 + gone }) - gone + come
        return limit.map { min($0, count) } ?? count
    }

    public func totals(_ sum: TableSum<Content.Row>) throws(TableError) -> [TableTotal] {
        var amounts = SumAmounts(try base.totals(sum))
        for item in changes {
            if let before = item.before { sum.add(before.row, times: -1, to: &amounts) }
            if let after = item.after { sum.add(after.row, times: 1, to: &amounts) }
        }
        return amounts.totals
    }

    private func comesFirst(_ left: [UInt8], _ right: [UInt8], _ order: ScanOrder) -> Bool {
        order == .ascending ? left.lexicographicallyPrecedes(right) : right.lexicographicallyPrecedes(left)
    }
}
