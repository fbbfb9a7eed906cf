internal import CXXHash
internal import Glibc

/// XXH3, 64 bits: finds what the disk or the memory changed; against people stands the Merkle tree.
enum Checksum {
    /// The checksum of `bytes` in the row that `seed` stands for, so that rows which changed places are found too.
    static func of(_ bytes: borrowing RawSpan, seed: UInt64) -> UInt64 {
        unsafe bytes.withUnsafeBytes { unsafe XXH3_64bits_withSeed($0.baseAddress, $0.count, seed) }
    }

    /// The checksum, with the seed 0, of a number's eight bytes, little-endian.
    static func of(_ number: UInt64) -> UInt64 {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe XXH3_64bits_withSeed($0.baseAddress, $0.count, 0) }
    }
}

extension RawSpan {
    /// A little-endian number; the caller has checked that the eight bytes are there.
    func littleEndian64(at offset: Int) -> UInt64 {
        UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// A copy that may outlive the transaction.
    var array: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }

    /// The order of LMDB's keys.
    func precedes(_ other: borrowing RawSpan) -> Bool {
        let order = unsafe withUnsafeBytes { left in
            unsafe other.withUnsafeBytes { right in
                // What is empty may have no address.
                guard let first = left.baseAddress, let second = right.baseAddress else { return Int32(0) }
                return unsafe memcmp(first, second, Swift.min(left.count, right.count))
            }
        }
        return order == 0 ? byteCount < other.byteCount : order < 0
    }
}

extension [UInt8] {
    var raw: RawSpan {
        @_lifetime(borrow self)
        get { unsafe span.bytes }
    }

    mutating func append(littleEndian value: UInt64) {
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
    }
}

extension UInt64 {
    /// Sixteen hexadecimal digits, for messages.
    var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
