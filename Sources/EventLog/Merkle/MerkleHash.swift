internal import Crypto

/// A SHA-256 hash in the Merkle tree of RFC 9162, which is that of RFC 6962.
public struct MerkleHash: Sendable, Hashable {
    // Four words, so that frontiers are copied and compared without allocating. In the machine's order; the bytes count.
    private let words: (UInt64, UInt64, UInt64, UInt64)

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
        words = unsafe digest.withUnsafeBytes { unsafe $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
    }

    public var bytes: [UInt8] { unsafe withUnsafeBytes(of: words) { unsafe Array($0) } }

    public static func == (left: MerkleHash, right: MerkleHash) -> Bool { left.words == right.words }
    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    /// The root of a tree without leaves: the hash of no bytes.
    public static let empty = MerkleHash(SHA256().finalize())

    /// `SHA256(0x00 ‖ record)`.
    public static func leaf(_ record: borrowing RawSpan) -> MerkleHash {
        var hasher = SHA256()
        hasher.update(byte: 0x00)
        unsafe record.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
        return MerkleHash(hasher.finalize())
    }

    /// `SHA256(0x01 ‖ left ‖ right)`.
    public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        var hasher = SHA256()
        hasher.update(byte: 0x01)
        unsafe withUnsafeBytes(of: (left.words, right.words)) { unsafe hasher.update(bufferPointer: $0) }
        return MerkleHash(hasher.finalize())
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
    fileprivate mutating func update(byte: UInt8) {
        unsafe withUnsafeBytes(of: byte) { unsafe update(bufferPointer: $0) }
    }
}
