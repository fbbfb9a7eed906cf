/// The name of a stream: what kind of thing it records, and which one. Written `incident-INC-2026-000123`.
public struct StreamID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The kind of thing, from the list in the domain's catalogue: letters without a hyphen, `incident`, `matrix`.
    public let category: String
    /// Which one, unique in its category.
    public let key: String

    /// Takes the parts as they are; `init(parsing:)` checks them.
    public init(category: String, key: String) {
        self.category = category
        self.key = key
    }

    /// The longest name that the log stores, in UTF-8 bytes: with the room that LMDB's keys have (511).
    public static let longestName = 400

    /// Reads `category-key`. Nil where either part is missing, the name is too long, or it holds a control character.
    public init?(parsing text: some StringProtocol) {
        guard let hyphen = text.firstIndex(of: "-"), text.utf8.count <= Self.longestName else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { return nil }
        let key = text[text.index(after: hyphen)...]
        guard hyphen != text.startIndex, !key.isEmpty else { return nil }
        self.init(category: String(text[..<hyphen]), key: String(key))
    }

    public var description: String { "\(category)-\(key)" }

    public static func < (left: StreamID, right: StreamID) -> Bool {
        (left.category, left.key) < (right.category, right.key)
    }
}
