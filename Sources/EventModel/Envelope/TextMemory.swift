/// Texts that were read lately, for those that come again and again, as the names of event types do: one that is found here takes
/// no memory of its own.
package struct TextMemory: Sendable {
    /// Each text in the place that its last bytes give.
    private var texts: [String]
    private static let placeBits = 6

    private init(_ texts: [String]) { self.texts = texts }

    package init() { self.init([String](repeating: "", count: 1 << Self.placeBits)) }

    /// Keeps nothing: for single records.
    package static let none = TextMemory([])

    /// Reads the text in the field `number`, which must be there.
    mutating func decodeField(_ number: UInt64, _ reader: inout WireReader) throws(DecodeError) -> String {
        guard try reader.advance(to: number, .lengthDelimited) else { throw reader.error(.missingField(number)) }
        let part = try reader.lengthDelimited()
        // Swift keeps up to 15 bytes without memory of their own.
        guard part.count > 15, !texts.isEmpty else { return try reader.text(in: part) }
        let last = unsafe reader.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: part.upperBound - 8, as: UInt64.self)
        let place = Int((last &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.placeBits))
        if !texts[place].isWritten(as: unsafe reader.bytes.extracting(unchecked: part)) {
            texts[place] = try reader.text(in: part)
        }
        return texts[place]
    }
}

extension String {
    fileprivate func isWritten(as bytes: RawSpan) -> Bool {
        guard utf8.count == bytes.byteCount else { return false }
        return unsafe bytes.withUnsafeBytes { bytes in
            unsafe utf8.withContiguousStorageIfAvailable {
                unsafe haveSameBytes($0, bytes.assumingMemoryBound(to: UInt8.self))
            }
        } ?? false
    }
}
