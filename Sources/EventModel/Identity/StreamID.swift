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
        // By bytes: as characters, a hyphen before a combining mark would be none.
        let name = text.utf8
        guard let hyphen = name.firstIndex(of: UInt8(ascii: "-")), name.count <= Self.longestName else { return nil }
        guard name.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        let key = name.index(after: hyphen)
        guard hyphen != name.startIndex, key != name.endIndex else { return nil }
        self.init(category: String(text[..<hyphen]), key: String(text[key...]))
    }

    public var description: String { "\(category)-\(key)" }

    /// Whether `init(parsing:)` reads this name, and reads these parts out of it.
    package var isStorable: Bool {
        let (category, key) = (category.utf8, key.utf8)
        return !category.isEmpty && !key.isEmpty && category.count + 1 + key.count <= Self.longestName
            && category.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "-") }
            && key.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    /// The key alone nearly tells one stream from all others.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }

    // By bytes; equal bytes have equal hashes.
    public static func == (left: StreamID, right: StreamID) -> Bool {
        left.key.hasSameBytes(as: right.key) && left.category.hasSameBytes(as: right.category)
    }

    public static func < (left: StreamID, right: StreamID) -> Bool {
        guard left.category.hasSameBytes(as: right.category) else {
            return left.category.precedesByBytes(right.category)
        }
        return left.key.precedesByBytes(right.key)
    }
}
