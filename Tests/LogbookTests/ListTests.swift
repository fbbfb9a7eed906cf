import Foundation
import Testing

@Suite struct ListTests {
    /// Three incidents: one resolved, one assigned, one just logged.
    private func desk() throws -> Stranger {
        let stranger = try Stranger.withLog()
        let mail = try stranger.log(
            "Mail does not arrive", "--impact", "1", "--urgency", "1", "--caller", "person-17", "--service", "mail",
            "--ci", "mx-1", "--category", "software", "--occurred-at", "2026-03-02T08:00:00Z")
        let printer = try stranger.log("Printer jams", "--occurred-at", "2026-03-03T08:00:00Z")
        try stranger.log("Door is locked", "--impact", "3", "--urgency", "3")
        try stranger.run(
            "incident", "resolve", mail, "--code", "fixed", "--solution", "s", "--occurred-at", "2026-03-04T08:00:00Z")
        try stranger.run(
            "incident", "assign", printer, "--group", "field", "--person", "person-4", "--occurred-at",
            "2026-03-05T08:00:00Z")
        return stranger
    }

    private func titles(_ stranger: Stranger, _ options: String...) throws -> [String] {
        try stranger.run(["incident", "list", "--format", "json"] + options).objects.compactMap {
            ($0["title"] as? String)?.split(separator: " ").first.map(String.init)
        }
    }

    @Test("every incident is listed in the order of numbers, with every key")
    func everything() throws {
        let stranger = try desk()
        let incidents = try stranger.run("incident", "list", "--format", "json").objects
        let numbers = incidents.compactMap { $0["number"] as? String }
        #expect(numbers.count == 3 && numbers == numbers.sorted())
        for incident in incidents { #expect(ShowTests.keys.isSubset(of: incident.keys)) }
        #expect(incidents[0]["state"] as? String == "Resolved")
        #expect(incidents[0]["resolvedAt"] as? String == "2026-03-04T08:00:00Z")
        #expect(incidents[1]["assignee"] as? String == "person-4")
    }

    @Test("each filter narrows the list")
    func filters() throws {
        let stranger = try desk()
        #expect(try titles(stranger, "--state", "open") == ["Printer", "Door"])
        #expect(try titles(stranger, "--state", "resolved,new") == ["Mail", "Door"])
        #expect(try titles(stranger, "--state", "in-progress") == [])
        #expect(try titles(stranger, "--priority", "1") == ["Mail"])
        #expect(try titles(stranger, "--priority", "critical", "--priority", "5") == ["Mail", "Door"])
        #expect(try titles(stranger, "--group", "field") == ["Printer"])
        #expect(try titles(stranger, "--group", "none") == ["Mail", "Door"])
        #expect(try titles(stranger, "--assignee", "person-4") == ["Printer"])
        #expect(try titles(stranger, "--caller", "person-17") == ["Mail"])
        #expect(try titles(stranger, "--service", "mail") == ["Mail"])
        #expect(try titles(stranger, "--ci", "mx-1") == ["Mail"])
        #expect(try titles(stranger, "--category", "software") == ["Mail"])
        #expect(try titles(stranger, "--age", ">7d") == ["Mail", "Printer"])
        #expect(try titles(stranger, "--older-than", "7d") == ["Mail", "Printer"])
        #expect(try titles(stranger, "--age", "<7d") == ["Door"])
        #expect(try titles(stranger, "--number", "INC-") == ["Mail", "Printer", "Door"])
        #expect(try titles(stranger, "--number", "CASE") == [])
        #expect(try titles(stranger, "--major") == [])
        #expect(try titles(stranger, "state=open", "group=field") == ["Printer"])
        #expect(try titles(stranger, "--limit", "1") == ["Mail"])
        #expect(try titles(stranger, "--limit", "0") == [])
        #expect(try titles(stranger, "--sort", "newest") == ["Door", "Printer", "Mail"])
        #expect(try titles(stranger, "--sort", "priority") == ["Mail", "Printer", "Door"])
    }

    @Test("as of an earlier moment it lists what was there, as it was")
    func moments() throws {
        let stranger = try desk()
        #expect(try titles(stranger, "--as-of", "2026-03-03T12:00:00Z", "--state", "new") == ["Mail", "Printer"])
        #expect(try titles(stranger, "--as-of", "2026-03-04T12:00:00Z", "--state", "open") == ["Printer"])
        #expect(try titles(stranger, "--as-of", "2026-03-01") == [])
        // The commit at position 3 reaches to position 5.
        #expect(try titles(stranger, "--as-known-at", "4") == ["Mail", "Printer"])
    }

    @Test("every format says the same")
    func formats() throws {
        let stranger = try desk()
        let json = try stranger.run("incident", "list", "--format", "json").objects
        let lines = try stranger.run("incident", "list", "--format", "ndjson").objectLines
        #expect(lines.map { $0["number"] as? String } == json.map { $0["number"] as? String })
        let csv = try stranger.run("incident", "list", "--format", "csv").lines
        #expect(csv.count == 4)
        let header = Set(csv[0].split(separator: ",").map(String.init))
        #expect(header == Set(json[0].keys))
        let table = try stranger.run("incident", "list").lines
        #expect(table.count == 4)
        #expect(table[0].hasPrefix("NUMBER"))
        #expect(table[1].contains("1 critical") && table[1].hasSuffix("Mail does not arrive"))
        // Columns stand straight.
        let state = try #require(table[0].range(of: "STATE")?.lowerBound.utf16Offset(in: table[0]))
        #expect(table[2].dropFirst(state).hasPrefix("Assigned"))
    }

    @Test("a bad filter is usage, and says what is known")
    func badFilters() throws {
        let stranger = try Stranger.withLog()
        for (filter, hint) in [
            (["--state", "lost"], "Resolved"), (["--priority", "9"], "critical"), (["--age", ">soon"], "3d"),
            (["colour=red"], "category"), (["state"], "field=value"), (["--sort", "size"], "oldest"),
        ] {
            let outcome = try stranger.run(["incident", "list"] + filter)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains(hint), "\(outcome.errors)")
        }
        #expect(try stranger.run("incident", "list", "--limit", "-1").status == 64)
    }
}
