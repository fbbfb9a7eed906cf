import EventModel
import Foundation
import Processes
import TestSupport
import Testing

@testable import ReadModels

private func logged(_ title: String) -> IncidentEvent {
    .logged(
        IncidentLogged(
            title: title, source: .phone, detectedAt: Instant(micros: 1_772_442_000_000_000), impact: nil, urgency: nil,
            caller: nil, customer: nil, service: nil, ci: nil, contact: nil, previous: nil, description: "secret"))
}
private func helped(_ text: String) -> IncidentEvent {
    .workaroundApplied(WorkaroundApplied(workaround: text, knownError: nil))
}
private func recorded(_ title: String, _ symptom: String, _ cause: String, _ workaround: String?) -> KnownErrorEvent {
    .recorded(
        KnownErrorRecorded(
            title: title, symptom: symptom, cause: cause, workaround: workaround, problem: nil, problemLoggedAt: nil,
            signature: nil))
}

@Suite struct SearchTests {
    @Test("what is found is the same however the index is kept")
    func everyWay() async throws {
        try await ProjectionScenario(SearchIndex.self)
            .given(logged("Mail does not arrive"), on: IncidentNumber("INC-1").stream)
            .given(logged("Printer jams: no mail merge"), on: IncidentNumber("INC-2").stream)
            .given(
                IncidentEvent.categorised(IncidentCategorised(category: "x", symptom: "delivery stops")),
                on: IncidentNumber("INC-1").stream
            )
            .given(
                ProblemEvent.logged(ProblemLogged(title: "Relay stops", origin: .proactive, description: "mail waits")),
                on: ProblemNumber("PRB-1").stream
            )
            .given(
                recorded("Mail stops", "no mail", "Spool too small", "Empty the spool"),
                on: KnownErrorNumber("KE-1").stream
            )
            .given(helped("Sent by the other relay"), on: IncidentNumber("INC-1").stream)
            .given(helped("Restarted it"), on: IncidentNumber("INC-1").stream)
            .then { (reader: any TableReader<SearchIndex>) throws in
                func found(_ text: String, isAny: Bool = false) throws -> [String] {
                    var query = try #require(SearchQuery(text))
                    query.isAny = isAny
                    return try query.result(in: reader).hits.map(\.stream.key).sorted()
                }
                #expect(try found("MAIL") == ["INC-1", "INC-2", "KE-1", "PRB-1"])
                #expect(try found("mail stops") == ["INC-1", "KE-1", "PRB-1"])
                #expect(try found("\"mail stops\"") == ["KE-1"])
                #expect(try found("\"no mail\"") == ["INC-2", "KE-1"])
                #expect(try found("deliv*") == ["INC-1"])
                #expect(try found("relay") == ["PRB-1"], "the workaround was another in the end")
                #expect(try found("restarted") == ["INC-1"])
                #expect(try found("printer spool", isAny: true) == ["INC-2", "KE-1"])
                #expect(try found("secret").isEmpty, "what is sealed is not in the index")
                #expect(try found("nothing mail").isEmpty)
            }
    }

    @Test("a phrase stays within a field, and begins where its first word does")
    func phrases() throws {
        var world = World()
        let texts: [(String, String, String, String?)] = [
            ("a b", "c d", "b a", nil), ("b c", "a", "a b c", "a a b"), ("a c b", "a b a b", "x", "c c"),
        ]
        for (index, text) in texts.enumerated() {
            let event = recorded(text.0, text.1, text.2, text.3)
            world.record(
                event, on: KnownErrorNumber("KE-\(index)").stream, at: ProjectionScenario(SearchIndex.self).clock,
                by: .person("x"))
        }
        let table = try world.folded(SearchIndex.self)
        func found(_ text: String) throws -> [String] {
            try #require(SearchQuery(text)).result(in: table).hits.map(\.stream.key).sorted()
        }
        #expect(try found("\"a b\"") == ["KE-0", "KE-1", "KE-2"])
        #expect(try found("\"b c\"") == ["KE-1"], "not from one field to the next")
        #expect(try found("\"a b a\"") == ["KE-2"])
        #expect(try found("\"a a b\"") == ["KE-1"])
        #expect(try found("\"a b c\"") == ["KE-1"])
        #expect(try found("\"a\" \"c d\"") == ["KE-0"])
        #expect(try found("a-b-a") == ["KE-2"], "a word that is several is a phrase")
    }

    @Test(
        "what people type is taken apart",
        arguments: [
            ("mail", [.word("mail")]), ("Mail MAIL", [.word("mail")]), ("del*", [.beginning("del")]),
            ("mx-1", [.phrase(["mx", "1"])]), ("\"no mail\" x", [.phrase(["no", "mail"]), .word("x")]),
            ("\"open end", [.phrase(["open", "end"])]), ("\"del*\"", [.word("del")]),
            ("a\"b\"c", [.word("a"), .word("b"), .word("c")]),
            ("mx-1*", [.phrase(["mx", "1"])]), ("邮件", [.phrase(["邮", "件"])]),
            ("\"a a\"", [.phrase(["a", "a"])]), ("a* a a", [.beginning("a"), .word("a")]),
            ("\"\" mail \" \" - *", [.word("mail")]), ("a \u{E33}*", [.word("a"), .beginning("\u{E33}")]),
        ] as [(String, [SearchQuery.Clause])])
    func parsing(text: String, clauses: [SearchQuery.Clause]) { #expect(SearchQuery(text)?.clauses == clauses) }

    @Test("nothing to look for is no query", arguments: ["", " ", "*", "\"\"", "-- ,", "\"\" \"\"", "\"*\" **"])
    func nothing(text: String) { #expect(SearchQuery(text) == nil) }

    @Test("no more clauses count than can be")
    func mostClauses() {
        let text = (0..<100).map { "w\($0)" }.joined(separator: " ")
        #expect(SearchQuery(text)?.clauses.count == SearchQuery.mostClauses)
    }

    @Test("the logarithm is that of the machine's library", arguments: 0..<20 as Range<UInt64>)
    func logarithm(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<500 {
            let value = exp(Double.random(in: -40...40, using: &random))
            #expect(abs(Logarithm.natural(value) - log(value)) <= 1e-13 * max(1, abs(log(value))), "\(value)")
        }
        #expect(Logarithm.natural(1) == 0)
    }
}
