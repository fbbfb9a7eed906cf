/// A type whose values can stand in a field of an event, a message or a row.
///
/// All speed rests on these being static requirements of the value's own type: no generic type is looked up per event
/// (design, event-type-sketch.swift).
public protocol FieldValue: Sendable, Hashable {
    static var wireType: WireType { get }
    /// Reads the value behind its tag.
    static func read(_ reader: inout WireReader) throws(DecodeError) -> Self
    /// Writes the value behind its tag.
    func write(_ writer: inout WireWriter)

    /// The value of a field that is missing from the bytes; nil where it is required.
    static var absent: Self? { get }
    // Requirements although they follow from the others, so that each conforming type has its own compiled code.

    /// Reads the field `number`, or takes `absent`.
    static func decodeField(_ number: UInt64, _ reader: inout WireReader) throws(DecodeError) -> Self
    /// Reads the field `number`; nil where it is not there.
    static func decodeFieldIfPresent(_ number: UInt64, _ reader: inout WireReader) throws(DecodeError) -> Self?
    /// Reads the field `number`, or takes `absent`, into a place that holds nothing yet.
    static func decodeField(
        _ number: UInt64, _ reader: inout WireReader, into place: UnsafeMutablePointer<Self>
    ) throws(DecodeError)
    func encodeField(_ number: UInt64, _ writer: inout WireWriter)
    /// The same, of a value that is not copied for it.
    static func encodeField(_ number: UInt64, at place: UnsafePointer<Self>, _ writer: inout WireWriter)

    /// What the value is, for the emitted schemas.
    static var shape: FieldShape { get }
    /// The value as JSON; nil where the key is left out. Sealed texts are opened by `opener`.
    func json(_ opener: (any Opener)?) -> JSONValue?
    /// Reads what `json` gives; nil stands for a key that is not there.
    init(json: JSONValue?) throws(JSONMismatch)
}

extension FieldValue {
    @inlinable public static var wireType: WireType { .lengthDelimited }
    @inlinable public static var absent: Self? { nil }

    @inlinable @inline(__always)
    public static func decodeField(_ number: UInt64, _ reader: inout WireReader) throws(DecodeError) -> Self {
        if try reader.advance(to: number, wireType) { return try read(&reader) }
        guard let absent else { throw reader.error(.missingField(number)) }
        return absent
    }

    @inlinable @inline(__always)
    public static func decodeField(
        _ number: UInt64, _ reader: inout WireReader, into place: UnsafeMutablePointer<Self>
    ) throws(DecodeError) {
        unsafe place.initialize(to: try decodeField(number, &reader))
    }

    @inlinable @inline(__always)
    public static func decodeFieldIfPresent(
        _ number: UInt64, _ reader: inout WireReader
    ) throws(DecodeError) -> Self? {
        try reader.advance(to: number, wireType) ? try read(&reader) : nil
    }

    @inlinable @inline(__always)
    public func encodeField(_ number: UInt64, _ writer: inout WireWriter) {
        writer.tag(number, Self.wireType)
        write(&writer)
    }

    @inlinable @inline(__always)
    public static func encodeField(_ number: UInt64, at place: UnsafePointer<Self>, _ writer: inout WireWriter) {
        unsafe place.pointee.encodeField(number, &writer)
    }
}
