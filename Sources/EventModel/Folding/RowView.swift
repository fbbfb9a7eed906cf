/// What a reader wants to see of rows: a part of each, so that the rest need not be decoded.
///
/// As a message it names some of the row's fields by their numbers, and skips the others.
public protocol RowView<Row>: Sendable {
    associatedtype Row: WireMessage

    init(_ row: Row)
    /// What `init(_:)` makes of the row that these bytes encode.
    init(decoding bytes: RawSpan) throws(DecodeError)
}

/// All of a row.
public struct WholeRow<Row: WireMessage>: RowView {
    public let row: Row

    public init(_ row: Row) { self.row = row }
    public init(decoding bytes: RawSpan) throws(DecodeError) { row = try Row(decoding: bytes) }
}

/// Nothing of a row but that it is there.
public struct NoView<Row: WireMessage>: RowView {
    public init(_: Row) {}
    public init(decoding _: RawSpan) {}
}
