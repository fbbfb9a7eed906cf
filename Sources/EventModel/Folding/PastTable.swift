/// A table as it was, made from what it is: backwards, not from the beginning.
///
/// Every row says which events it is folded from, so a look at that settles most of them: a row all of whose events count
/// stands as it does now, one of which none counts was not there. Only streams that straddle the moment, such as what was
/// open then, are folded anew from their own events; they are laid over the others. Costs a pass over all rows, of which
/// none is decoded, and those folds.
public typealias PastTable<Base: TableReader> = OverlayTable<SettledRows<Base>>

extension TableReader {
    /// The table as it was at `moment`, not after this reader's position; nil where more than `limit` streams straddle it, or
    /// the model's rows are no folds of one stream each. `fold` makes the rows of streams, by `PastMoment.fold`; it is given those
    /// first whose last event is the newest, so that neighbours have their events in the same places of the log.
    public func past(
        at moment: PastMoment, limit: Int,
        fold: ([StreamID]) throws(TableError) -> [TableEntry<Content.Row>?]
    ) throws(TableError) -> PastTable<Self>? {
        guard Content.streamFold != nil else { return nil }
        var (count, straddling) = (0, [(last: Position, stream: StreamID)]())
        let isThere = { (extent: FoldExtent) in moment.share(of: extent) != .none }
        try scanRows(as: NoView.self, named: "", .ascending, where: isThere) { stream, extent, _ in
            if moment.share(of: extent) == .all { count += 1 } else { straddling.append((extent.last, stream)) }
            return straddling.count > limit ? .enough : .more
        }
        guard straddling.count <= limit else { return nil }
        straddling.sort { ($1.last, $0.stream) < ($0.last, $1.stream) }
        let streams = straddling.map(\.stream)
        let entries = Dictionary(uniqueKeysWithValues: zip(streams, try fold(streams)))
        let changes = try TableChanges<Content>(at: moment.position, of: streams) { (nil, entries[$0] ?? nil) }
        return PastTable(SettledRows(base: self, moment: moment, count: count), changes)
    }
}

extension PastMoment {
    /// The row that those of a stream's events make which count; nil where they make none, or rows are not of one stream.
    public func fold<Content: RowModel>(
        _ events: [RecordedEvent], in _: Content.Type
    ) throws(TableError) -> TableEntry<Content.Row>? {
        try Content.streamFold?(events.filter { counts($0.position, effective: Content.effectiveTime($0)) })
    }
}

/// The rows of a table that stand as they did at a past moment.
public struct SettledRows<Base: TableReader>: TableReader {
    public typealias Content = Base.Content
    let base: Base
    let moment: PastMoment
    let count: Int

    public var position: Position { moment.position }
    public func rowCount() -> Int { count }

    public func entry(_ stream: StreamID) throws(TableError) -> TableEntry<Content.Row>? {
        guard let entry = try base.entry(stream), isSettled(entry.extent) else { return nil }
        return entry
    }

    public func extent(of stream: StreamID) throws(TableError) -> FoldExtent? {
        guard let extent = try base.extent(of: stream), isSettled(extent) else { return nil }
        return extent
    }

    public func scanRows<View: RowView<Content.Row>>(
        as view: View.Type, named prefix: String, _ order: ScanOrder, where condition: ((FoldExtent) -> Bool)?,
        _ body: (StreamID, FoldExtent, View) throws(TableError) -> ScanStep
    ) throws(TableError) {
        try base.scanRows(as: view, named: prefix, order, where: { isSettled($0) && condition?($0) ?? true }, body)
    }

    public func scan(
        _ index: TableIndex<Content.Row>, _ keys: KeyRange, _ order: ScanOrder,
        _ body: (IndexKey, StreamID) throws(TableError) -> ScanStep
    ) throws(TableError) {
        try base.scan(index, keys, order) { key, stream throws(TableError) in
            try extent(of: stream) == nil ? .more : try body(key, stream)
        }
    }

    public func count(_ index: TableIndex<Content.Row>, _ keys: KeyRange, limit: Int?) throws(TableError) -> Int {
        var found = 0
        if limit == 0 { return 0 }
        try scan(index, keys, .ascending) { _, _ in
            found += 1
            return found == limit ? .enough : .more
        }
        return found
    }

    /// Adds up what is settled, or takes away what is not: whichever is less.
    public func totals(_ sum: TableSum<Content.Row>) throws(TableError) -> [TableTotal] {
        let isLess = try count <= base.rowCount() / 2
        var amounts = SumAmounts(isLess ? [] : try base.totals(sum))
        let isCounted = { isSettled($0) == isLess }
        try base.scanRows(as: WholeRow.self, named: "", .ascending, where: isCounted) { _, _, view in
            sum.add(view.row, times: isLess ? 1 : -1, to: &amounts)
            return .more
        }
        return amounts.totals
    }

    private func isSettled(_ extent: FoldExtent) -> Bool { moment.share(of: extent) == .all }
}
