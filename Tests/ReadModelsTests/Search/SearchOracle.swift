import EventModel
import Foundation
import Processes
import TestSupport

@testable import ReadModels

/// BM25 as a book has it, over texts that are taken apart at spaces: what the index is compared with.
struct PlainSearch {
    struct Document {
        let key: String
        let kind: SearchKind
        /// Words by field.
        var fields: [[String]]
    }
    var documents: [Document] = []
    let weights: [Double] = [2, 1, 1, 1]

    /// How often a clause stands in each field; a clause is words in a row, the last perhaps a beginning.
    func counts(_ clause: (words: [String], isBeginning: Bool), _ document: Document) -> [Int] {
        document.fields.map { words in
            words.indices.count { start in
                guard start + clause.words.count <= words.count else { return false }
                return clause.words.indices.allSatisfy {
                    clause.isBeginning
                        ? words[start + $0].utf8.starts(with: clause.words[$0].utf8)
                        : words[start + $0] == clause.words[$0]
                }
            }
        }
    }

    func scores(_ clauses: [(words: [String], isBeginning: Bool)], isAny: Bool, _ kinds: [SearchKind]) -> [String:
        Double]
    {
        let searched = documents.filter { kinds.contains($0.kind) }
        let total = searched.reduce(0) { $0 + $1.fields.reduce(0) { $0 + $1.count } }
        let mean = Double(total) / Double(searched.count)
        var scores: [String: Double] = [:]
        let having = clauses.map { clause in
            Double(searched.count { counts(clause, $0).contains { $0 > 0 } })
        }
        for document in searched {
            let length = Double(document.fields.reduce(0) { $0 + $1.count })
            var (score, hits) = (0.0, 0)
            for (clause, n) in zip(clauses, having) {
                let frequency = zip(counts(clause, document), weights).reduce(0) { $0 + Double($1.0) * $1.1 }
                guard frequency > 0 else { continue }
                hits += 1
                let idf = log(1 + (Double(searched.count) - n + 0.5) / (n + 0.5))
                score += idf * frequency * 2.2 / (frequency + 1.2 * (1 - 0.75 + 0.75 * length / mean))
            }
            if hits > 0, isAny || hits == clauses.count { scores[document.key] = score }
        }
        return scores
    }

    /// Keys as they are ranked: the best first; of equal scores known errors before problems before incidents, and the older
    /// first. What differs by less than 2⁻³⁰ is equal.
    func ranked(_ scores: [String: Double]) -> [String] {
        let kinds: [SearchKind] = [.knownError, .problem, .incident]
        let found = documents.indices.filter { scores[documents[$0].key] != nil }
        let places = found.map { age in
            let (document, score) = (documents[age], scores[documents[age].key, default: 0])
            return [-(score * 0x1p30).rounded(), Double(kinds.firstIndex(of: document.kind) ?? 3), Double(age)]
        }
        return places.sorted { $0.lexicographicallyPrecedes($1) }.map { documents[Int($0[2])].key }
    }
}

/// Documents whose texts change, as events and plainly.
struct RandomLibrary {
    var world = World()
    var plain = PlainSearch()
    static let vowel = "\u{E33}"
    private var random: SplitMix
    private var clock = Instant(micros: 1_772_442_000_000_000)

    init(seed: UInt64, documents: Int, changes: Int) {
        random = SplitMix(seed: seed)
        for _ in 0..<documents { add() }
        for _ in 0..<changes { change() }
    }

    /// Few words, some of them very frequent; one is a vowel of Thai, which goes with what stands before it.
    mutating func word() -> String {
        let rank = min(Int.random(in: 0..<40, using: &random), Int.random(in: 0..<40, using: &random))
        if (7...8).contains(rank) { return Self.vowel }
        return ["a", "ab", "abc", "b", "mail", "mails", "relay"][rank % 7] + (rank < 7 ? "" : String(rank / 7))
    }
    mutating func text(_ count: ClosedRange<Int>) -> String {
        let count = Int.random(in: count, using: &random)
        return (0..<count).map { _ in word() }.joined(separator: " ")
    }

    private mutating func record(_ event: some EventUnion, _ stream: StreamID) {
        clock = clock.advanced(byMicros: 1)
        world.record(event, on: stream, at: clock, by: .person("x"))
    }

    private mutating func add() {
        let number = plain.documents.count
        let kind = SearchKind.allCases[min(2, Int.random(in: 0..<8, using: &random))]
        let key = "N-\(number)"
        var texts = [text(0...6), "", "", ""]
        switch kind {
        case .incident: record(logged(texts[0]), IncidentNumber(key).stream)
        case .problem:
            texts[1] = text(0...9)
            record(
                ProblemEvent.logged(ProblemLogged(title: texts[0], origin: .proactive, description: texts[1])),
                ProblemNumber(key).stream)
        case .knownError:
            texts = [texts[0], text(1...5), text(1...9), text(0...7)]
            record(
                KnownErrorEvent.recorded(
                    KnownErrorRecorded(
                        title: texts[0], symptom: texts[1], cause: texts[2], workaround: texts[3], problem: nil,
                        problemLoggedAt: nil, signature: nil)), KnownErrorNumber(key).stream)
        }
        plain.documents.append(
            PlainSearch.Document(key: key, kind: kind, fields: texts.map(Self.words)))
    }

    private mutating func change() {
        let place = Int.random(in: plain.documents.indices, using: &random)
        let (key, kind) = (plain.documents[place].key, plain.documents[place].kind)
        let text = text(0...8)
        let field: SearchField
        switch kind {
        case .incident:
            field = Bool.random(using: &random) ? .symptom : .workaround
            let event: IncidentEvent =
                field == .symptom
                ? .categorised(IncidentCategorised(category: "x", symptom: text))
                : .workaroundApplied(WorkaroundApplied(workaround: text, knownError: nil))
            record(event, IncidentNumber(key).stream)
        case .problem:
            field = .cause
            record(
                ProblemEvent.rootCauseIdentified(
                    RootCauseIdentified(kind: .change, cause: text, evidence: ["x"], ci: nil, hypothesis: nil)),
                ProblemNumber(key).stream)
        case .knownError:
            // What is withdrawn is offered no more, and still found.
            if Int.random(in: 0..<3, using: &random) == 0 {
                record(KnownErrorEvent.withdrawn(WorkaroundWithdrawn(reason: text)), KnownErrorNumber(key).stream)
                return
            }
            field = .workaround
            record(
                KnownErrorEvent.published(WorkaroundPublished(workaround: text)), KnownErrorNumber(key).stream)
        }
        plain.documents[place].fields[field.rawValue] = Self.words(text)
    }

    /// What stands between spaces, which are looked for as scalars: as a character, a space has the vowel behind it.
    private static func words(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: " ").map { String(String.UnicodeScalarView($0)) }
    }

    private func logged(_ title: String) -> IncidentEvent {
        .logged(
            IncidentLogged(
                title: title, source: .phone, detectedAt: clock, impact: nil, urgency: nil, caller: nil, customer: nil,
                service: nil, ci: nil, contact: nil, previous: nil, description: nil))
    }
}
