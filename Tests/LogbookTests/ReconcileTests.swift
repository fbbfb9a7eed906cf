import Foundation
import TestSupport
import Testing

/// `logbook ci reconcile`, `ci conflicts` and `ci schema publish`, as an operator meets them.
@Suite struct ReconcileTests {
    private let hosts = """
        key,class,name,serial,manufacturer
        h1,PhysicalServer,web-1,SN-1,Dell
        h2,PhysicalServer,web-2,SN-2,Dell
        bad,PhysicalServer,web-3,Default string,Dell

        """

    private func file(_ stranger: Stranger, _ name: String, _ content: String) throws -> String {
        try content.write(toFile: stranger.folder.path(name), atomically: true, encoding: .utf8)
        return stranger.folder.path(name)
    }

    @Test("a dry run prints the events that the run then records, and records nothing")
    func dryRun() throws {
        let stranger = try Stranger.withLog()
        let files = [
            try file(stranger, "links.csv", "type,from,to\nconnectedTo,h1,h2\n"),
            try file(stranger, "hosts.csv", hosts),
        ]
        let words =
            ["ci", "reconcile"] + files + ["--source", "scanner", "--batch", "b1", "--observed-at", "2026-03-01"]
        let dry = try stranger.run(words + ["--dry-run", "--format", "json"])
        let planned = try dry.objects
        #expect(dry.errors.contains("identifies nothing") && dry.errors.contains("\"events\":4"))
        #expect(planned.allSatisfy { Set($0.keys) == ["stream", "type", "schemaVersion", "occurredAt", "payload"] })
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 0)
        let rejects = stranger.folder.path("rejects.csv")
        let answer = try stranger.run(words + ["--format", "json", "--rejects", rejects]).object
        #expect(
            answer["registered"] as? Int == 2 && answer["rowsWithJunkIdentifiers"] as? Int == 1)
        #expect(answer["rowsRejected"] as? Int == 1 && answer["events"] as? Int == 4)
        #expect(try String(contentsOfFile: rejects, encoding: .utf8).contains("line 4,"))
        let recorded = try stranger.run("events", "list", "--format", "json").objects
        func same(_ events: [[String: Any]]) throws -> [String] {
            try events.map { event in
                let kept = event.filter {
                    ["stream", "type", "schemaVersion", "occurredAt", "payload"].contains($0.key)
                }
                let bytes = try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        #expect(try same(recorded) == same(planned))
        #expect(try stranger.run(words + ["--format", "json"]).object["events"] as? Int == 0)
    }

    @Test("conflicts are listed and decided, with a reason")
    func conflicts() throws {
        let stranger = try Stranger.withLog()
        let hosts = try file(stranger, "hosts.csv", hosts)
        try #require(stranger.run("ci", "reconcile", hosts, "--source", "scanner").status == 0)
        let switches = try file(stranger, "n.csv", "class,serial,manufacturer\nNetworkDevice,SN-1,Dell\n")
        try #require(stranger.run("ci", "reconcile", switches, "--source", "nms").status == 0)
        let open = try stranger.run("ci", "conflicts", "--format", "json").objects
        #expect(open.map { $0["kind"] as? String } == ["reclassification"])
        #expect(open.map { Set($0.keys) } == [["ci", "class", "kind", "what", "values", "others", "since"]])
        #expect(try stranger.run("ci", "conflicts", "list", "--kind", "value", "--format", "json").objects.isEmpty)
        let ci = try #require(open[0]["ci"] as? String)
        #expect(try stranger.run("ci", "conflicts", "resolve", ci, "serial").status == 1, "no reason")
        #expect(try stranger.run("ci", "conflicts", "resolve", ci, "uuid", "--reason", "x").status == 1)
        #expect(try stranger.run("ci", "conflicts", "resolve", ci, "serial", "--reason", "a server").status == 0)
        #expect(try stranger.run("ci", "conflicts", "--format", "json").objects.isEmpty)
    }

    @Test("the schema that is shown is the one that is read, and a changed one is published; a wrong one says where")
    func schema() throws {
        let stranger = try Stranger.withLog()
        let shown = try stranger.run("ci", "schema", "--format", "json").output
        let same = try stranger.run("ci", "schema", "publish", try file(stranger, "same.json", shown))
        #expect(same.status == 1 && same.errors.contains("says the same"))
        let changed = shown.replacingOccurrences(of: "\"staleAfterDays\": 60", with: "\"staleAfterDays\": 30")
            .replacingOccurrences(of: "\"junkValues\": [", with: "\"junkValues\": [\"SN-1\",")
        try #require(stranger.run("ci", "schema", "publish", try file(stranger, "new.json", changed)).status == 0)
        let schema = try stranger.run("ci", "schema", "--format", "json").object
        #expect(schema["version"] as? Int == 1 && schema["staleAfterDays"] as? Int == 30)
        let hosts = try file(stranger, "hosts.csv", hosts)
        let answer = try stranger.run("ci", "reconcile", hosts, "--source", "x", "--format", "json").object
        #expect(answer["registered"] as? Int == 1 && answer["rowsRejected"] as? Int == 2)
        for (content, part) in [
            ("{\"classes\": [{\"name\": 7}]}", "classes[0].name: expected a text, found 7"),
            (
                "{\"classes\": [{\"name\": \"A\", \"isControlled\": false, \"identifers\": []}]}",
                "classes[0].identifers"
            ),
            ("{\"staleAfterDays\": 1.5}", "staleAfterDays: expected a whole number"), ("[]", "expected an object"),
            ("{\"classes\": [", "cut off"),
            ("{\"sources\": [{\"source\": \"a\", \"staleAfterDays\": 0}]}", "1 to 36500 days"),
            (
                "{\"classes\": [{\"name\": \"A\", \"isControlled\": false, \"identifiers\": "
                    + "[{\"name\": \"r\", \"attributes\": [\"x\"], \"isWeak\": false}]}]}", "needs the attribute x"
            ),
        ] {
            let outcome = try stranger.run("ci", "schema", "publish", try file(stranger, "bad.json", content))
            #expect([1, 65].contains(outcome.status) && outcome.errors.contains(part), "\(content) \(outcome.errors)")
        }
    }

    @Test("a batch is reversed, with what was left; and what cannot be is refused with its exit status")
    func reversing() throws {
        let stranger = try Stranger.withLog()
        let hosts = try file(stranger, "hosts.csv", hosts)
        try #require(stranger.run("ci", "reconcile", hosts, "--source", "scanner", "--batch", "b1").status == 0)
        try #require(stranger.run("ci", "attest", "PhysicalServer:sn-1:dell").status == 0)
        let words = ["ci", "reconcile", "--reverse", "b1"]
        #expect(try stranger.run(words).status == 1)
        let planned = try stranger.run(words + ["--reason", "x", "--dry-run", "--format", "json"]).objects
        #expect(planned.map { $0["type"] as? String } == ["CIRetired", "DiscoveryReversed"])
        let answer = try stranger.run(words + ["--reason", "another site", "--format", "json"]).object
        #expect(answer["reversed"] as? Int == 1 && (answer["left"] as? [String])?.count == 1)
        let items = try stranger.run("ci", "list", "--format", "json").objects
        #expect(items.compactMap { $0["ci"] as? String } == ["PhysicalServer:sn-1:dell"])
        for (status, words) in [
            (1, words + ["--reason", "x"]), (66, ["ci", "reconcile", "--reverse", "z", "--reason", "x"]),
            (1, ["ci", "reconcile", hosts, "--source", "scanner", "--batch", "b1"]),
            (64, ["ci", "reconcile", hosts]), (64, ["ci", "reconcile", "--source", "scanner"]),
            (64, ["ci", "reconcile", hosts, "--source", "x", "--reverse", "b1"]),
            (1, ["ci", "reconcile", hosts, "--source", "two words"]),
            (1, ["ci", "reconcile", hosts, "--source", "x", "--observed-at", "2999-01-01"]),
            (66, ["ci", "reconcile", stranger.folder.path("nothing.csv"), "--source", "x"]),
            (65, ["ci", "reconcile", try file(stranger, "t.csv", "id,name\na,b\n"), "--source", "x"]),
        ] {
            let outcome = try stranger.run(words)
            #expect(outcome.status == status && !outcome.errors.isEmpty, "\(words) \(outcome.status) \(outcome.errors)")
        }
    }
}
