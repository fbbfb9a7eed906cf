import EventModel
import Foundation
import Processes
import TestSupport
import Testing

@testable import ReadModels

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
            #expect(result.hits.map(\.stream.key) == library.plain.ranked(expected), "seed \(seed): \(text)")
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
