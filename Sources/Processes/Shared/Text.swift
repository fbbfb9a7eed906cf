extension String {
    /// The text without white space around it.
    var trimmed: String {
        // Most texts have none, and looking at two bytes says so.
        if let first = utf8.first, let last = utf8.last, first.isPlain, last.isPlain { return self }
        let kept = drop(while: \.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }

    /// The text without any white space.
    var withoutWhiteSpace: String { contains(where: \.isWhitespace) ? filter { !$0.isWhitespace } : self }

    /// The text without white space around it; nil where nothing is left.
    var nonEmpty: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}

extension UInt8 {
    /// A character of ASCII that is no white space.
    fileprivate var isPlain: Bool { self > 0x20 && self < 0x7F }
}
