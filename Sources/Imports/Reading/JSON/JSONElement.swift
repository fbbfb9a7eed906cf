/// A value of a JSON text. Numbers stay as they are written: nothing is rounded.
indirect enum JSONElement: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONElement])
    case object([String: JSONElement])

    subscript(key: String) -> JSONElement? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// What it is, for messages; a long text is cut.
    var shown: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): String(digits.prefix(40))
        case .string(let text): "\"\(text.prefix(40))\(text.utf8.count > 160 || text.count > 40 ? "…" : "")\""
        case .array: "an array"
        case .object: "an object"
        }
    }
}
