import Foundation
import TestSupport
import Testing

/// What policies detect of what a simulated year planted, told by the tool alone: by its answers and the file of the truth.
@Suite struct DetectionTests {
    private struct Year {
        let truth: [String: Any]
        let findings: [[String: Any]]
        let suggested: Set<[String]>

        init() throws {
            let stranger = try Stranger.withLog()
            let file = stranger.folder.path("truth.json")
            let made = try stranger.run(
                "simulate", "--events", "10000", "--estate", "1000", "--seed", "3", "--detect", "--truth", file)
            try #require(made.status == 0, "\(made.errors)")
            let read = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file)))
            truth = try #require(read as? [String: Any])
            findings = try stranger.run("ci", "findings", "--all", "--format", "json").objects
            let events = try stranger.run("events", "list", "--type", "ChangeCauseSuggested", "--format", "ndjson")
            suggested = try Set(
                events.objectLines.filter {
                    ($0["actor"] as? [String: Any])?["principal"] as? String == "suspected-changes"
                }
                .map { event in
                    let stream = try #require(event["stream"] as? String)
                    let change = try #require((event["payload"] as? [String: Any])?["change"] as? String)
                    return [String(stream.dropFirst("incident-".count)), change]
                })
        }

        func planted(_ name: String) throws -> [[String: Any]] { try #require(truth[name] as? [[String: Any]]) }
    }

    @Test(
        "a year's unauthorised changes are all found and no others, and most changes that caused incidents are suggested"
    )
    func isDetected() throws {
        let year = try Year()
        try checkUnauthorised(year)
        try checkSuspects(year)
    }

    private func checkUnauthorised(_ year: Year) throws {
        let planted = try year.planted("unauthorised")
        let expected = Set(planted.map { delta in ["ci", "attribute", "occurredAt"].map { delta[$0] as? String } })
        let wrong = year.findings.filter { ["unauthorised", "regularised"].contains($0["verdict"] as? String) }
        let found = Set(wrong.map { finding in ["ci", "attribute", "foundAt"].map { finding[$0] as? String } })
        #expect(found == expected, "missing \(expected.subtracting(found)), wrong \(found.subtracting(expected))")
        // Nothing is shown by a year without any, or without anything that could be taken for one.
        #expect(expected.count >= 8 && Set(planted.map { $0["kind"] as? String }).count == 5)
        #expect(try #require(year.truth["covered"] as? Int) > 30)
        let presumed = try #require(year.truth["presumed"] as? Int)
        #expect(presumed > 5)
        #expect(year.findings.count { $0["verdict"] as? String == "attributed" } == presumed)
        #expect(wrong.contains { $0["verdict"] as? String == "regularised" })
    }

    private func checkSuspects(_ year: Year) throws {
        let pairs = { (rows: [[String: Any]]) in
            Set(rows.map { row in ["incident", "change"].map { row[$0] as? String ?? "" } })
        }
        let caused = try year.planted("causedIncidents")
        let right = pairs(caused).intersection(year.suggested)
        #expect(caused.count >= 10)
        #expect(right.count * 100 >= caused.count * 50, "\(right.count) of \(caused.count)")
        // What is suggested and is not the cause was changed shortly before.
        let coincidences = pairs(try year.planted("coincidences"))
        #expect(year.suggested.subtracting(pairs(caused)).count <= coincidences.count)
        #expect(right.count * 100 >= year.suggested.count * 10, "\(right.count) of \(year.suggested.count)")
    }

    @Test("a truth that cannot be written is refused before anything is recorded")
    func unwritable() throws {
        let stranger = try Stranger.withLog()
        let nowhere = stranger.folder.path("nowhere/truth.json")
        let outcome = try stranger.run("simulate", "--events", "100", "--truth", nowhere)
        #expect(outcome.status != 0 && outcome.errors.contains("cannot write the truth to \(nowhere)"))
        #expect(try stranger.run("simulate", "--events", "100", "--truth", stranger.folder.path("")).status == 64)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 0)
        let files = try FileManager.default.contentsOfDirectory(atPath: stranger.folder.path(""))
        #expect(!files.contains { $0.hasSuffix(".part") })
    }
}
