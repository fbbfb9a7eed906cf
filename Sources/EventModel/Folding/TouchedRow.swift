/// A row while events are folded into it. An object, so that a row of many parts is changed in place and not copied.
///
/// Inlinable, so that a rebuild is compiled for the table that it rebuilds: unspecialised it takes several times as long.
public final class TouchedRow<Content: Table> {
    /// The row as it was; nil where there was none.
    public let before: TableEntry<Content.Row>?
    @usableFromInline var row: Content.Row?
    /// Nil before the first event.
    @usableFromInline var extent: FoldExtent?
    @usableFromInline var hasLateFact = false

    /// True once a late fact has come: what it and all after it make of the row is folded at the end.
    @inlinable public var isLate: Bool { hasLateFact }

    @inlinable
    public init(before: TableEntry<Content.Row>?) {
        self.before = before
        row = before?.row
        extent = before?.extent
    }

    /// The row as it is; nil before its first event.
    @inlinable public var entry: TableEntry<Content.Row>? {
        guard let row, let extent else { return nil }
        return TableEntry(row: row, extent: extent)
    }

    /// Folds in what `record` holds.
    @inlinable
    public func fold(_ events: [Content.Event], _ record: RecordedEvent) {
        let effective = Content.effectiveTime(record)
        if let extent, effective < extent.latest { hasLateFact = true }
        if hasLateFact { return }
        extent = extent ?? FoldExtent(at: record.position, effective: effective)
        extent?.take(record.position, effective: effective)
        for event in events { Content.fold(&row, event, record) }
    }

    /// The events in `record`, of the newest versions.
    @inlinable
    public static func decode(_ record: RecordedEvent) throws(TableError) -> [Content.Event] {
        do {
            return try Content.Event.catalogue.decode(record)
        } catch {
            throw .stopped(table: Content.name, StoppedEvent(record, cause: error.description))
        }
    }

    /// One stream's row from its events, given in the order of recording.
    public static func folded(_ records: [RecordedEvent]) throws(TableError) -> TableEntry<Content.Row>? {
        let order = records.sorted { left, right in
            (Content.effectiveTime(left), left.position) < (Content.effectiveTime(right), right.position)
        }
        let row = TouchedRow(before: nil)
        for record in order { row.fold(try decode(record), record) }
        return row.entry
    }
}
