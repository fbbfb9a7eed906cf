extension String {
    /// The text without white space around it.
    var trimmed: String {
        let kept = drop(while: \.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }

    /// The text without white space around it; nil where nothing is left.
    var nonEmpty: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}
