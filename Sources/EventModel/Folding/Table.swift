/// A read model with one row a stream: a pure fold, and beside it the indexes and sums that the engine keeps by the
/// difference of old row and new row.
///
/// Late facts, rebuilds and answers as of any moment follow from the fold alone: adding a filter to a list is one line
/// in `indexes`.
public protocol Table: Sendable {
    associatedtype Row: WireMessage
    associatedtype Event: EventUnion

    /// Also the name of its folder: `service-desk`.
    static var name: String { get }
    /// Raised when the fold, the row, an index or a sum changes: the table is then built anew.
    static var version: UInt64 { get }
    /// The streams that have rows.
    static var categories: [String] { get }

    /// What `event` makes of the row; nil before the stream's first event, which makes one: from then on there is a row.
    static func fold(_ row: inout Row?, _ event: Event, _ record: RecordedEvent)
    /// When the event takes effect in the world. A stream is folded by (effective time, position); by `occurredAt`
    /// unless the table says otherwise.
    static func effectiveTime(_ record: RecordedEvent) -> Instant
    static var indexes: [TableIndex<Row>] { get }
    static var sums: [TableSum<Row>] { get }
}

extension Table {
    public static func effectiveTime(_ record: RecordedEvent) -> Instant { record.occurredAt }
}

/// A row, and the latest effective time folded into it: an event before that is a late fact. Shared, never changed.
public final class TableEntry<Row: Sendable>: Sendable {
    public let row: Row
    public let latest: Instant

    public init(row: Row, latest: Instant) {
        self.row = row
        self.latest = latest
    }
}

/// Finds rows by a value of theirs, in the order of that value.
public struct TableIndex<Row: Sendable>: Sendable {
    public let name: String
    /// The values under which the row stands: none, one or several.
    public let keys: @Sendable (Row) -> [IndexKey]

    public init(_ name: String, _ keys: @escaping @Sendable (Row) -> [IndexKey]) {
        self.name = name
        self.keys = keys
    }
}

/// A total by group, kept as rows change.
public struct TableSum<Row: Sendable>: Sendable {
    public let name: String
    /// What the row adds, and to which group: none, one or several.
    public let amounts: @Sendable (Row) -> [(group: IndexKey, amount: Int64)]

    public init(_ name: String, _ amounts: @escaping @Sendable (Row) -> [(group: IndexKey, amount: Int64)]) {
        self.name = name
        self.amounts = amounts
    }
}
