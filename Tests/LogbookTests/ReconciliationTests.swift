import Foundation
import TestSupport
import Testing

/// The real exports, imported as an operator does it, against counts that share no code with us (Tests/Oracle).
@Suite(.serialized) struct ReconciliationTests {
    @Test(
        "the ServiceNow import reconciles with an independent count over the CSV, now and at a past moment",
        .enabled(if: RealExports.isPresent, "there is no ../shared/data beside this checkout"))
    func servicenow() throws {
        let stranger = Stranger()
        try #require(stranger.run("init", "--zone", "UTC").status == 0)
        let imported = try stranger.run("import", "servicenow", RealExports.servicenow)
        try #require(imported.status == 0, "\(imported.errors)")
        let counts = try RealExports.counts("servicenow_counts.py", RealExports.servicenow, "--at", "1/4/2016 12:00")
        let rows = try stranger.run("incident", "list", "--format", "json").objects

        #expect(rows.count == counts["incidents"] as? Int)
        #expect(tally(rows, "state") == counts["finalStates"] as? [String: Int])
        let priorities = try #require(counts["finalPriorities"] as? [String: Int])
        #expect(tally(rows, "priority") == Dictionary(uniqueKeysWithValues: priorities.map { ("\($0.prefix(1))", $1) }))
        #expect(rows.reduce(0) { $0 + ($1["reopenCount"] as? Int ?? 0) } == counts["reopenings"] as? Int)

        let moment = try #require((counts["atMoments"] as? [[String: Any]])?.first)
        let desk = try stranger.run("desk", "--as-of", "2016-04-01T12:00:00Z", "--format", "json").object
        #expect(desk["open"] as? Int == moment["open"] as? Int)
        let logged = try stranger.run("incident", "list", "--as-of", "2016-04-01T12:00:00Z", "--format", "json").objects
        #expect(logged.count == moment["logged"] as? Int)
        let byState = tally(logged, "state")
        let expected = try #require(moment["byState"] as? [String: Int])
        // The source has one word for what is new, whoever has it, and one for each thing that is waited for.
        #expect((byState["New"] ?? 0) + (byState["Assigned"] ?? 0) == expected["New"])
        #expect(byState["InProgress"] == expected["Active"])
        #expect(byState["Pending"] == expected.filter { $0.key.hasPrefix("Awaiting") }.values.reduce(0, +))
        #expect(byState["Resolved"] == expected["Resolved"] && byState["Closed"] == expected["Closed"])
    }

    @Test(
        "the help-desk import reconciles with an independent count over the CSV",
        .enabled(if: RealExports.isPresent, "there is no ../shared/data beside this checkout"))
    func helpdesk() throws {
        let stranger = try Stranger.withLog()
        let imported = try stranger.run("import", "helpdesk", RealExports.helpdesk)
        try #require(imported.status == 0, "\(imported.errors)")
        let counts = try RealExports.counts("helpdesk_counts.py", RealExports.helpdesk)
        let rows = try stranger.run("incident", "list", "--format", "json").objects
        #expect(rows.count == counts["incidents"] as? Int)
        #expect(rows.reduce(0) { $0 + ($1["reopenCount"] as? Int ?? 0) } == counts["reopenings"] as? Int)
        // The script names a wait by its reason, and work by what is done.
        let states = try #require(counts["finalStates"] as? [String: Int])
        let expected = Dictionary(
            states.map { name, count in
                (name == "working" ? "InProgress" : name.prefix { $0 != ":" }.capitalized, count)
            }, uniquingKeysWith: +)
        #expect(tally(rows, "state") == expected)
    }

    @Test(
        "an import that is killed again and again ends where one that was left alone does, and replay equals live",
        .enabled(if: RealExports.isPresent, "there is no ../shared/data beside this checkout"))
    func killed() throws {
        let arguments = ["import", "helpdesk", RealExports.helpdesk]
        let alone = try Stranger.withLog()
        try #require(alone.run(arguments).status == 0)

        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed: seed)
        let stranger = try Stranger.withLog()
        var killedCount = 0
        for _ in 0..<8 {
            let run = try stranger.start(arguments)
            usleep(UInt32(100_000 + random.next() % 1_500_000))
            kill(run.child, SIGKILL)
            if try run.finish().status == -SIGKILL { killedCount += 1 }
            try #require(stranger.run("verify").status == 0, "seed \(seed)")
        }
        #expect(killedCount > 0, "seed \(seed): every run was over before it was killed")
        try #require(stranger.run(arguments).status == 0)

        #expect(try stranger.run("replay", "--verify").status == 0, "seed \(seed)")
        let list = ["incident", "list", "--format", "csv"]
        let (one, other) = (try alone.run(list), try stranger.run(list))
        #expect(one.lines.count > 4_000 && one.output == other.output, "seed \(seed)")
        func eventCount(_ stranger: Stranger) throws -> Int? {
            try stranger.run("stats", "--format", "json").object["events"] as? Int
        }
        #expect(try eventCount(alone) == eventCount(stranger), "seed \(seed)")
    }

    private func tally(_ rows: [[String: Any]], _ key: String) -> [String: Int] {
        Dictionary(rows.map { ("\($0[key] ?? "null")", 1) }, uniquingKeysWith: +)
    }
}

/// The data that lies beside a checkout, but is not part of it.
private enum RealExports {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let servicenow = path("servicenow-incidents/incident_event_log.csv.zst")
    static let helpdesk = path("italian-helpdesk/helpdesk.csv.zst")
    static let isPresent = [servicenow, helpdesk].allSatisfy { FileManager.default.fileExists(atPath: $0) }

    private static func path(_ name: String) -> String {
        root.deletingLastPathComponent().appending(path: "shared/data/\(name)").path()
    }

    static func counts(_ script: String, _ arguments: String...) throws -> [String: Any] {
        let bytes = try #require(try Oracle.run(script, arguments), "\(script) failed")
        return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }
}
