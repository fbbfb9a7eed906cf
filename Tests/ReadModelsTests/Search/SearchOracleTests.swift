import EventModel
import Foundation
import Processes
import TestSupport
import Testing

@testable import ReadModels

/// BM25 as a book has it, over texts that are taken apart at spaces: what the index is compared with.
private struct PlainSearch {
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
                        ? words[start + $0].hasPrefix(clause.words[$0])
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
}

/// Documents whose texts change, as events and plainly.
private struct RandomLibrary {
    var world = World()
    var plain = PlainSearch()
    private var random: SplitMix
    private var clock = Instant(micros: 1_772_442_000_000_000)

    init(seed: UInt64, documents: Int, changes: Int) {
        random = SplitMix(seed: seed)
        for _ in 0..<documents { add() }
        for _ in 0..<changes { change() }
    }

    /// Few words, some of them very frequent.
    mutating func word() -> String {
        let rank = min(Int.random(in: 0..<40, using: &random), Int.random(in: 0..<40, using: &random))
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
        var texts = [text(1...6), "", "", ""]
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
            PlainSearch.Document(key: key, kind: kind, fields: texts.map { $0.split(separator: " ").map(String.init) }))
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
            field = .workaround
            record(
                KnownErrorEvent.published(WorkaroundPublished(workaround: text)), KnownErrorNumber(key).stream)
        }
        plain.documents[place].fields[field.rawValue] = text.split(separator: " ").map(String.init)
    }

    private func logged(_ title: String) -> IncidentEvent {
        .logged(
            IncidentLogged(
                title: title, source: .phone, detectedAt: clock, impact: nil, urgency: nil, caller: nil, customer: nil,
                service: nil, ci: nil, contact: nil, previous: nil, description: nil))
    }
}

@Suite struct SearchOracleTests {
    @Test("documents and scores are those of BM25 calculated plainly", arguments: 0..<24 as Range<UInt64>)
    func scores(seed: UInt64) throws {
        // The last ones are large enough for words of several blocks that split.
        let isLarge = seed >= 20
        var library = RandomLibrary(seed: seed, documents: isLarge ? 3_000 : 60, changes: isLarge ? 3_000 : 90)
        let table = try library.world.folded(SearchIndex.self)
        var blocks = 0
        try table.scanRows(as: NoView.self, named: "block-", .ascending, where: nil) { _, _, _ in
            blocks += 1
            return .more
        }
        #expect(isLarge == (blocks > 8), "seed \(seed): \(blocks) blocks")
        var random = SplitMix(seed: seed &+ 1_000)
        var hits = 0
        for _ in 0..<(isLarge ? 12 : 40) {
            let clauses = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                let count = [1, 1, 2, 3][Int.random(in: 0..<4, using: &random)]
                let words = (0..<count).map { _ in library.word() }
                return (words: words, isBeginning: count == 1 && Int.random(in: 0..<3, using: &random) == 0)
            }
            let text = clauses.map { clause in
                clause.isBeginning ? clause.words[0] + "*" : "\"" + clause.words.joined(separator: " ") + "\""
            }.joined(separator: " ")
            var query = try #require(SearchQuery(text))
            guard query.clauses.count == clauses.count else { continue }
            query.isAny = Bool.random(using: &random)
            query.limit = Int.max
            query.kinds =
                Bool.random(using: &random) ? SearchKind.allCases : [SearchKind.allCases.randomElement(using: &random)!]
            let result = try query.result(in: table)
            let expected = library.plain.scores(clauses, isAny: query.isAny, query.kinds)
            #expect(result.found == expected.count, "seed \(seed): \(text)")
            #expect(Set(result.hits.map(\.stream.key)) == Set(expected.keys), "seed \(seed): \(text)")
            for hit in result.hits {
                let score = try #require(expected[hit.stream.key])
                #expect(abs(hit.score - score) < 1e-9, "seed \(seed): \(text), \(hit.stream)")
            }
            #expect(zip(result.hits, result.hits.dropFirst()).allSatisfy { $0.score >= $1.score }, "seed \(seed)")
            query.limit = 3
            #expect(try query.result(in: table).hits == Array(result.hits.prefix(3)), "seed \(seed): \(text)")
            hits += result.hits.count
        }
        #expect(hits > 20, "seed \(seed): the test found something")
    }

    @Test(
        "kept in any portions, the index is row by row the one that is built at once", arguments: 0..<8 as Range<UInt64>
    )
    func portions(seed: UInt64) throws {
        let isLarge = seed == 7
        let library = RandomLibrary(seed: seed, documents: isLarge ? 2_000 : 80, changes: isLarge ? 2_000 : 200)
        let whole = try library.world.folded(SearchIndex.self)
        var (kept, random) = (MemoryTable<SearchIndex>(), SplitMix(seed: seed))
        var rest = library.world.records[...]
        while !rest.isEmpty {
            let portion = rest.prefix(.random(in: 1...(isLarge ? 700 : 30), using: &random))
            try kept.apply(portion) { _, _ in [] }
            rest = rest.dropFirst(portion.count)
        }
        #expect(try rows(of: kept) == rows(of: whole), "seed \(seed)")
        #expect(kept.position == whole.position)
    }

    private func rows(of table: MemoryTable<SearchIndex>) throws -> [StreamID: SearchRow] {
        var rows: [StreamID: SearchRow] = [:]
        try table.scanRows { stream, row in
            rows[stream] = row
            return .more
        }
        return rows
    }

    @Test("as known at any position the index is that of what was recorded by then")
    func past() throws {
        let library = RandomLibrary(seed: 5, documents: 30, changes: 60)
        let query = try #require(SearchQuery("mail a*"))
        for count in [1, 17, 30, 55, 90] {
            var (table, again) = (MemoryTable<SearchIndex>(), MemoryTable<SearchIndex>())
            let records = library.world.records.prefix(count)
            try table.apply(records) { _, _ in [] }
            for record in records { try again.apply([record]) { _, _ in [] } }
            #expect(try query.result(in: table) == query.result(in: again), "one by one, or together")
        }
    }
}
