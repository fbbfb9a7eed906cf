internal import Crypto
public import EventModel

/// SHA-256 of what people approve; a later edit changes it.
public struct ContentHash: TextIdentifier {
    /// 64 hexadecimal digits.
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

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
        let digits = Array("0123456789abcdef")
        return ContentHash(String(digest.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
    }
}
