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

    /// What `event` makes of the row; nil before the stream's first event.
    static func fold(_ row: inout Row?, _ event: Event, _ record: RecordedEvent)
    static var indexes: [TableIndex<Row>] { get }
    static var sums: [TableSum<Row>] { get }
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

/// A value as bytes that sort as the value does.
public struct IndexKey: Sendable, Hashable, Comparable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
    /// Texts sort by their UTF-8; at most 200 bytes count.
    public init(_ text: String) { bytes = Array(text.utf8.prefix(200)) }
    /// Integers sort by value: big-endian with the sign bit turned.
    public init(_ value: Int64) {
        let ordered = UInt64(bitPattern: value) ^ 1 << 63
        bytes = (0..<8).map { UInt8(truncatingIfNeeded: ordered >> (56 - 8 * $0)) }
    }
    public init(_ instant: Instant) { self.init(instant.micros) }

    public static func < (left: IndexKey, right: IndexKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
