internal import Crypto
public import EventModel

/// SHA-256 of what people approve, or of a file that is kept elsewhere: another text has another hash.
public struct ContentHash: TextIdentifier {
    /// 64 hexadecimal digits.
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public init(hashing bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    fileprivate init(_ digest: SHA256.Digest) {
        let digits = Array("0123456789abcdef")
        rawValue = String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    static let example: ContentHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
}

/// What an approval is of: the scope, the plan and the window of a change, and nothing else.
struct ChangeContent: Hashable {
    var cis: [CIID]
    var attributes: [String]
    var plan: ChangePlan

    /// SHA-256 over "change-content/v1", then the fields as ChangeScopeChanged and ChangePlanned store them: the same on
    /// every machine, and anybody's to compute from these two events. Items and attributes are in order, each once.
    var hash: ContentHash {
        var digest = SHA256()
        digest.update(data: Array("change-content/v1".utf8))
        let scope = ChangeScopeChanged(cis: Set(cis).sorted(), attributes: Set(attributes).sorted())
        for bytes in [scope.encoded(), ChangePlanned(plan: plan).encoded()] {
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { digest.update(bufferPointer: $0) }
            digest.update(data: bytes)
        }
        return ContentHash(digest.finalize())
    }
}
