/// A read model that joins streams: events of any stream, in the order of recording, change rows under keys of its own.
///
/// A row's key has the form of a stream's name: a category and a key. Where one stream has all that a row says, a `Table` is
/// the better shape: it is built in parallel, and its past costs little.
public protocol Projector: RowModel {
    /// What the event makes of the rows. An error stops the model before the event, with the rows as they were.
    static func project(_ record: RecordedEvent, _ rows: inout ProjectedRows<Self>) throws(TableError)
}

extension Projector {
    /// Its past cannot be made backwards from what is now.
    public static var snapshotInterval: UInt64? { 500_000 }
    public static var streamFold: StreamFold<Row>? { nil }
    public static func batch(after position: Position) -> any RowBatch<Self> { ProjectorBatch<Self>(after: position) }

    /// The record's events, of the newest version; none where its category is not that of `Process`.
    public static func events<Process: Decider>(
        of record: RecordedEvent, in _: Process.Type
    ) throws(TableError) -> [Process.Event] {
        guard record.stream.category == Process.category else { return [] }
        do {
            return try Process.Event.catalogue.decode(record)
        } catch {
            throw .stopped(table: name, StoppedEvent(record, cause: error.description))
        }
    }
}

/// The rows of a projector while an event changes them.
public struct ProjectedRows<Content: RowModel> {
    typealias Entry = TableEntry<Content.Row>
    /// The rows before the batch.
    private let base: any TableReader<Content>
    /// What the batch has made of them so far; nil where there is none any more.
    private let touched: [StreamID: TouchedEntry<Content.Row>]
    /// What the event makes of them.
    private(set) var changed: [StreamID: Content.Row?] = [:]

    init(base: any TableReader<Content>, touched: [StreamID: TouchedEntry<Content.Row>]) {
        (self.base, self.touched) = (base, touched)
    }

    public func row(_ key: StreamID) throws(TableError) -> Content.Row? {
        if let row = changed[key] { return row }
        if let row = touched[key] { return row.after?.row }
        return try base.row(key)
    }

    /// Puts a row in the place of what there is under `key`; nil removes it.
    public mutating func set(_ key: StreamID, _ row: Content.Row?) { changed[key] = .some(row) }

    /// The rows that stand in `index` under `keys`, in its order.
    public func rows(
        _ index: TableIndex<Content.Row>, _ keys: KeyRange
    ) throws(TableError) -> [(key: StreamID, row: Content.Row)] {
        var places: [IndexPlace] = []
        let touched = touched
        let changed = changed
        try base.scan(index, keys, .ascending) { key, stream in
            if changed[stream] == nil, touched[stream] == nil {
                places.append(IndexPlace(key: key, name: stream.nameBytes, stream: stream))
            }
            return .more
        }
        for (stream, row) in touched where changed[stream] == nil {
            if let row = row.after?.row { places += IndexPlace.places(of: stream, row, index, keys) }
        }
        for case (let stream, let row?) in changed { places += IndexPlace.places(of: stream, row, index, keys) }
        var found: [(key: StreamID, row: Content.Row)] = []
        for place in places.sorted() {
            if let row = try row(place.stream) { found.append((place.stream, row)) }
        }
        return found
    }
}

/// A row before a batch, and what has become of it.
struct TouchedEntry<Row: Sendable>: Sendable {
    let before: TableEntry<Row>?
    let after: TableEntry<Row>?

    init(_ entry: TableEntry<Row>?) { (before, after) = (entry, entry) }
    private init(before: TableEntry<Row>?, after: TableEntry<Row>?) { (self.before, self.after) = (before, after) }

    /// What an event makes of it. A row that comes back is a new one.
    func becoming(_ row: Row?, by position: Position, _ effective: Instant) -> TouchedEntry {
        var extent = after?.extent ?? FoldExtent(at: position, effective: effective)
        extent.take(position, effective: effective)
        return TouchedEntry(before: before, after: row.map { TableEntry(row: $0, extent: extent) })
    }
}

/// The batch of a projector.
public struct ProjectorBatch<Content: Projector>: RowBatch {
    private var touched: [StreamID: TouchedEntry<Content.Row>] = [:]
    public private(set) var position: Position
    public var count: Int { touched.count }

    public init(after position: Position) { self.position = position }

    public mutating func apply(_ record: RecordedEvent, over base: some TableReader<Content>) throws(TableError) {
        var rows = ProjectedRows<Content>(base: base, touched: touched)
        try Content.project(record, &rows)
        let changed = rows.changed
        // Given up before the rows change, or all of them would be copied.
        rows = ProjectedRows(base: base, touched: [:])
        for (stream, row) in changed {
            let known = if let known = touched[stream] { known } else { try TouchedEntry(base.entry(stream)) }
            touched[stream] = known.becoming(row, by: record.position, Content.effectiveTime(record))
        }
        position = record.position
    }

    public mutating func pass(to position: Position) { self.position = position }

    public func settled(
        over _: some TableReader<Content>, _: RowHistory
    ) throws(TableError) -> TableChanges<Content> {
        try TableChanges(at: position, of: touched.keys) { stream in
            (touched[stream]?.before, touched[stream]?.after)
        }
    }
}
