/// A row while events are folded into it. An object, so that a row of many parts is changed in place and not copied.
///
/// Inlinable, so that a rebuild is compiled for the table that it rebuilds: unspecialised it takes several times as long.
public final class TouchedRow<Content: Table> {
    /// The row as it was; nil where there was none.
    public let before: TableEntry<Content.Row>?
    @usableFromInline var row: Content.Row?
    @usableFromInline var foldedExtent: FoldExtent?
    @usableFromInline var hasLateFact = false

    /// True once a late fact has come: what it and all after it make of the row is folded at the end.
    @inlinable public var isLate: Bool { hasLateFact }

    @inlinable
    public init(before: TableEntry<Content.Row>?) {
        self.before = before
        row = before?.row
        foldedExtent = before?.extent
    }

    /// Which events are folded in; nil before the first.
    @inlinable public var extent: FoldExtent? { foldedExtent }

    /// The row as it is; nil before its first event.
    @inlinable public var entry: TableEntry<Content.Row>? {
        guard let row, let extent else { return nil }
        return TableEntry(row: row, extent: extent)
    }

    /// Folds in what `record` holds. Where it throws, nothing has changed.
    @inlinable
    public func fold(_ record: RecordedEvent) throws(TableError) {
        let isLate = isLate(record)
        do {
            // What is folded anew in the end must be readable all the same.
            try Content.Event.catalogue.decode(record) { event in
                if !isLate { Content.fold(&row, event, record) }
            }
        } catch {
            throw Self.stopped(record, error)
        }
        took(record, isLate)
    }

    /// Folds in events that were decoded from `record`.
    @inlinable
    public func fold(_ events: [Content.Event], _ record: RecordedEvent) {
        let isLate = isLate(record)
        if !isLate { for event in events { Content.fold(&row, event, record) } }
        took(record, isLate)
    }

    @inlinable
    func isLate(_ record: RecordedEvent) -> Bool {
        hasLateFact || foldedExtent.map { Content.effectiveTime(record) < $0.latest } ?? false
    }

    @inlinable
    func took(_ record: RecordedEvent, _ isLate: Bool) {
        hasLateFact = isLate
        if isLate { return }
        let effective = Content.effectiveTime(record)
        foldedExtent = foldedExtent ?? FoldExtent(at: record.position, effective: effective)
        foldedExtent?.take(record.position, effective: effective)
    }

    /// The events in `record`, of the newest versions.
    @inlinable
    public static func decode(_ record: RecordedEvent) throws(TableError) -> [Content.Event] {
        do { return try Content.Event.catalogue.decode(record) } catch { throw stopped(record, error) }
    }

    @inlinable
    static func stopped(_ record: RecordedEvent, _ error: DecodeError) -> TableError {
        .stopped(table: Content.name, StoppedEvent(record, cause: error.description))
    }

    /// Hands out the row as it is, which is moved and not copied: none is left. Nil before its first event.
    @inlinable
    public func takeEntry() -> TableEntry<Content.Row>? {
        guard let extent, let row = row.take() else { return nil }
        return TableEntry(row: row, extent: extent)
    }

    /// Appends the row as a message, from where it stands. Nothing before its first event.
    @inlinable
    public func encodeRow(_ writer: inout WireWriter) {
        unsafe withUnsafePointer(to: &row) { place in
            guard let row = unsafe place.inside() else { return }
            unsafe Content.Row.schema.encode(at: row, &writer)
        }
    }

    /// One stream's row from its events, given in the order of recording.
    public static func folded(_ records: [RecordedEvent]) throws(TableError) -> TableEntry<Content.Row>? {
        let order = records.sorted { left, right in
            (Content.effectiveTime(left), left.position) < (Content.effectiveTime(right), right.position)
        }
        let row = TouchedRow(before: nil)
        for record in order { try row.fold(record) }
        return row.entry
    }
}
