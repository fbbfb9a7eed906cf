/// What stands first in a record: enough to know whose it is, without decoding it. The checks of the whole record are left to
/// whoever decodes it.
public struct RecordOutline: Sendable, Hashable {
    public let position: Position
    /// The event's place in its stream: 1, 2, 3 …
    public let version: UInt64
    /// Where the stream's name stands in the record: `incident-INC-2026-000123`.
    public let name: Range<Int>

    public init(of record: RawSpan) throws(DecodeError) {
        var reader = WireReader(record)
        position = try Position.decodeField(1, &reader)
        version = try UInt64.decodeField(2, &reader)
        _ = try Instant.decodeField(3, &reader)
        guard try reader.advance(to: 4, .lengthDelimited) else { throw reader.error(.missingField(4)) }
        name = try reader.lengthDelimited()
    }
}
