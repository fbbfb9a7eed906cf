/// Reads and writes values of one type where they stand.
///
/// The functions capture nothing. Made where the type is known they are straight code, also for an optional or a list, and to
/// call them costs no retain; through the witnesses of a generic type each value would cost several look-ups.
@safe @usableFromInline
struct FieldAccess: Sendable {
    @usableFromInline typealias Encoder = @Sendable (UnsafeRawPointer, UInt64, inout WireWriter) -> Void
    /// Reads the field of a number into its place, which holds nothing yet.
    @usableFromInline typealias Decoder =
        @Sendable (UnsafeMutableRawPointer, UInt64, inout WireReader) throws(DecodeError) -> Void
    /// Reads JSON into its place; nil stands for a key that is not there.
    @usableFromInline typealias Parser = @Sendable (UnsafeMutableRawPointer, JSONValue?) throws(JSONMismatch) -> Void

    let decode: Decoder
    let parse: Parser
    /// Leaves nothing in a place.
    let destroy: @Sendable (UnsafeMutableRawPointer) -> Void
    let byteCount: Int
    let alignment: Int

    @inlinable
    init<Value: FieldValue>(_: Value.Type) {
        unsafe self.init(
            decode: { place, number, reader throws(DecodeError) in
                unsafe try Value.decodeField(number, &reader, into: place.assumingMemoryBound(to: Value.self))
            },
            parse: { place, json throws(JSONMismatch) in
                unsafe place.initializeMemory(as: Value.self, to: try Value(json: json))
            },
            destroy: { place in
                _ = unsafe place.assumingMemoryBound(to: Value.self).deinitialize(count: 1)
            }, byteCount: MemoryLayout<Value>.size, alignment: MemoryLayout<Value>.alignment)
    }

    @usableFromInline
    init(
        decode: @escaping Decoder, parse: @escaping Parser,
        destroy: @escaping @Sendable (UnsafeMutableRawPointer) -> Void, byteCount: Int, alignment: Int
    ) {
        unsafe self.decode = decode
        unsafe self.parse = parse
        unsafe self.destroy = destroy
        self.byteCount = byteCount
        self.alignment = alignment
    }

    @inlinable
    static func encode<Value: FieldValue>(_: Value.Type) -> Encoder {
        { place, number, writer in
            unsafe Value.encodeField(number, at: place.assumingMemoryBound(to: Value.self), &writer)
        }
    }
}
