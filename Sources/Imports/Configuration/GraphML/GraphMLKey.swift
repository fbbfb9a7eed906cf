/// What a `<key>` declares: an attribute of nodes or edges.
struct GraphMLKey {
    let name: String
    /// `node`, `edge`, `graph`, `all`.
    let domain: String
    let type: String
    var standard: String?

    func isOf(_ element: String) -> Bool { domain == "all" || domain == element }

    /// What a value must be; nil where this one is.
    func expectation(of value: String) -> String? {
        let text = value.trimmed
        return switch type {
        case "int", "long": Int64(text) == nil ? "a whole number" : nil
        case "float", "double": Double(text) == nil ? "a number" : nil
        case "boolean": ["true", "false", "1", "0"].contains(text.lowercased()) ? nil : "true or false"
        default: nil
        }
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { !ASCII.isSpace($0) }),
            let last = bytes.lastIndex(where: { !ASCII.isSpace($0) })
        else { return "" }
        return String(self[first...last])
    }
}
