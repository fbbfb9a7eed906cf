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
///
///     TableIndex("state") { row, keys in keys.add(row.state) }
public struct TableIndex<Row: Sendable>: Sendable {
    public let name: String
    /// Adds the values under which the row stands: none, one or several.
    @usableFromInline let add: @Sendable (Row, inout IndexKeys) -> Void

    public init(_ name: String, _ add: @escaping @Sendable (Row, inout IndexKeys) -> Void) {
        self.name = name
        self.add = add
    }

    /// Adds the values under which `row` stands to those of other rows.
    @inlinable
    public func collect(_ row: Row, into keys: inout IndexKeys) {
        keys.beginRow()
        add(row, &keys)
    }

    /// The values under which `row` stands, each once.
    public func keys(_ row: Row) -> [IndexKey] {
        var keys = IndexKeys()
        collect(row, into: &keys)
        return keys.all
    }
}

/// A total by group, kept as rows change.
///
///     TableSum("byState") { row, amounts in amounts.add(1, to: row.state) }
public struct TableSum<Row: Sendable>: Sendable {
    public let name: String
    /// Adds what the row adds, to none, one or several groups.
    @usableFromInline let add: @Sendable (Row, inout SumAmounts) -> Void

    public init(_ name: String, _ add: @escaping @Sendable (Row, inout SumAmounts) -> Void) {
        self.name = name
        self.add = add
    }

    /// Adds what `row` comes to so many times.
    @inlinable
    public func add(_ row: Row, times factor: Int64, to amounts: inout SumAmounts) {
        amounts.factor = factor
        add(row, &amounts)
    }
}
