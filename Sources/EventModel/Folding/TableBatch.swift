/// Events folded into the rows that they touch, to be stored together: each row is loaded once and stored once.
///
/// A late fact (its effective time lies before one already folded into the row) makes its stream fold anew from its
/// events, in the order of (effective time, position); once a batch, however many there are.
public struct TableBatch<Content: Table>: Sendable {
    public typealias Entry = TableEntry<Content.Row>
    /// Gives the row of a stream as it is stored.
    public typealias Stored = (StreamID) throws(TableError) -> Entry?
    /// Gives the events of a stream up to a position, in the order of recording.
    public typealias History = (StreamID, Position) throws(TableError) -> [RecordedEvent]

    /// What becomes of one row.
    public struct Change: Sendable {
        public let before: Entry?
        public fileprivate(set) var after: Entry?
        fileprivate var isLate = false
    }

    /// The rows touched, by their streams. Complete after `settle`.
    public private(set) var changes: [StreamID: Change] = [:]
    /// The last event applied, of any stream.
    public private(set) var position: Position

    public init(after position: Position) { self.position = position }

    /// Folds the next event in; events of streams that have no rows only move the position. Where it throws, nothing has
    /// changed: the batch holds everything before the event.
    public mutating func apply(_ record: RecordedEvent, _ stored: Stored) throws(TableError) {
        if Content.categories.contains(record.stream.category) {
            try fold(record, try Self.decode(record), stored)
        }
        position = record.position
    }

    private mutating func fold(
        _ record: RecordedEvent, _ events: [Content.Event], _ stored: Stored
    ) throws(TableError) {
        let index: Dictionary<StreamID, Change>.Index
        if let known = changes.index(forKey: record.stream) {
            index = known
        } else {
            let before = try stored(record.stream)
            changes[record.stream] = Change(before: before, after: before)
            guard let new = changes.index(forKey: record.stream) else { return }
            index = new
        }
        if let latest = changes.values[index].after?.latest, Content.effectiveTime(record) < latest {
            changes.values[index].isLate = true
        }
        // What is late is folded in `settle`, with all that follows it.
        if !changes.values[index].isLate { Self.fold(&changes.values[index].after, events, record) }
    }

    /// Folds the streams with late facts anew.
    public mutating func settle(_ history: History) throws(TableError) {
        for stream in changes.filter({ $0.value.isLate }).keys.sorted() {
            let entry = try Self.folded(try history(stream, position))
            changes[stream] = Change(before: changes[stream]?.before, after: entry)
        }
    }

    /// The changes in the order of the streams' names; complete after `settle`.
    public var sorted: [(name: [UInt8], stream: StreamID, change: Change)] {
        changes.map { (name: $0.key.nameBytes, stream: $0.key, change: $0.value) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    /// One stream's row from its events, given in the order of recording.
    static func folded(_ records: [RecordedEvent]) throws(TableError) -> Entry? {
        let order = records.sorted { left, right in
            (Content.effectiveTime(left), left.position) < (Content.effectiveTime(right), right.position)
        }
        var entry: Entry?
        for record in order { fold(&entry, try decode(record), record) }
        return entry
    }

    private static func decode(_ record: RecordedEvent) throws(TableError) -> [Content.Event] {
        do {
            return try Content.Event.catalogue.decode(record)
        } catch {
            throw .undecodable(
                table: Content.name, position: record.position, type: record.type, cause: error)
        }
    }

    private static func fold(_ entry: inout Entry?, _ events: [Content.Event], _ record: RecordedEvent) {
        let latest = max(entry?.latest ?? .earliest, Content.effectiveTime(record))
        var row = entry?.row
        // Given up, so that the row changes in place and is not copied.
        entry = nil
        for event in events { Content.fold(&row, event, record) }
        entry = row.map { TableEntry(row: $0, latest: latest) }
    }
}
