/// Writes Protocol Buffers wire format, deterministically: the same value always gives the same bytes.
public struct WireWriter: Sendable {
    public var bytes: [UInt8]
    /// Encrypts personal fields; where nil they are written in the clear.
    public let sealer: (any Sealer)?
    /// Whose field is being written; nil outside a personal field or where the event names no subject.
    @usableFromInline var subject: PersonID?
    @usableFromInline var personalField: UInt64 = 0

    public init(reserving capacity: Int = 256, sealer: (any Sealer)? = nil) {
        bytes = []
        bytes.reserveCapacity(capacity)
        self.sealer = sealer
    }

    @inlinable @inline(__always)
    public mutating func tag(_ number: UInt64, _ type: WireType) { varint(number << 3 | type.rawValue) }

    @inlinable @inline(__always)
    public mutating func varint(_ value: UInt64) {
        if value < 0x80 { bytes.append(UInt8(truncatingIfNeeded: value)) } else { longVarint(value) }
    }

    /// In one piece: each byte appended alone would ask for room of its own.
    @usableFromInline
    mutating func longVarint(_ value: UInt64) {
        unsafe withUnsafeTemporaryAllocation(byteCount: 10, alignment: 1) { room in
            let count = unsafe Self.write(value, to: room)
            unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
    }

    /// Returns how many bytes it took, at most ten.
    private static func write(_ value: UInt64, to room: UnsafeMutableRawBufferPointer) -> Int {
        var (rest, count) = (value, 0)
        while rest >= 0x80 {
            unsafe room[count] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest >>= 7
            count += 1
        }
        unsafe room[count] = UInt8(truncatingIfNeeded: rest)
        return count + 1
    }

    public mutating func bigEndian64(_ value: UInt64) {
        unsafe withUnsafeBytes(of: value.bigEndian) { unsafe bytes.append(contentsOf: $0) }
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
        let start = beginNested()
        body(&self)
        endNested(start)
    }

    /// Leaves room for the length of a nested message, which is known when it has been written: one byte, as most need.
    @usableFromInline
    mutating func beginNested() -> Int {
        bytes.append(0)
        return bytes.count
    }

    /// Writes the length of the message that began at `start`, which moves where the length is longer than a byte.
    @usableFromInline
    mutating func endNested(_ start: Int) {
        let count = bytes.count - start
        guard count >= 0x80 else {
            bytes[start - 1] = UInt8(truncatingIfNeeded: count)
            return
        }
        let prefixCount = (70 - UInt64(count).leadingZeroBitCount) / 7
        bytes.append(contentsOf: repeatElement(0, count: prefixCount - 1))
        unsafe bytes.withUnsafeMutableBytes { all in
            let message = unsafe UnsafeMutableRawBufferPointer(rebasing: all[(start - 1 + prefixCount)...])
            unsafe message.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[start..<start + count]))
            _ = unsafe Self.write(UInt64(count), to: UnsafeMutableRawBufferPointer(rebasing: all[(start - 1)...]))
        }
    }
}
