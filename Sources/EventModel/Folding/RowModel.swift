/// A read model of rows, and beside them indexes and sums that the engine keeps by the difference of old row and new row.
///
/// There are two shapes: a `Table` has one row a stream, and a `Projector` joins streams; any other brings a batch of its own.
/// Pure: no clock, randomness, locale or I/O. The same events give the same rows on every machine.
public protocol RowModel: Sendable {
    associatedtype Row: WireMessage

    /// Also the name of its folder: `service-desk`.
    static var name: String { get }
    /// Raised when the fold, the row, an index or a sum changes: the model is then built anew.
    static var version: UInt64 { get }
    static var indexes: [TableIndex<Row>] { get }
    static var sums: [TableSum<Row>] { get }
    /// When an event takes effect in the world: `occurredAt` unless the model says otherwise.
    static func effectiveTime(_ record: RecordedEvent) -> Instant
    /// Folds the row of one stream from its events alone; nil where rows are not each of one stream.
    static var streamFold: StreamFold<Row>? { get }
    /// Whether rows are stored with the events that they are folded from; without, no row says so.
    static var keepsExtents: Bool { get }
    /// After how many events, and at each month's end, a state is retained for questions about the past; nil where none is.
    static var snapshotInterval: UInt64? { get }
    /// Begins a batch of events; the shape of the model says how they become changes of rows.
    static func batch(after position: Position) -> any RowBatch<Self>
}

extension RowModel {
    public static var keepsExtents: Bool { true }
    public static var snapshotInterval: UInt64? { nil }
    public static func effectiveTime(_ record: RecordedEvent) -> Instant { record.occurredAt }
}

/// Makes a row of the events of its stream, given in the order of recording; nil where they make none.
public typealias StreamFold<Row: Sendable> = ([RecordedEvent]) throws(TableError) -> TableEntry<Row>?

/// Gives the events of a stream up to a position, in the order of recording.
public typealias RowHistory = (StreamID, Position) throws(TableError) -> [RecordedEvent]

/// Events folded into the rows that they touch, to be stored together: each row is loaded once and stored once.
public protocol RowBatch<Content> {
    associatedtype Content: RowModel
    /// The last event applied, of any stream.
    var position: Position { get }
    /// The rows touched so far.
    var count: Int { get }
    /// Whether it is time to store it: what bounds the memory that folding takes.
    var isFull: Bool { get }

    /// Folds the next event in over what `base` has. Where it throws, nothing has changed: the batch holds everything before
    /// the event.
    mutating func apply(_ record: RecordedEvent, over base: some TableReader<Content>) throws(TableError)
    /// Goes on to `position` and folds nothing in.
    mutating func pass(to position: Position)
    /// What became of the rows of `base`, the same that events were folded in over.
    func settled(
        over base: some TableReader<Content>, _ history: RowHistory
    ) throws(TableError) -> TableChanges<Content>
}

extension RowBatch {
    public var isFull: Bool { count >= 32_768 }
}

/// What became of the rows that a batch touched.
public struct TableChanges<Content: RowModel>: Sendable {
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

    /// No change, up to `position`.
    public init(at position: Position) { (self.position, changes) = (position, []) }

    /// What `change` says of each of `streams`, which stand in any order.
    public init(
        at position: Position, of streams: some Collection<StreamID>,
        _ change: (StreamID) throws(TableError) -> (before: TableEntry<Content.Row>?, after: TableEntry<Content.Row>?)
    ) throws(TableError) {
        // Names alone are sorted: changes would be copied on the way.
        var names: [(bytes: [UInt8], stream: StreamID)] = []
        names.reserveCapacity(streams.count)
        for stream in streams { names.append((stream.nameBytes, stream)) }
        names.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        var changes: [Change] = []
        changes.reserveCapacity(names.count)
        for name in names {
            let (before, after) = try change(name.stream)
            changes.append(Change(name: name.bytes, stream: name.stream, before: before, after: after))
        }
        (self.position, self.changes) = (position, changes)
    }
}
