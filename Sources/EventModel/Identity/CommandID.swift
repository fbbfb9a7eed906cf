/// Identifies one commit: repeating a command with the same id records nothing twice. A UUID, 16 bytes.
///
/// People's commands carry a UUIDv7; derived ones (policies, imports) a UUIDv8: the cause's time in the first 48 bits,
/// then a hash of the cause (RFC 9562 sections 5.7 and 5.8). Both sort by time, which keeps LMDB's inserts at the end.
public struct CommandID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A UUIDv7 of `instant` (milliseconds) and 74 random bits.
    public init(at instant: Instant, randomness: (UInt64, UInt64)) {
        self.init(instant, version: 7, bits: randomness)
    }

    /// A UUIDv8 of the cause's time (milliseconds) and 74 bits of a hash of the cause.
    public init(derivedAt instant: Instant, hash: (UInt64, UInt64)) {
        self.init(instant, version: 8, bits: hash)
    }

    private init(_ instant: Instant, version: UInt64, bits: (UInt64, UInt64)) {
        let milliseconds = UInt64(truncatingIfNeeded: instant.micros / 1000) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | version << 12 | bits.0 & 0xFFF
        low = 0b10 << 62 | bits.1 & 0x3FFF_FFFF_FFFF_FFFF
    }

    /// The 16 bytes, most significant first.
    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
            + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
    }

    /// `018f…-…`, as RFC 9562 section 4 writes it.
    public var description: String {
        let digits = bytes.flatMap { [hexDigits[Int($0 >> 4)], hexDigits[Int($0 & 15)]] }
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }

    /// Reads the text form; nil for anything else.
    public init?(parsing text: String) {
        var value: (high: UInt64, low: UInt64) = (0, 0)
        var digitCount = 0
        for (index, byte) in text.utf8.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value.high = value.high << 4 | value.low >> 60
            value.low = value.low << 4 | UInt64(digit)
            digitCount += 1
        }
        guard digitCount == 32, text.utf8.count == 36 else { return nil }
        self.init(high: value.high, low: value.low)
    }

    public static func < (left: CommandID, right: CommandID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

private let hexDigits = Array("0123456789abcdef".utf8)

extension CommandID: FieldValue {
    public static var wireType: WireType { .lengthDelimited }
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> CommandID {
        guard try reader.varint() == 16 else { throw reader.error(.badValue("a command id is 16 bytes")) }
        return CommandID(high: try reader.bigEndian64(), low: try reader.bigEndian64())
    }
    public func write(_ writer: inout WireWriter) {
        writer.varint(16)
        writer.bigEndian64(high)
        writer.bigEndian64(low)
    }
    public static var shape: FieldShape { .scalar(.uuid) }
    public func json(_: (any Opener)?) -> JSONValue? { .string(description) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        guard let id = CommandID(parsing: try String(json: json)) else { throw .expected("a UUID", found: json) }
        self = id
    }
}
