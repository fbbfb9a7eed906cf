import EventModel
import Processes
import TestSupport
import Testing

@testable import ReadModels

/// What random questions seldom ask, against the plain search.
@Suite struct SearchCaseTests {
    private typealias Clause = (words: [String], isBeginning: Bool)

    /// A question as it is typed, and the clauses that it is to be.
    private static let questions: [(text: String, clauses: [Clause])] = [
        ("\"a a\"", [(["a", "a"], false)]),
        ("\"a a a\"", [(["a", "a", "a"], false)]),
        ("\"a a\" a", [(["a", "a"], false), (["a"], false)]),
        ("\"mail a mail\"", [(["mail", "a", "mail"], false)]),
        ("a a A", [(["a"], false)]),
        ("\"\" a", [(["a"], false)]),
        ("- a \" \" * b ,", [(["a"], false), (["b"], false)]),
        ("a", [(["a"], false)]),
        ("b*", [(["b"], true)]),
        ("a* b", [(["a"], true), (["b"], false)]),
        ("zz*", [(["zz"], true)]),
        ("zz* a", [(["zz"], true), (["a"], false)]),
        ("a zz", [(["a"], false), (["zz"], false)]),
        ("\"a zz\" b", [(["a", "zz"], false), (["b"], false)]),
        ("abc1*", [(["abc1"], true)]),
        ("\(RandomLibrary.vowel)", [([RandomLibrary.vowel], false)]),
        ("a \(RandomLibrary.vowel)*", [(["a"], false), ([RandomLibrary.vowel], true)]),
        ("\"\(RandomLibrary.vowel) a\"", [([RandomLibrary.vowel, "a"], false)]),
    ]

    @Test(
        "equal words, empty ones, single letters and beginnings of nothing are found as they are plainly",
        arguments: 0..<10 as Range<UInt64>)
    func questions(seed: UInt64) throws {
        let isLarge = seed >= 8
        let library = RandomLibrary(seed: seed, documents: isLarge ? 3_000 : 60, changes: isLarge ? 3_000 : 120)
        let table = try library.world.folded(SearchIndex.self)
        for (text, clauses) in Self.questions {
            for isAny in [false, true] {
                var query = try #require(SearchQuery(text), "\(text)")
                query.isAny = isAny
                query.limit = Int.max
                let expected = library.plain.scores(clauses, isAny: isAny, SearchKind.allCases)
                let result = try query.result(in: table)
                let comment: Comment = "seed \(seed): \(text), any: \(isAny)"
                #expect(result.hits.map(\.stream.key) == library.plain.ranked(expected), comment)
                #expect(result.found == expected.count && result.searched == library.plain.documents.count, comment)
                #expect(result.hits.allSatisfy { abs($0.score - expected[$0.stream.key, default: -1]) < 1e-9 }, comment)
            }
        }
    }

    /// A word's frequency differs from kind to kind, and what scores add up to with it.
    @Test(
        "of equal scores known errors come before problems before incidents, and the older first",
        arguments: 0..<40 as Range<UInt64>)
    func ties(seed: UInt64) throws {
        var (world, random) = (World(), SplitMix(seed: seed))
        let clock = Instant(micros: 1_772_442_000_000_000)
        func add(_ kind: SearchKind, _ key: String, _ text: String) {
            switch kind {
            case .incident:
                let event = IncidentLogged(
                    title: text, source: .phone, detectedAt: clock, impact: nil, urgency: nil, caller: nil,
                    customer: nil,
                    service: nil, ci: nil, contact: nil, previous: nil, description: nil)
                world.record(IncidentEvent.logged(event), on: IncidentNumber(key).stream, at: clock, by: .person("x"))
            case .problem:
                let event = ProblemLogged(title: text, origin: .proactive, description: "")
                world.record(ProblemEvent.logged(event), on: ProblemNumber(key).stream, at: clock, by: .person("x"))
            case .knownError:
                let event = KnownErrorRecorded(
                    title: text, symptom: "", cause: "", workaround: nil, problem: nil, problemLoggedAt: nil,
                    signature: nil)
                world.record(
                    KnownErrorEvent.recorded(event), on: KnownErrorNumber(key).stream, at: clock, by: .person("x"))
            }
        }
        let words = ["x", "y", "z", "w"]
        for age in 0..<4 {
            for kind in [SearchKind.incident, .problem, .knownError] {
                add(kind, "\(kind)-\(9 - age)", "x y z w")
                for word in words {
                    for filler in 0..<Int.random(in: 0..<9, using: &random) {
                        add(kind, "filler-\(kind)-\(age)-\(word)-\(filler)", word + " v")
                    }
                }
            }
        }
        let table = try world.folded(SearchIndex.self)
        let expected = ["knownError", "problem", "incident"].flatMap { kind in (0..<4).map { "\(kind)-\(9 - $0)" } }
        for isAny in [false, true] {
            var query = try #require(SearchQuery(words.joined(separator: " ")))
            (query.isAny, query.leastClauses, query.limit) = (isAny, words.count, 100)
            let hits = try query.result(in: table).hits
            #expect(hits.map(\.stream.key) == expected, "seed \(seed), any: \(isAny)")
            #expect(Set(hits.map(\.score)).count == 1, "seed \(seed), any: \(isAny)")
            for limit in 1...12 {
                query.limit = limit
                #expect(try query.result(in: table).hits == Array(hits.prefix(limit)), "seed \(seed): \(limit)")
            }
        }
    }

    @Test("a known error stays to be found when its workaround is withdrawn, and published otherwise by the new words")
    func withdrawn() throws {
        var world = World()
        let (clock, stream) = (Instant(micros: 1_772_442_000_000_000), KnownErrorNumber("KE-1").stream)
        func found(_ text: String) throws -> [String] {
            try #require(SearchQuery(text)).result(in: world.folded(SearchIndex.self)).hits.map(\.stream.key)
        }
        func record(_ event: KnownErrorEvent) { world.record(event, on: stream, at: clock, by: .person("x")) }
        record(
            .recorded(
                KnownErrorRecorded(
                    title: "Mail stops", symptom: "None", cause: "Spool", workaround: "Empty it", problem: nil,
                    problemLoggedAt: nil, signature: nil)))
        record(.published(WorkaroundPublished(workaround: "Empty it at six")))
        #expect(try found("six") == ["KE-1"])
        record(.withdrawn(WorkaroundWithdrawn(reason: "Loses letters")))
        #expect(try found("mail spool") == ["KE-1"] && found("six") == ["KE-1"])
        #expect(try found("letters") == [], "why it was withdrawn is no text of its")
        record(.published(WorkaroundPublished(workaround: "Enlarge it")))
        #expect(try found("six") == [] && found("enlarge") == ["KE-1"])
    }
}
