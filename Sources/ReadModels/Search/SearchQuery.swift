/// What somebody looks for: words, beginnings of words (`deliv*`) and phrases (`"no delivery"`).
///
///     let query = SearchQuery("mail \"no delivery\" relay*")
///     let result = try query.result(in: reader)
public struct SearchQuery: Sendable, Hashable {
    /// A part of the query that a document has or has not.
    enum Clause: Sendable, Hashable {
        case word(String)
        case beginning(String)
        /// At least two words that follow each other in one field.
        case phrase([String])
    }
    let clauses: [Clause]
    /// Whether any clause is enough; else a document has all of them.
    public var isAny = false
    /// Of `isAny`, how many clauses a document must have.
    public var leastClauses = 1
    public var kinds: [SearchKind] = SearchKind.allCases
    public var limit = 20
    public var ranking = SearchRanking()

    public var clauseCount: Int { clauses.count }

    /// More clauses are not looked at.
    public static let mostClauses = 32

    /// Nil where the text has no word. A word that is several (`mx-1`) is a phrase.
    public init?(_ text: String) {
        var clauses: [Clause] = []
        for (part, isQuoted) in Self.parts(of: text) {
            let words = SearchWords.words(of: part)
            guard let first = words.first else { continue }
            let isBeginning = !isQuoted && part.hasSuffix("*") && words.count == 1
            let clause: Clause = words.count > 1 ? .phrase(words) : isBeginning ? .beginning(first) : .word(first)
            if !clauses.contains(clause) { clauses.append(clause) }
        }
        guard !clauses.isEmpty else { return nil }
        self.clauses = Array(clauses.prefix(Self.mostClauses))
    }

    /// What stands between white space, and what stands between quotation marks; one that is not closed goes to the end.
    private static func parts(of text: String) -> [(text: String, isQuoted: Bool)] {
        var parts: [(String, Bool)] = []
        var (part, isQuoted) = ("", false)
        // By scalars: as characters, a sign that goes with what stands before it would hide a space or a quotation mark.
        for scalar in text.unicodeScalars {
            if scalar == "\"" {
                parts.append((part, isQuoted))
                (part, isQuoted) = ("", !isQuoted)
            } else if scalar.properties.isWhitespace, !isQuoted {
                parts.append((part, false))
                part = ""
            } else {
                part.unicodeScalars.append(scalar)
            }
        }
        return parts + [(part, isQuoted)]
    }
}

/// How documents are ranked: Okapi BM25, the frequency of a word the weighted sum of those in the fields (BM25F with one
/// length for all of them). Scores are calculated for an answer and never stored.
/// Source: Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.2 and 3.6.
public struct SearchRanking: Sendable, Hashable {
    /// How soon more of the same word stop mattering.
    public var k1 = 1.2
    /// How much longer documents count less.
    public var b = 0.75
    /// By field: title, symptom, cause, workaround.
    public var weights: [Double] = [2, 1, 1, 1]

    public init() {}

    /// How much a word says that so many of all documents have; above 0.
    func weight(documents: Double, of all: Double) -> Double {
        Logarithm.natural(1 + (all - documents + 0.5) / (documents + 0.5))
    }
}

/// The natural logarithm by basic operations alone, which give the same on every machine.
enum Logarithm {
    /// Of a finite number above 0.
    static func natural(_ value: Double) -> Double {
        var (significand, exponent) = (value.significand, Double(value.exponent))
        // Near 1 on both sides, where the series below is short.
        if significand > 1.414_213_562_373_095 { (significand, exponent) = (significand / 2, exponent + 1) }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var (power, sum) = (ratio, 0.0)
        // ln x = 2 (r + r³/3 + r⁵/5 …), r at most 0.1716: fourteen terms are exact to the last place but one.
        for odd in stride(from: 1.0, through: 27.0, by: 2.0) {
            sum += power / odd
            power *= square
        }
        return 2 * sum + exponent * 0.693_147_180_559_945_3
    }
}
