import CXXHash
import Glibc

enum NameHash {
    /// Tells one stream's name from nearly all others, and spreads them.
    static func of(_ name: borrowing RawSpan) -> UInt64 {
        name.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
    }
}

extension RawSpan {
    func hasSameBytes(as other: [UInt8]) -> Bool {
        guard byteCount == other.count else { return false }
        return withUnsafeBytes { left in other.withUnsafeBytes { right in compare(left, right) == 0 } }
    }
}

/// The order of two names or keys, byte by byte: below, at or above zero.
func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    guard let first = left.baseAddress, let second = right.baseAddress else { return left.count - right.count }
    let order = memcmp(first, second, min(left.count, right.count))
    return order == 0 ? left.count - right.count : Int(order)
}
