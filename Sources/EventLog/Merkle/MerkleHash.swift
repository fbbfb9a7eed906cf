internal import Crypto

/// A SHA-256 hash in the Merkle tree of RFC 9162, which is that of RFC 6962.
public struct MerkleHash: Sendable, Hashable {
    // Four words, so that frontiers are copied and compared without allocating. In the machine's order; the bytes count.
    private let words: Words
    private typealias Words = (UInt64, UInt64, UInt64, UInt64)

    public static let byteCount = 32

    /// Takes 32 bytes; nil for any other number.
    public init?(bytes: RawSpan) {
        guard bytes.byteCount == Self.byteCount else { return nil }
        words = unsafe (
            bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self),
            bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self),
            bytes.unsafeLoadUnaligned(fromByteOffset: 16, as: UInt64.self),
            bytes.unsafeLoadUnaligned(fromByteOffset: 24, as: UInt64.self)
        )
    }

    private init(_ digest: SHA256.Digest) {
        words = unsafe digest.withUnsafeBytes { unsafe $0.loadUnaligned(as: Words.self) }
    }

    public var bytes: [UInt8] { unsafe withUnsafeBytes(of: words) { unsafe Array($0) } }

    public static func == (left: MerkleHash, right: MerkleHash) -> Bool { left.words == right.words }
    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    /// The root of a tree without leaves: the hash of no bytes.
    public static let empty = MerkleHash(SHA256().finalize())

    /// `SHA256(0x00 ‖ record)`.
    public static func leaf(_ record: borrowing RawSpan) -> MerkleHash {
        let count = record.byteCount
        return unsafe record.withUnsafeBytes { record in
            // One update of one buffer costs less than two.
            unsafe withUnsafeTemporaryAllocation(byteCount: count + 1, alignment: 1) { bytes in
                unsafe bytes[0] = 0x00
                unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[1...]).copyMemory(from: record)
                return unsafe MerkleHash(SHA256.hash(UnsafeRawBufferPointer(bytes)))
            }
        }
    }

    /// `SHA256(0x01 ‖ left ‖ right)`.
    public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        unsafe withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 1) { bytes in
            unsafe bytes[0] = 0x01
            unsafe bytes.storeBytes(of: left.words, toByteOffset: 1, as: Words.self)
            unsafe bytes.storeBytes(of: right.words, toByteOffset: 1 + byteCount, as: Words.self)
            return unsafe MerkleHash(SHA256.hash(UnsafeRawBufferPointer(bytes)))
        }
    }
}

extension MerkleHash: CustomStringConvertible {
    /// 64 hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension SHA256 {
    fileprivate static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hasher = SHA256()
        unsafe hasher.update(bufferPointer: bytes)
        return hasher.finalize()
    }
}
