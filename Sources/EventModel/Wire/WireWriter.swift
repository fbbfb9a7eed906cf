/// Writes Protocol Buffers wire format, deterministically: the same value always gives the same bytes.
public struct WireWriter: Sendable {
    public var bytes: [UInt8]
    /// Encrypts personal fields; where nil they are written in the clear.
    public let sealer: (any Sealer)?
    /// Whose field is being written; nil outside a personal field or where the event names no subject.
    var subject: PersonID?
    var personalField: UInt64 = 0

    public init(reserving capacity: Int = 256, sealer: (any Sealer)? = nil) {
        bytes = []
        bytes.reserveCapacity(capacity)
        self.sealer = sealer
    }

    @inline(__always)
    public mutating func tag(_ number: UInt64, _ type: WireType) { varint(number << 3 | type.rawValue) }

    @inline(__always)
    public mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    public mutating func bigEndian64(_ value: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    public mutating func string(_ text: String) {
        varint(UInt64(text.utf8.count))
        append(text)
    }

    /// The text's UTF-8 alone. As one block where it lies in one, which it does but for texts bridged from elsewhere.
    mutating func append(_ text: String) {
        let whole: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe bytes.append(contentsOf: $0) }
        if whole == nil { bytes.append(contentsOf: text.utf8) }
    }

    public mutating func byteArray(_ array: [UInt8]) {
        varint(UInt64(array.count))
        bytes.append(contentsOf: array)
    }

    /// Writes what `body` writes as a nested message, its length before it.
    public mutating func nested(_ body: (inout WireWriter) -> Void) {
        let start = bytes.count
        bytes.append(0)
        body(&self)
        let count = bytes.count - start - 1
        guard count >= 0x80 else {
            bytes[start] = UInt8(count)
            return
        }
        var prefix = WireWriter(reserving: 10)
        prefix.varint(UInt64(count))
        bytes.replaceSubrange(start...start, with: prefix.bytes)
    }
}
