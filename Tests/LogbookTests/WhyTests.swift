import Foundation
import Testing

@Suite struct WhyTests {
    @Test("why a field has its value, back to who began it")
    func field() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail", "--impact", "1", "--urgency", "1")
        try stranger.incident("prioritise", number, ["--priority", "P3", "--reason", "One site", "--actor", "anna"])
        let answer = try stranger.run("why", number, "--field", "priority", "--format", "json").object
        #expect(answer["field"] as? String == "priority" && answer["value"] as? Int == 3)
        let chain = try #require(answer["chain"] as? [[String: Any]])
        #expect(chain.map { $0["position"] as? Int } == [3])
        #expect(
            Set(chain[0].keys) == [
                "position", "type", "stream", "commandId", "actor", "reason", "occurredAt", "recordedAt", "causation",
            ])
        let began = try #require(answer["began"] as? [String: Any])
        #expect((began["actor"] as? [String: Any])?["principal"] as? String == "anna")
        #expect(began["reason"] as? String == "One site")
        let before = try stranger.run(
            "why", number, "--field", "priority", "--as-known-at", "2", "--format", "json"
        ).object
        #expect(before["value"] as? Int == 1)
        let page = try stranger.run("why", number, "--field", "priority").output
        #expect(page.contains("priority is 3") && page.contains("begun by anna (person)"), "\(page)")
    }

    @Test("a timer's closing leads back to the person who resolved")
    func timer() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail", "--service", "mail", "--occurred-at", "2026-03-02T08:00:00Z")
        try stranger.incident(
            "resolve", number,
            ["--code", "fixed", "--solution", "s", "--actor", "bert", "--occurred-at", "2026-03-02T09:00:00Z"])
        #expect(try stranger.run("timers", "run").status == 0)
        let answer = try stranger.run("why", number, "--field", "state", "--format", "json").object
        let chain = try #require(answer["chain"] as? [[String: Any]])
        #expect(chain.map { $0["type"] as? String } == ["IncidentClosed", "IncidentResolved"])
        let actors = chain.compactMap { ($0["actor"] as? [String: Any])?["kind"] as? String }
        #expect(actors == ["timer", "person"])
        let began = answer["began"] as? [String: Any]
        #expect((began?["actor"] as? [String: Any])?["principal"] as? String == "bert")
        let position = try #require(chain[0]["position"] as? Int)
        let event = try stranger.run("why", "\(position)", "--format", "json").object
        #expect(Set(event.keys) == ["chain", "began"] && (event["chain"] as? [Any])?.count == 2)
    }

    @Test("what is not there is not found, and what makes no sense is usage")
    func refusals() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail")
        #expect(try stranger.run("why", "99").status == 66)
        #expect(try stranger.run("why", "0").status == 66)
        #expect(try stranger.run("why", "1", "--as-of", "2020-01-01").status == 66)
        #expect(try stranger.run("why", "INC-1999-000001", "--field", "state").status == 66)
        #expect(try stranger.run("why", number, "--field", "resolvedAt").status == 66)
        let unknown = try stranger.run("why", number, "--field", "colour")
        #expect(unknown.status == 64 && unknown.errors.contains("priority"))
        #expect(try stranger.run("why", number).status == 64)
        #expect(try stranger.run("why", "1", "--field", "state").status == 64)
    }
}

@Suite struct DiffTests {
    private func incident() throws -> (Stranger, String) {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail", "--occurred-at", "2026-03-02T08:00:00Z")
        try stranger.incident("assign", number, ["--group", "desk", "--occurred-at", "2026-03-02T09:00:00Z"])
        try stranger.incident("assign", number, ["--group", "network", "--occurred-at", "2026-03-02T10:00:00Z"])
        return (stranger, number)
    }

    @Test("what changed between two positions, and by which events")
    func positions() throws {
        let (stranger, number) = try incident()
        let answer = try stranger.run(
            "incident", "show", number, "--as-known-at", "1", "--diff", "now", "--format", "json"
        ).object
        #expect(Set(answer.keys) == ["number", "from", "to", "changes"])
        #expect((answer["from"] as? [String: Any])?["position"] as? Int == 2)
        #expect((answer["to"] as? [String: Any])?["position"] as? Int == 4)
        let changes = try #require(answer["changes"] as? [[String: Any]])
        let group = try #require(changes.first { $0["field"] as? String == "group" })
        #expect(group["before"] is NSNull && group["after"] as? String == "network")
        let events = try #require(group["events"] as? [[String: Any]])
        #expect(events.map { $0["position"] as? Int } == [3, 4])
        #expect(Set(events[0].keys) == ["position", "type", "actor", "occurredAt", "recordedAt"])
        let lines = try stranger.run("incident", "show", number, "--as-known-at", "3", "--diff", "4").lines
        #expect(lines.contains { $0.hasPrefix("group") && $0.contains("4 IncidentReassigned by tester") }, "\(lines)")
        let csv = try stranger.run(
            "incident", "show", number, "--as-known-at", "3", "--diff", "4", "--format", "csv")
        #expect(csv.lines[0] == "field,before,after,events")
    }

    @Test("what changed in the world between two instants")
    func instants() throws {
        let (stranger, number) = try incident()
        let answer = try stranger.run(
            "incident", "show", number, "--as-of", "2026-03-02T08:30:00Z", "--diff", "2026-03-02T09:30:00Z", "--format",
            "json"
        ).object
        let changes = try #require(answer["changes"] as? [[String: Any]])
        #expect(changes.first { $0["field"] as? String == "group" }?["after"] as? String == "desk")
        #expect((answer["to"] as? [String: Any])?["asOf"] as? String == "2026-03-02T09:30:00Z")
    }

    @Test("a difference needs two moments of one kind, and an incident")
    func refusals() throws {
        let (stranger, number) = try incident()
        #expect(try stranger.run("incident", "show", number, "--diff", "now").status == 64)
        #expect(try stranger.run("incident", "show", number, "--as-of", "2026-03-02", "--diff", "3").status == 64)
        let missing = try stranger.run("incident", "show", "INC-1999-000001", "--as-known-at", "1", "--diff", "now")
        #expect(missing.status == 66)
    }
}
