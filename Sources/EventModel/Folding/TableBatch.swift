/// The batch of a table.
///
/// A late fact (its effective time lies before one already folded into the row) makes its stream fold anew from its
/// events, in the order of (effective time, position); once a batch, however many there are.
public struct TableBatch<Content: Table>: RowBatch {
    private var touched: [StreamID: TouchedRow<Content>] = [:]
    public private(set) var position: Position
    public var count: Int { touched.count }

    public init(after position: Position) { self.position = position }

    /// Folds the next event in; events of streams that have no rows only move the position.
    public mutating func apply(_ record: RecordedEvent, over base: some TableReader<Content>) throws(TableError) {
        if Content.categories.contains(record.stream.category) {
            let events = try TouchedRow<Content>.decode(record)
            let row: TouchedRow<Content>
            if let known = touched[record.stream] {
                row = known
            } else {
                row = TouchedRow(before: try base.entry(record.stream))
                touched[record.stream] = row
            }
            row.fold(events, record)
        }
        position = record.position
    }

    public mutating func pass(to position: Position) { self.position = position }

    /// What became of the rows; folds the streams with late facts anew.
    public func settled(_ history: RowHistory) throws(TableError) -> TableChanges<Content> {
        let position = position
        return try TableChanges(at: position, of: touched.keys) { stream throws(TableError) in
            guard let row = touched[stream] else { return (nil, nil) }
            let after = row.isLate ? try TouchedRow<Content>.folded(try history(stream, position)) : row.entry
            return (row.before, after)
        }
    }
}

/// A row while events are folded into it. An object, so that a row of many parts is changed in place and not copied.
final class TouchedRow<Content: Table> {
    let before: TableEntry<Content.Row>?
    private var row: Content.Row?
    /// Nil before the first event.
    private var extent: FoldExtent?
    /// True once a late fact has come: what it and all after it make of the row is folded at the end.
    private(set) var isLate = false

    init(before: TableEntry<Content.Row>?) {
        self.before = before
        row = before?.row
        extent = before?.extent
    }

    var entry: TableEntry<Content.Row>? {
        guard let row, let extent else { return nil }
        return TableEntry(row: row, extent: extent)
    }

    func fold(_ events: [Content.Event], _ record: RecordedEvent) {
        let effective = Content.effectiveTime(record)
        if let extent, effective < extent.latest { isLate = true }
        if isLate { return }
        extent = extent ?? FoldExtent(at: record.position, effective: effective)
        extent?.take(record.position, effective: effective)
        for event in events { Content.fold(&row, event, record) }
    }

    static func decode(_ record: RecordedEvent) throws(TableError) -> [Content.Event] {
        do {
            return try Content.Event.catalogue.decode(record)
        } catch {
            throw .stopped(table: Content.name, StoppedEvent(record, cause: error.description))
        }
    }

    /// One stream's row from its events, given in the order of recording.
    static func folded(_ records: [RecordedEvent]) throws(TableError) -> TableEntry<Content.Row>? {
        let order = records.sorted { left, right in
            (Content.effectiveTime(left), left.position) < (Content.effectiveTime(right), right.position)
        }
        let row = TouchedRow(before: nil)
        for record in order { row.fold(try decode(record), record) }
        return row.entry
    }
}
