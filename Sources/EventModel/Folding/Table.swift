/// A read model with one row a stream, a pure fold of the stream's events.
///
/// Late facts, parallel rebuilds and answers as of any moment follow from the fold alone: adding a filter to a list is one
/// line in `indexes`. A stream is folded by (effective time, position).
public protocol Table: RowModel {
    associatedtype Event: EventUnion

    /// The streams that have rows.
    static var categories: [String] { get }

    /// What `event` makes of the row; nil before the stream's first event, which makes one: from then on there is a row.
    static func fold(_ row: inout Row?, _ event: Event, _ record: RecordedEvent)
}

extension Table {
    public static func batch(after position: Position) -> any RowBatch<Self> { TableBatch<Self>(after: position) }
    public static var streamFold: StreamFold<Row>? { TouchedRow<Self>.folded }
}

/// A row, and which events are folded into it: one before the latest of them is a late fact. Shared, never changed.
public final class TableEntry<Row: Sendable>: Sendable {
    public let row: Row
    public let extent: FoldExtent

    @inlinable
    public init(row: Row, extent: FoldExtent) {
        self.row = row
        self.extent = extent
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
