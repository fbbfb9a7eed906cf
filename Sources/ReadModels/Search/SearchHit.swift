public import EventModel

/// A document that was found.
public struct SearchHit: Sendable, Hashable {
    public let kind: SearchKind
    public let stream: StreamID
    public let score: Double
    /// By field: title, symptom, cause, workaround; empty where there is none.
    public let texts: [String]

    public var title: String { texts[SearchField.title.rawValue] }
    public func text(_ field: SearchField) -> String { texts[field.rawValue] }

    /// Keys are stable; the score is a decimal text. Whether a workaround is on offer the index does not say, so it is left out.
    public var json: JSONObject {
        [
            "number": .string(stream.key),
            "kind": .string(kind.category),
            "score": .string(scoreText),
            "title": .string(title),
            "symptom": optional(.symptom),
            "cause": optional(.cause),
        ]
    }

    /// `12.3457`
    public var scoreText: String {
        Ratio(Int128((score * 10_000).rounded()), over: 10_000)?.decimal(digits: 4) ?? ""
    }

    private func optional(_ field: SearchField) -> JSONValue {
        text(field).isEmpty ? .null : .string(text(field))
    }
}

/// What was found, and in how much.
public struct SearchResult: Sendable, Hashable {
    /// Every event up to here counts.
    public let position: Position
    /// The best first; of equal scores known errors before problems before incidents, and the older first.
    public let hits: [SearchHit]
    /// How many documents have what was asked for; `hits` has the best of them.
    public let found: Int
    /// How many documents were searched.
    public let searched: UInt64
}
