import Testing

@Suite struct IncidentTests {
    @Test("every command on an incident records, and says what")
    func everyCommand() throws {
        let stranger = try Stranger.withLog()
        let other = try stranger.log("Another relay")
        let number = try stranger.log("Mail does not arrive")
        let steps: [[String]] = [
            ["categorise", "--category", "software", "--subcategory", "mail"],
            ["prioritise", "--impact", "high", "--urgency", "1"],
            ["prioritise", "--priority", "P2", "--reason", "Two sites only"],
            ["assign", "--group", "messaging", "--person", "person-21"],
            ["acknowledge"],
            ["start"],
            ["escalate", "--reason", "Needs the vendor"],
            ["escalate", "--hierarchical", "--reason", "Four hours"],
            ["engage-supplier", "--supplier", "carrier-1", "--reference", "CS-1"],
            ["supplier-responded"],
            ["pend", "--on", "customer", "--reason", "Needs the error text", "--until", "2099-01-01"],
            ["resume", "--cause", "It came"],
            ["comment", "We are on it"],
            ["comment", "--private", "--text", "Third time this week"],
            ["work", "--minutes", "25", "--note", "Restarted the queue"],
            ["diagnose", "The queue is full"],
            ["workaround", "Sent through the second relay", "--known-error", "KE-12"],
            ["declare-major", "--reason", "All sites"],
            ["stand-down", "--reason", "One site"],
            ["link", "--ci", "mx-1", "--role", "cause"],
            ["link", "--problem", "PRB-7"],
            ["link", "--caused-by", "CHG-119"],
            ["parent", other],
            ["unparent"],
            ["merge", "--into", other],
            ["unmerge", "--reason", "Another fault"],
            ["resolve", "--code", "fixed", "--solution", "Emptied the queue", "--service", "mail"],
            ["reopen", "--reason", "It stopped again"],
            ["resolve", "--code", "fixed", "--solution", "Replaced the disk", "--service", "mail"],
            ["close", "--by", "customer"],
        ]
        var version = 2
        for step in steps {
            let answer = try stranger.incident(step[0], number, Array(step[1...])).object
            #expect(answer["number"] as? String == number)
            #expect(answer["stream"] as? String == "incident-\(number)")
            #expect((answer["positions"] as? [Int])?.isEmpty == false, "\(step)")
            let now = try #require(answer["version"] as? Int)
            #expect(now > version, "\(step)")
            version = now
        }
        let last = try stranger.run("incident", "cancel", other, "--reason", "None", "--format", "json").object
        #expect(last["state"] as? String == "Cancelled")
        let told = try stranger.run(
            "incident", "notify", number, "--template", "resolved", "--channel", "mail", "--recipient", "person-17",
            "--format", "json")
        let year = number.split(separator: "-")[1]
        #expect(try told.object["stream"] as? String == "notification-NTF-\(year)-000001")
    }

    @Test("logging gives a number, a state and the positions")
    func logging() throws {
        let stranger = try Stranger.withLog()
        let answer = try stranger.run(
            "incident", "log", "--title", "Mail", "--impact", "1", "--urgency", "high", "--format", "json"
        ).object
        #expect(
            Set(answer.keys) == [
                "number", "stream", "version", "positions", "state", "knownErrors", "recurringProblems",
            ])
        #expect(answer["state"] as? String == "New")
        #expect(answer["positions"] as? [Int] == [1, 2])
        #expect((answer["number"] as? String)?.hasSuffix("-000001") == true)
        let people = try stranger.run("incident", "log", "--title", "Mail again")
        #expect(people.output.contains("-000002 is New (version 2, positions 3–4)"))
    }

    @Test("the actor is the option's, else the environment's, else the system's user")
    func actor() throws {
        let stranger = try Stranger.withLog()
        try stranger.run("incident", "log", "--title", "A", "--actor", "anna", "--on-behalf-of", "person-17")
        try stranger.run("incident", "log", "--title", "B")
        try stranger.run("incident", "log", "--title", "C", environment: ["LOGBOOK_ACTOR": ""])
        let events = try stranger.run("events", "list", "--type", "IncidentLogged", "--format", "json").objects
        let actors = events.compactMap { $0["actor"] as? [String: Any] }
        #expect(actors.map { $0["principal"] as? String }.prefix(2) == ["anna", "tester"])
        #expect(actors[0]["onBehalfOf"] as? String == "person-17")
        #expect(actors[0]["kind"] as? String == "person")
        #expect((actors[2]["principal"] as? String)?.isEmpty == false)
    }

    @Test("a time without an offset is read in the log's zone, not the machine's")
    func localTimes() throws {
        let stranger = Stranger()
        try stranger.run("init", "--time-zone", "Europe/Berlin")
        for time in ["2026-03-27T17:00", "2026-03-27 17:00:00", "2026-03-27T16:00:00Z", "2026-03-27T21:30:00+05:30"] {
            let logged = try stranger.run("incident", "log", "--title", "A", "--occurred-at", time)
            #expect(logged.status == 0, "\(logged.errors)")
        }
        try stranger.run("incident", "log", "--title", "A", "--occurred-at", "2026-03-27")
        let events = try stranger.run("events", "list", "--type", "IncidentLogged", "--format", "json").objects
        let times = events.map { $0["occurredAt"] as? String }
        #expect(times == Array(repeating: "2026-03-27T16:00:00Z", count: 4) + ["2026-03-26T23:00:00Z"])
    }

    @Test("a command repeated with its id records nothing twice")
    func repeated() throws {
        let stranger = try Stranger.withLog()
        let id = "01890a5d-ac96-774b-bcce-b302099a8057"
        let first = try stranger.run("incident", "log", "--title", "A", "--command-id", id, "--format", "json").object
        let again = try stranger.run("incident", "log", "--title", "A", "--command-id", id, "--format", "json").object
        #expect(first["positions"] as? [Int] == again["positions"] as? [Int])
        #expect(try stranger.run("events", "list", "--format", "ndjson").lines.count == 2)
    }

    @Test("history tells what happened, and as of an earlier moment only what had")
    func history() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail", "--occurred-at", "2026-03-27T08:00:00Z")
        try stranger.run("incident", "assign", number, "--group", "desk", "--occurred-at", "2026-03-27T09:00:00Z")
        func types(_ moment: String...) throws -> [String] {
            let arguments = ["incident", "history", number, "--format", "json"] + moment
            return try stranger.run(arguments).objects.compactMap { $0["type"] as? String }
        }
        #expect(try types() == ["IncidentLogged", "IncidentPrioritised", "IncidentAssigned"])
        #expect(try types("--as-of", "2026-03-27T08:30:00Z") == ["IncidentLogged", "IncidentPrioritised"])
        #expect(try types("--as-known-at", "2").count == 2)
        // A position inside a commit means the commit's end.
        #expect(try types("--as-known-at", "1").count == 2)
        let before = try stranger.run("incident", "history", number, "--as-of", "2026-03-01")
        #expect(before.status == 66)
    }
}

extension Stranger {
    /// Logs an incident and gives its number.
    @discardableResult
    func log(_ title: String, _ options: String...) throws -> String {
        let answer = try run(["incident", "log", "--title", title, "--format", "json"] + options).object
        return try #require(answer["number"] as? String)
    }

    func state(_ number: String) throws -> String? {
        try run("incident", "show", number, "--format", "json").object["state"] as? String
    }

    @discardableResult
    func incident(_ verb: String, _ number: String, _ options: [String]) throws -> Outcome {
        try run(["incident", verb, number, "--format", "json"] + options)
    }
}
