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
    /// Where the message ends: the end of `bytes`, or of the part of them that a nested message takes.
    @usableFromInline let end: Int
    /// The tag read ahead of its field, or 0 where none is: no field has the number 0.
    @usableFromInline var pendingTag: UInt64 = 0
    @usableFromInline var lastNumber: UInt64 = 0

    @inlinable
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) {
        self.init(bytes, from: 0, to: bytes.byteCount)
    }

    @inlinable
    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, from offset: Int, to end: Int) {
        self.bytes = bytes
        self.offset = offset
        self.end = end
    }

    @inlinable public var isAtEnd: Bool { offset == end && pendingTag == 0 }

    public func error(_ reason: DecodeError.Reason) -> DecodeError { DecodeError(reason, offset: offset) }

    // MARK: Fields

    /// Moves to the value of the field `number`, past unknown fields with lower ones. False where it is not there.
    @inlinable @inline(__always)
    public mutating func advance(to number: UInt64, _ type: WireType) throws(DecodeError) -> Bool {
        // Nearly always the field is the next one and its tag a byte or two, or the next one is a later field.
        let tag = number << 3 | type.rawValue
        if pendingTag == 0, number > lastNumber, offset < end {
            let first = UInt64(byte(at: offset))
            if tag < 0x80 ? first == tag : isLongTag(tag) {
                offset += tag < 0x80 ? 1 : 2
                lastNumber = number
                return true
            }
            if first < 0x80, first >> 3 > number { return false }
        }
        return try search(for: number, type)
    }

    /// Whether `tag` comes next, which takes two bytes.
    @inlinable @inline(__always)
    func isLongTag(_ tag: UInt64) -> Bool {
        tag < 0x4000 && end - offset > 1 && byte(at: offset) == UInt8(truncatingIfNeeded: tag | 0x80)
            && UInt64(byte(at: offset + 1)) == tag >> 7
    }

    /// Moves past the field `number`, which must be there, whatever it holds.
    mutating func skip(_ number: UInt64, _ type: WireType) throws(DecodeError) {
        guard try advance(to: number, type) else { throw error(.missingField(number)) }
        pendingTag = number << 3 | type.rawValue
        try skipPending()
        lastNumber = number
    }

    @usableFromInline
    mutating func search(for number: UInt64, _ type: WireType) throws(DecodeError) -> Bool {
        while try peekTag() {
            let found = pendingTag >> 3
            if found > number { return false }
            guard found == number else {
                try skipPending()
                continue
            }
            try consumePending(number, type)
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
        try consumePending(number, type)
        return true
    }

    /// Skips what is left: fields of a later version.
    @inlinable
    public mutating func finish() throws(DecodeError) {
        if isAtEnd { return }
        while try peekTag() { try skipPending() }
    }

    @usableFromInline
    mutating func peekTag() throws(DecodeError) -> Bool {
        if pendingTag != 0 { return true }
        if offset == end { return false }
        let tag = try varint()
        let number = tag >> 3
        guard number > 0, number < 1 << 29 else { throw error(.badTag(tag)) }
        guard number > lastNumber else { throw error(.fieldOutOfOrder(number)) }
        pendingTag = tag
        return true
    }

    private mutating func consumePending(_ number: UInt64, _ type: WireType) throws(DecodeError) {
        guard pendingTag & 7 == type.rawValue else { throw error(.wrongWireType(field: number)) }
        lastNumber = number
        pendingTag = 0
    }

    @usableFromInline
    mutating func skipPending() throws(DecodeError) {
        let tag = pendingTag
        // An unknown field may be repeated, so its own number may come again.
        lastNumber = (tag >> 3) - 1
        pendingTag = 0
        switch WireType(rawValue: tag & 7) {
        case .varint: _ = try varint()
        case .fixed64: offset = try end(ofNext: 8)
        case .lengthDelimited: _ = try lengthDelimited()
        case nil: throw error(.badTag(tag))
        }
    }

    // MARK: Values

    @inlinable @inline(__always)
    public mutating func varint() throws(DecodeError) -> UInt64 {
        if offset < end {
            let first = byte(at: offset)
            if first < 0x80 {
                offset += 1
                return UInt64(first)
            }
        }
        return try longVarint()
    }

    @usableFromInline
    mutating func longVarint() throws(DecodeError) -> UInt64 {
        var (index, value, shift) = (offset, UInt64(0), UInt64(0))
        while index < end {
            let byte = byte(at: index)
            index += 1
            if byte >= 0x80, shift < 63 {
                value |= UInt64(byte & 0x7F) &<< shift
                shift &+= 7
                continue
            }
            // The tenth byte has room for one bit. A last byte of zero says nothing: the number is written shorter.
            guard shift < 63 || byte == 1, byte > 0 || shift == 0 else { throw error(.overlongInteger) }
            offset = index
            return value | UInt64(byte) &<< shift
        }
        throw error(.truncated)
    }

    public mutating func bigEndian64() throws(DecodeError) -> UInt64 {
        let next = try end(ofNext: 8)
        let value = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
        offset = next
        return UInt64(bigEndian: value)
    }

    public mutating func string() throws(DecodeError) -> String { try text(in: try lengthDelimited()) }

    public mutating func byteArray() throws(DecodeError) -> [UInt8] {
        let part = unsafe bytes.extracting(unchecked: try lengthDelimited())
        return unsafe part.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// A reader of the nested message that follows, with its length before it.
    @_lifetime(copy self)
    public mutating func nested() throws(DecodeError) -> WireReader {
        let part = try lengthDelimited()
        return WireReader(bytes, from: part.lowerBound, to: part.upperBound)
    }

    /// Moves past a length and the bytes that it counts.
    @inline(__always)
    mutating func lengthDelimited() throws(DecodeError) -> Range<Int> {
        let count = try varint()
        let start = offset
        offset = try end(ofNext: count)
        return start..<offset
    }

    /// The UTF-8 text in `part`, which lies before `end`.
    func text(in part: Range<Int>) throws(DecodeError) -> String {
        let text = Span<UInt8>(_bytes: unsafe bytes.extracting(unchecked: part))
        if isASCII(part) { return unsafe String(copying: UTF8Span(unchecked: text, isKnownASCII: true)) }
        do {
            return String(copying: try UTF8Span(validating: text))
        } catch {
            throw DecodeError(.invalidText, offset: part.lowerBound)
        }
    }

    /// Most texts are ASCII, and this sees it sooner than the library's validation does.
    @inline(__always)
    private func isASCII(_ part: Range<Int>) -> Bool {
        var (index, seen) = (part.lowerBound, UInt64(0))
        guard part.count >= 8 else {
            while index < part.upperBound {
                seen |= UInt64(byte(at: index))
                index += 1
            }
            return seen < 0x80
        }
        while part.upperBound - index > 8 {
            seen |= unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            index += 8
        }
        // The last eight bytes, some of them for the second time.
        seen |= unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: part.upperBound - 8, as: UInt64.self)
        return seen & 0x8080_8080_8080_8080 == 0
    }

    /// Where the next `count` bytes end, if the message really holds them.
    @inline(__always)
    private func end(ofNext count: UInt64) throws(DecodeError) -> Int {
        guard count <= UInt64(end - offset) else { throw error(.truncated) }
        return offset + Int(count)
    }

    /// `index` is below `end`.
    @inlinable @inline(__always)
    func byte(at index: Int) -> UInt8 { unsafe bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self) }
}
