/// A value with fields of its own: a nested message of an event, or a row of a read model.
public protocol WireMessage: FieldValue {
    static var schema: Schema<Self> { get }
}

extension WireMessage {
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Self {
        var part = try reader.nested()
        return try schema.decode(&part)
    }
    @inlinable
    public func write(_ writer: inout WireWriter) {
        writer.nested { writer in Self.schema.encode(self, &writer) }
    }
    @inlinable
    public static func decodeField(
        _ number: UInt64, _ reader: inout WireReader, into place: UnsafeMutablePointer<Self>
    ) throws(DecodeError) {
        guard try reader.advance(to: number, .lengthDelimited) else { throw reader.error(.missingField(number)) }
        var part = try reader.nested()
        unsafe try schema.decode(&part, into: place)
    }
    @inlinable
    public static func encodeField(_ number: UInt64, at place: UnsafePointer<Self>, _ writer: inout WireWriter) {
        writer.tag(number, .lengthDelimited)
        let start = writer.beginNested()
        unsafe schema.encode(at: place, &writer)
        writer.endNested(start)
    }

    /// The message alone, without a length before it.
    public var encoded: [UInt8] {
        var writer = WireWriter()
        Self.schema.encode(self, &writer)
        return writer.bytes
    }
    @inlinable
    public init(decoding bytes: RawSpan) throws(DecodeError) {
        var reader = WireReader(bytes)
        self = try Self.schema.decode(&reader)
    }

    public static var shape: FieldShape { .message(name: schemaName, fields: schema.fields) }
    static var schemaName: String { "\(Self.self)" }
    public func json(_ opener: (any Opener)?) -> JSONValue? { Self.schema.json(self, opener) }
    public init(json: JSONValue?) throws(JSONMismatch) { self = try Self.schema.make(json) }
}
