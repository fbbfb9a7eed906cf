/// How a value stands in the bytes, by the Protocol Buffers encoding. Groups and 32-bit values are not in use.
public enum WireType: UInt64, Sendable {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
}

/// Reads Protocol Buffers wire format from bytes that it does not own.
///
/// Fields must stand in ascending order of number, as `WireWriter` writes them; unknown ones are skipped, anything else
/// that is not canonical is an error. Never reads past the end, whatever the bytes.
/// Source: protobuf.dev, "Encoding".
public struct WireReader: ~Escapable {
    @usableFromInline let bytes: RawSpan
    @usableFromInline var offset: Int
    /// The tag read ahead of its field, or 0 where none is: no field has the number 0.
    private var pendingTag: UInt64 = 0
    private var lastNumber: UInt64 = 0

    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) {
        self.bytes = bytes
        offset = 0
    }

    public var isAtEnd: Bool { offset == bytes.byteCount && pendingTag == 0 }

    public func error(_ reason: DecodeError.Reason) -> DecodeError { DecodeError(reason, offset: offset) }

    // MARK: Fields

    /// Moves to the value of the field `number`, past unknown fields with lower ones. False where it is not there.
    public mutating func advance(to number: UInt64, _ type: WireType) throws(DecodeError) -> Bool {
        while try peekTag() {
            let found = pendingTag >> 3
            if found > number { return false }
            guard found == number else {
                try skipPending()
                continue
            }
            guard pendingTag & 7 == type.rawValue else { throw error(.wrongWireType(field: number)) }
            consumePending()
            return true
        }
        return false
    }

    /// True where one more element of the repeated field `number` follows, whose first has been read.
    public mutating func advance(toNextOf number: UInt64, _ type: WireType) throws(DecodeError) -> Bool {
        lastNumber = number - 1
        guard try peekTag(), pendingTag >> 3 == number else {
            lastNumber = number
            return false
        }
        guard pendingTag & 7 == type.rawValue else { throw error(.wrongWireType(field: number)) }
        consumePending()
        return true
    }

    /// Skips what is left: fields of a later version.
    public mutating func finish() throws(DecodeError) {
        while try peekTag() { try skipPending() }
    }

    private mutating func peekTag() throws(DecodeError) -> Bool {
        if pendingTag != 0 { return true }
        if offset == bytes.byteCount { return false }
        let tag = try varint()
        let number = tag >> 3
        guard number > 0, number < 1 << 29 else { throw error(.badTag(tag)) }
        guard number > lastNumber else { throw error(.fieldOutOfOrder(number)) }
        pendingTag = tag
        return true
    }

    private mutating func consumePending() {
        lastNumber = pendingTag >> 3
        pendingTag = 0
    }

    private mutating func skipPending() throws(DecodeError) {
        let tag = pendingTag
        // An unknown field may be repeated, so its own number may come again.
        lastNumber = (tag >> 3) - 1
        pendingTag = 0
        switch WireType(rawValue: tag & 7) {
        case .varint: _ = try varint()
        case .fixed64: try skip(8)
        case .lengthDelimited: try skip(try length())
        case nil: throw error(.badTag(tag))
        }
    }

    // MARK: Values

    public mutating func varint() throws(DecodeError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.byteCount {
            let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            offset += 1
            guard shift < 63 || byte <= 1 else { throw error(.overlongInteger) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw error(.truncated)
    }

    public mutating func bigEndian64() throws(DecodeError) -> UInt64 {
        guard bytes.byteCount - offset >= 8 else { throw error(.truncated) }
        let value = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        offset += 8
        return UInt64(bigEndian: value)
    }

    public mutating func string() throws(DecodeError) -> String {
        let count = try length()
        let text = Span<UInt8>(_bytes: unsafe bytes.extracting(unchecked: offset..<offset + count))
        do {
            let string = String(copying: try UTF8Span(validating: text))
            offset += count
            return string
        } catch {
            throw self.error(.invalidText)
        }
    }

    /// The two parts of a text around the first `separator` (an ASCII byte). Nil where a part is empty, the text is longer than
    /// `longest` bytes, or it holds a control character.
    mutating func strings(partedBy separator: UInt8, longest: Int) throws(DecodeError) -> (String, String)? {
        let count = try length()
        let text = Span<UInt8>(_bytes: unsafe bytes.extracting(unchecked: offset..<offset + count))
        var middle: Int?
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == 0x7F { return nil }
            if byte == separator, middle == nil { middle = index }
        }
        guard let middle, middle > 0, middle + 1 < count, count <= longest else { return nil }
        do {
            let first = String(copying: try UTF8Span(validating: text.extracting(0..<middle)))
            let second = String(copying: try UTF8Span(validating: text.extracting(middle + 1..<count)))
            offset += count
            return (first, second)
        } catch {
            throw self.error(.invalidText)
        }
    }

    public mutating func byteArray() throws(DecodeError) -> [UInt8] {
        let count = try length()
        let part = unsafe bytes.extracting(unchecked: offset..<offset + count)
        offset += count
        return unsafe part.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// A reader of the nested message that follows, with its length before it.
    @_lifetime(copy self)
    public mutating func nested() throws(DecodeError) -> WireReader {
        let count = try length()
        let part = unsafe bytes.extracting(unchecked: offset..<offset + count)
        offset += count
        return WireReader(part)
    }

    /// A length that the bytes really hold.
    private mutating func length() throws(DecodeError) -> Int {
        let count = try varint()
        guard count <= UInt64(bytes.byteCount - offset) else { throw error(.truncated) }
        return Int(count)
    }

    private mutating func skip(_ count: Int) throws(DecodeError) {
        guard bytes.byteCount - offset >= count else { throw error(.truncated) }
        offset += count
    }
}
