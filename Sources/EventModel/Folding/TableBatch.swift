/// Events folded into the rows that they touch, to be stored together: each row is loaded once and stored once.
///
/// A late fact (its effective time lies before one already folded into the row) makes its stream fold anew from its
/// events, in the order of (effective time, position); once a batch, however many there are.
public struct TableBatch<Content: Table>: ~Copyable {
    /// Gives the row of a stream as it is stored.
    public typealias Stored = (StreamID) throws(TableError) -> TableEntry<Content.Row>?
    /// Gives the events of a stream up to a position, in the order of recording.
    public typealias History = (StreamID, Position) throws(TableError) -> [RecordedEvent]

    private var touched: [StreamID: TouchedRow<Content>] = [:]
    /// The last event applied, of any stream.
    public private(set) var position: Position
    /// The rows touched so far.
    public var count: Int { touched.count }

    public init(after position: Position) { self.position = position }

    /// Folds the next event in; events of streams that have no rows only move the position. Where it throws, nothing has
    /// changed: the batch holds everything before the event.
    public mutating func apply(_ record: RecordedEvent, _ stored: Stored) throws(TableError) {
        if Content.categories.contains(record.stream.category) {
            let events = try TouchedRow<Content>.decode(record)
            let row: TouchedRow<Content>
            if let known = touched[record.stream] {
                row = known
            } else {
                row = TouchedRow(before: try stored(record.stream))
                touched[record.stream] = row
            }
            row.fold(events, record)
        }
        position = record.position
    }

    /// What became of the rows; folds the streams with late facts anew.
    public consuming func settled(_ history: History) throws(TableError) -> TableChanges<Content> {
        // Names alone are sorted: changes would be copied on the way.
        var names: [SortedName] = []
        names.reserveCapacity(touched.count)
        for stream in touched.keys { names.append(SortedName(bytes: stream.nameBytes, stream: stream)) }
        names.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        var changes: [TableChanges<Content>.Change] = []
        changes.reserveCapacity(names.count)
        for name in names {
            guard let row = touched[name.stream] else { continue }
            let after = row.isLate ? try TouchedRow<Content>.folded(try history(name.stream, position)) : row.entry
            changes.append(.init(name: name.bytes, stream: name.stream, before: row.before, after: after))
        }
        return TableChanges(position: position, changes: changes)
    }
}

/// What became of the rows that a batch touched.
public struct TableChanges<Content: Table>: Sendable {
    public struct Change: Sendable {
        /// The stream's name, by which rows are sorted.
        public let name: [UInt8]
        public let stream: StreamID
        public let before: TableEntry<Content.Row>?
        public let after: TableEntry<Content.Row>?
    }
    /// The last event folded in, of any stream.
    public let position: Position
    /// In the order of the streams' names.
    public let changes: [Change]
}

private struct SortedName {
    let bytes: [UInt8]
    let stream: StreamID
}

/// A row while events are folded into it. An object, so that a row of many parts is changed in place and not copied.
private final class TouchedRow<Content: Table> {
    let before: TableEntry<Content.Row>?
    private var row: Content.Row?
    private var latest: Instant
    /// True once a late fact has come: what it and all after it make of the row is folded at the end.
    private(set) var isLate = false

    init(before: TableEntry<Content.Row>?) {
        self.before = before
        row = before?.row
        latest = before?.latest ?? .earliest
    }

    var entry: TableEntry<Content.Row>? { row.map { TableEntry(row: $0, latest: latest) } }

    func fold(_ events: [Content.Event], _ record: RecordedEvent) {
        let effective = Content.effectiveTime(record)
        if effective < latest { isLate = true }
        if isLate { return }
        latest = effective
        for event in events { Content.fold(&row, event, record) }
    }

    static func decode(_ record: RecordedEvent) throws(TableError) -> [Content.Event] {
        do {
            return try Content.Event.catalogue.decode(record)
        } catch {
            throw .undecodable(table: Content.name, position: record.position, type: record.type, cause: error)
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
