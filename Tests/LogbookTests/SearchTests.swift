import Foundation
import Testing

@Suite struct SearchCommandTests {
    @Test("search finds by words, phrases and beginnings, the best first, as of any moment")
    func search() throws {
        let stranger = try Stranger.withLog()
        let first = try stranger.log("Mail delivery stops", "--occurred-at", "2026-03-01T08:00:00Z")
        let second = try stranger.log("Delivery of mail is slow, says the mail team")
        let problem = try stranger.number(
            "problem", "log", "--title", "Relays stop", "--description", "No mail delivery")
        func found(_ arguments: String...) throws -> [String?] {
            try stranger.run(["search", "--format", "json"] + arguments).objects.map { $0["number"] as? String }
        }
        #expect(Set(try found("MAIL")) == [first, second, problem])
        #expect(try found("mail", "delivery", "--kind", "incident").count == 2)
        #expect(Set(try found("\"mail delivery\"")) == [first, problem])
        #expect(try found("relay*") == [problem])
        #expect(try found("slow", "nothing") == [])
        #expect(try found("slow", "nothing", "--any") == [second])
        #expect(try found("mail", "--limit", "1").count == 1)
        #expect(try found("mail", "--as-of", "2026-03-02") == [first])
        #expect(try found("mail", "--as-known-at", "2") == [first])
        #expect(try stranger.run("search", "mail").output.contains("Relays stop"))
        for arguments in [
            ["search", "--", "-"], ["search", "mail", "--limit", "0"], ["search", "x", "--kind", "dog"],
        ] {
            #expect(try stranger.run(arguments).status == 64, "\(arguments)")
        }
    }

    @Test("what is sealed for a person is neither found nor anywhere in the index")
    func sealed() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("Mail", "--caller", "person-17", "--description", "zanzibarian trouble")
        #expect(try stranger.run("search", "zanzibarian", "--format", "json").objects.isEmpty)
        #expect(try stranger.run("search", "mail", "--format", "json").objects.count == 1)
        let models = try #require(FileManager.default.enumerator(atPath: stranger.home + "/models/search"))
        for case let path as String in models where path.hasSuffix(".mdb") {
            let bytes = try Data(contentsOf: URL(filePath: "\(stranger.home)/models/search/\(path)"))
            #expect(bytes.range(of: Data("zanzibarian".utf8)) == nil, "\(path)")
        }
    }

    @Test("logging an incident offers known errors it may be, their workarounds, and problems that may be back")
    func hints() throws {
        let stranger = try Stranger.withLog()
        let problem = try stranger.number("problem", "log", "--title", "Mail stops", "--signature-service", "mail")
        try stranger.run("problem", "cause", problem, "--kind", "capacity", "--cause", "Spool", "--evidence", "df")
        let bySignature = try stranger.number(
            "knownerror", "record", "--problem", problem, "--symptom", "No mail", "--workaround", "Empty the spool")
        let byTitle = try stranger.number(
            "knownerror", "record", "--title", "Printer jams often", "--symptom", "Paper jam", "--cause", "Worn roller")
        let early = try stranger.run(
            "incident", "log", "--title", "Printer jams", "--service", "mail", "--format", "json")
        #expect((try early.object["knownErrors"] as? [Any])?.isEmpty == true, "nobody has verified them")
        for error in [bySignature, byTitle] {
            try stranger.run("knownerror", "verify", error, "--test", "Seen", "--actor", "person-9")
        }
        try stranger.run("problem", "resolve", problem, "--supplier", "maker")
        try stranger.run("knownerror", "publish", bySignature)

        let logged = try stranger.run(
            "incident", "log", "--title", "Printer jams again", "--service", "mail", "--format", "json"
        ).object
        let offers = try #require(logged["knownErrors"] as? [[String: Any]])
        #expect(offers.map { $0["number"] as? String } == [bySignature, byTitle])
        #expect(offers.map { $0["by"] as? String } == ["signature", "title"])
        #expect(offers[0]["workaround"] as? String == "Empty the spool")
        #expect(offers[1]["workaround"] is NSNull)
        #expect(logged["recurringProblems"] as? [String] == [problem])
        let people = try stranger.run("incident", "log", "--title", "Mail", "--service", "mail").output
        #expect(people.contains("may be known error \(bySignature)"))
        #expect(people.contains("workaround: Empty the spool"))
        #expect(people.contains("problem \(problem) was Resolved and may be back"))

        try stranger.run("knownerror", "withdraw", bySignature, "--reason", "Loses mail")
        let searched = try stranger.run("knownerror", "search", "spool", "--format", "json").objects
        // The other is the draft that the root cause led to, which nobody has verified.
        #expect(searched.count == 2 && searched.first?["number"] as? String == bySignature)
        #expect(searched.first?["workaround"] is NSNull, "it is offered no more")
    }

    @Test("an incident is logged, and said to be, where nobody can look for known errors")
    func withoutModels() throws {
        let stranger = try Stranger.withLog()
        try? FileManager.default.removeItem(atPath: stranger.home + "/models")
        try Data().write(to: URL(filePath: stranger.home + "/models"))
        let logged = try stranger.run("incident", "log", "--title", "Mail", "--format", "json")
        #expect(logged.status == 0, "\(logged.errors)")
        #expect(try logged.object["state"] as? String == "New")
        #expect((try logged.object["knownErrors"] as? [Any])?.isEmpty == true)
    }
}
