import Foundation
import Testing

/// Every query takes both points in time, alone and together.
@Suite struct MomentTests {
    /// A desk with definitions, and an incident that changed. Times of the world lie in March 2026.
    private func desk() throws -> (Stranger, number: String) {
        let stranger = try Stranger.withLog()
        let at = ["--occurred-at", "2026-03-02T08:00:00Z"]
        try stranger.run(["group", "define", "desk", "--tier", "1", "--contact", "person-1"] + at)  // 1
        try stranger.run(["path", "define", "mail", "--level", "60:person-1"] + at)  // 2
        try stranger.run(["matrix", "publish", "1", "1", "2", "2", "3", "4", "3", "4", "5"] + at)  // 3
        try stranger.run(["rules", "publish", "--reopen-window-days", "3"] + at)  // 4
        let number = try stranger.log("Mail", "--occurred-at", "2026-03-02T08:00:00Z")  // 5, 6
        let later = ["--occurred-at", "2026-03-03T08:00:00Z"]
        try stranger.incident("assign", number, ["--group", "desk"] + later)  // 7
        try stranger.run(["group", "define", "desk", "--tier", "2", "--contact", "person-1"] + later)  // 8
        try stranger.run(["path", "define", "mail", "--level", "90:person-1"] + later)  // 9
        try stranger.run(["matrix", "publish", "1", "2", "2", "2", "3", "4", "3", "4", "5"] + later)  // 10
        try stranger.run(["rules", "publish", "--reopen-window-days", "5"] + later)  // 11
        try stranger.run(["contact", "receive", "--channel", "phone"] + later)  // 12
        return (stranger, number)
    }

    private static let queries: [[String]] = [
        ["incident", "show", "N"], ["incident", "history", "N"], ["incident", "list"], ["desk"],
        ["events", "list", "--stream", "incident-N"], ["group", "show", "desk"], ["path", "show", "mail"],
        ["matrix", "show"], ["rules", "show"], ["why", "N", "--field", "group"],
    ]

    /// The answer but for what says when it was asked.
    private func answer(_ stranger: Stranger, _ query: [String], _ number: String, _ moment: [String]) throws -> Outcome
    {
        let query = query.map { $0 == "N" ? number : $0.replacing("-N", with: "-\(number)") }
        return try stranger.run(query + ["--format", "json"] + moment)
    }

    @Test("as of and as known at, alone and together, each query shows what was there", arguments: queries)
    func earlier(query: [String]) throws {
        let (stranger, number) = try desk()
        let now = try answer(stranger, query, number, ["--as-of", "2026-03-04"])
        #expect(now.status == 0, "\(now.errors)")
        let asOf = try answer(stranger, query, number, ["--as-of", "2026-03-02T12:00:00Z"])
        // Position 5 lies inside the commit that ends at 6.
        let known = try answer(stranger, query, number, ["--as-known-at", "5"])
        let both = try answer(stranger, query, number, ["--as-of", "2026-03-02T12:00:00Z", "--as-known-at", "5"])
        #expect(asOf.output != now.output && known.output != now.output, "\(now.output)")
        #expect(asOf.status == both.status && asOf.status == (query[0] == "why" ? 66 : 0))
        if query != ["desk"] { #expect(asOf.output == both.output && known.output == both.output) }
    }

    @Test("before the first event there is nothing; beyond the last there is everything", arguments: queries)
    func ends(query: [String]) throws {
        let (stranger, number) = try desk()
        for moment in [["--as-known-at", "0"], ["--as-known-at", "2020-01-01"], ["--as-of", "2020-01-01"]] {
            let before = try answer(stranger, query, number, moment)
            switch query[..<min(2, query.count)] {
            case ["incident", "list"], ["events", "list"]: #expect(before.output == "[]\n", "\(moment)")
            case ["desk"]: #expect(try before.object["open"] as? Int == 0, "\(moment)")
            // Without any publication those hold that the product comes with.
            case ["matrix", "show"], ["rules", "show"]: #expect(try before.object["version"] as? Int == 0, "\(moment)")
            default: #expect(before.status == 66 && !before.errors.isEmpty, "\(query) \(moment): \(before.output)")
            }
        }
        let all = try answer(stranger, query, number, ["--as-of", "2026-03-04"])
        let beyond = try answer(stranger, query, number, ["--as-of", "2026-03-04", "--as-known-at", "1000000"])
        #expect(all.output == beyond.output && all.status == 0)
    }

    @Test("a contact is shown as it was")
    func contact() throws {
        let (stranger, _) = try desk()
        let event = try stranger.run("events", "show", "12", "--format", "json").object
        let number = String(try #require(event["stream"] as? String).dropFirst("contact-".count))
        try stranger.run("contact", "answer", number, "--occurred-at", "2026-03-03T08:01:00Z")
        func state(_ moment: String...) throws -> String? {
            try stranger.run(["contact", "show", number, "--format", "json"] + moment).object["state"] as? String
        }
        #expect(try state() == "answered" && state("--as-known-at", "12") == "received")
        #expect(try state("--as-of", "2026-03-03T08:00:30Z") == "received")
        #expect(try state("--as-of", "2026-03-03T08:01:00Z", "--as-known-at", "12") == "received")
        #expect(try stranger.run("contact", "show", number, "--as-known-at", "11").status == 66)
    }

    @Test("what waits for a timer, and whether a policy was in force, is shown as it was")
    func timersAndPolicies() throws {
        let (stranger, number) = try desk()
        try stranger.incident(
            "resolve", number,
            ["--code", "fixed", "--solution", "s", "--service", "mail", "--occurred-at", "2026-03-04T08:00:00Z"])
        let head = try #require(try stranger.run("stats", "--format", "json").object["events"] as? Int)
        try stranger.run(
            "policies", "disable", "parent-resolves-children", "--occurred-at", "2026-03-05T08:00:00Z")
        func waiting(_ moment: String...) throws -> [[String: Any]] {
            try stranger.run(["timers", "list", "--format", "json"] + moment).objects
        }
        let now = try #require(try waiting().first)
        #expect(now["item"] as? String == number && now["timer"] as? String == "auto-close")
        #expect(now["isPassed"] as? Bool == true)
        #expect(try waiting("--as-of", "2026-03-04T12:00:00Z").first?["isPassed"] as? Bool == false)
        for before in [
            ["--as-of", "2026-03-03"], ["--as-known-at", "7"], ["--as-of", "2026-03-05", "--as-known-at", "7"],
        ] {
            #expect(try stranger.run(["timers", "list", "--format", "json"] + before).objects.isEmpty, "\(before)")
        }
        func state(_ moment: String...) throws -> String? {
            let name = "parent-resolves-children"
            let listed = try stranger.run(["policies", "list", "--format", "json"] + moment).objects
            let shown = try stranger.run(["policies", "show", name, "--format", "json"] + moment).object
            let state = listed.first { $0["name"] as? String == name }?["state"] as? String
            #expect(shown["state"] as? String == state)
            #expect((shown["fired"] is NSNull) == !moment.isEmpty)
            return state
        }
        #expect(try state() == "disabled" && state("--as-known-at", "\(head)") == "enabled")
        #expect(try state("--as-of", "2026-03-04") == "enabled" && state("--as-of", "2026-03-06") == "disabled")
        #expect(try state("--as-of", "2026-03-06", "--as-known-at", "\(head)") == "enabled")
    }

    @Test("an event that was recorded inside a commit is known with all of it")
    func insideACommit() throws {
        let (stranger, _) = try desk()
        #expect(try stranger.run("events", "show", "6", "--as-known-at", "5").status == 0)
        #expect(try stranger.run("events", "show", "7", "--as-known-at", "5").status == 66)
        #expect(try stranger.run("events", "show", "7", "--as-of", "2026-03-02T12:00:00Z").status == 66)
    }

    @Test("ages count to the moment that was asked for, and as known at a position to its recording")
    func ages() throws {
        let stranger = try Stranger.withLog()
        try stranger.run("simulate", "--events", "400", "--seed", "3")
        let event = try stranger.run("events", "show", "200", "--format", "json").object
        let recorded = try #require(event["recordedAt"] as? String)
        let desk = try stranger.run("desk", "--as-known-at", "200", "--format", "json").object
        #expect(desk["asOf"] as? String == recorded)
        let byInstant = try stranger.run("desk", "--as-known-at", recorded, "--format", "json").object
        #expect(desk["open"] as? Int == byInstant["open"] as? Int)
        #expect(try stranger.run("incident", "list", "--as-known-at", "200", "--age", ">400d").lines.count == 1)
    }
}
