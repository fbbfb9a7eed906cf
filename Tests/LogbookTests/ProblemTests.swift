import Foundation
import Testing

@Suite struct ProblemCommandTests {
    @Test("a problem goes its whole way, and every step says what it recorded")
    func wholeWay() throws {
        let stranger = try Stranger.withLog()
        let incident = try stranger.log("Mail stops", "--service", "mail", "--category", "software")
        let problem = try stranger.number("problem", "log", "--title", "Mail stops", "--signature-service", "mail")
        #expect(problem.hasPrefix("PRB-"))
        let steps: [([String], String)] = [
            (["link", problem, "--incident", incident], "New"),
            (["assign", problem, "--group", "messaging", "--person", "person-21"], "Assigned"),
            (["start", problem], "InProgress"),
            (["pend", problem, "--on", "supplier", "--reason", "They look"], "Pending"),
            (["resume", problem], "InProgress"),
            (["work", problem, "--minutes", "90"], "InProgress"),
            (["hypothesis", problem, "The backup"], "InProgress"),
            (["hypothesis", problem, "The spool"], "InProgress"),
            (["hypothesis", problem, "--reject", "1", "--reason", "None ran"], "InProgress"),
            (["cause", problem, "--kind", "capacity", "--hypothesis", "2", "--evidence", "df"], "InProgress"),
            (["resolve", problem, "--supplier", "maker"], "Resolved"),
            (["verify-fix", problem, "--test", "Twice"], "Resolved"),
            (["close", problem, "--review", "Size spools"], "Closed"),
        ]
        for (step, state) in steps {
            let answer = try stranger.run(["problem"] + step + ["--format", "json"]).object
            #expect(answer["number"] as? String == problem)
            #expect(answer["state"] as? String == state, "\(step)")
            #expect((answer["positions"] as? [Int])?.isEmpty == false, "\(step)")
        }
        let again = try stranger.log("Mail stops", "--service", "mail")
        #expect(try stranger.run("problem", "recur", problem, "--incident", again).status == 0)
        let reopened = try stranger.run("problem", "reopen", problem, "--incident", again, "--format", "json").object
        #expect(reopened["state"] as? String == "Assigned")
        let shown = try stranger.run("problem", "show", problem, "--format", "json").object
        #expect(shown["incidents"] as? [String] == [incident, again])
        #expect(shown["recurrences"] as? [String] == [again])
        #expect((shown["hypotheses"] as? [[String: Any]])?.map { $0["state"] as? String } == ["rejected", "kept"])
        #expect((shown["rootCause"] as? [String: Any])?["cause"] as? String == "The spool")
        let types = try stranger.run("problem", "history", problem, "--format", "json").objects
        #expect(types.count == steps.count + 3)
        #expect(try stranger.run("replay", "--verify").status == 0)
    }

    @Test("a known error is verified by somebody else, and its workaround published and withdrawn")
    func knownError() throws {
        let stranger = try Stranger.withLog()
        let problem = try stranger.number("problem", "log", "--title", "Mail stops")
        try stranger.run("problem", "cause", problem, "--kind", "capacity", "--cause", "Spool", "--evidence", "df")
        let error = try stranger.number(
            "knownerror", "record", "--problem", problem, "--symptom", "No mail", "--workaround", "Empty it")
        let own = try stranger.run("knownerror", "verify", error, "--test", "Filled it")
        #expect(own.status == 1)
        #expect(own.errors.contains("tester recorded it, and so may not verify it"))
        let early = try stranger.run("knownerror", "publish", error)
        #expect(early.status == 1)
        for step in [
            ["verify", error, "--test", "Filled it", "--actor", "person-9"], ["publish", error],
            ["withdraw", error, "--reason", "Loses mail"], ["publish", error, "--workaround", "Wait"],
            ["accept", error, "--risk-owner", "boss", "--reason", "Replaced soon"],
        ] {
            let answer = try stranger.run(["knownerror"] + step + ["--format", "json"]).object
            #expect(answer["state"] as? String == "Verified", "\(step)")
        }
        let listed = try stranger.run("knownerror", "list", "--published", "--format", "json").objects
        #expect(listed.map { $0["workaround"] as? String } == ["Wait"])
        #expect(try stranger.run("problem", "resolve", problem, "--accept", error).status == 0)
        #expect(try stranger.run("problem", "close", problem, "--review", "Live with it").status == 0)
        let closed = try stranger.run("knownerror", "close", error, "--reason", "Gone", "--format", "json").object
        #expect(closed["state"] as? String == "Closed")
        #expect(try stranger.run("knownerror", "history", error, "--format", "json").objects.count == 7)
    }

    @Test("trends are counted over closed incidents, shown, and put on record once")
    func trends() throws {
        let stranger = try Stranger.withLog()
        for day in 1...4 {
            let at = "2026-03-0\(day)T08:00:00Z"
            let number = try stranger.log("Mail", "--service", "mail", "--category", "software", "--occurred-at", at)
            try stranger.run(
                "incident", "resolve", number, "--code", "fixed", "--solution", "x", "--occurred-at", at)
            if day > 1 { try stranger.run("incident", "close", number, "--occurred-at", at) }
        }
        let window = ["--to", "2026-03-06", "--days", "5", "--windows", "2"]
        let board = try stranger.run(["trend", "board", "--format", "json"] + window).objects
        #expect(board.map { $0["count"] as? Int } == [3], "the one that was not closed does not count")
        #expect(board.map { $0["baselineCount"] as? Int } == [0])
        #expect(try stranger.run(["trend", "board", "--minimum", "4", "--format", "json"] + window).objects.isEmpty)
        let detected = try stranger.run(["trend", "detect", "--format", "json"] + window).objects
        let trend = try #require(detected.first?["number"] as? String)
        #expect(try stranger.run(["trend", "detect", "--format", "json"] + window).objects.isEmpty)
        let problem = try stranger.number("problem", "log", "--trend", trend, "--title", "More mail trouble")
        let shown = try stranger.run("problem", "show", problem, "--format", "json").object
        #expect(shown["from"] as? String == "trend")
        #expect((shown["signature"] as? [String: Any])?["service"] as? String == "mail")
        #expect(try stranger.run("trend", "show", trend, "--format", "json").object["count"] as? Int == 3)
        #expect(try stranger.run("trend", "list", "--format", "json").objects.count == 1)
    }

    @Test("a list has what is asked for, and is that of the moment asked for")
    func lists() throws {
        let stranger = try Stranger.withLog()
        let first = try stranger.number(
            "problem", "log", "--title", "A", "--impact", "3", "--urgency", "3", "--occurred-at", "2026-03-01T08:00:00Z"
        )
        let second = try stranger.number(
            "problem", "log", "--title", "B", "--impact", "1", "--urgency", "1", "--occurred-at", "2026-03-02T08:00:00Z"
        )
        try stranger.run("problem", "cancel", first, "--reason", "None", "--occurred-at", "2026-03-03T08:00:00Z")
        func numbers(_ options: String...) throws -> [String?] {
            try stranger.run(["problem", "list", "--format", "json"] + options).objects.map { $0["number"] as? String }
        }
        #expect(try numbers() == [first, second])
        #expect(try numbers("--sort", "priority") == [second, first])
        #expect(try numbers("--state", "open") == [second])
        #expect(try numbers("--state", "open", "--as-of", "2026-03-02T12:00:00Z") == [first, second])
        #expect(try numbers("--as-known-at", "1") == [first])
        #expect(try numbers("--cause").isEmpty)
        #expect(try numbers("--limit", "1") == [first])
        #expect(try stranger.run("problem", "list").output.contains("Cancelled"))
    }

    @Test("key figures of problems say what they are made of")
    func figures() throws {
        let stranger = try Stranger.withLog()
        let incident = try stranger.log("Mail")
        try stranger.run("incident", "link", incident, "--known-error", "KE-1")
        let problem = try stranger.number("problem", "log", "--title", "A")
        _ = try stranger.number("problem", "log", "--title", "B")
        try stranger.run("problem", "cause", problem, "--kind", "change", "--cause", "x", "--evidence", "y")
        let figures = try #require(
            stranger.run("problem", "figures", "--format", "json").object["figures"] as? [[String: Any]])
        let values = figures.map { "\($0["name"] ?? "") \($0["value"] ?? "") \($0["n"] ?? "")" }
        try #require(values.count == 4)
        #expect(values[0] == "problemsWithRootCause 50.0000 2")
        // The root cause drafted a known error at once.
        #expect(values[1].hasPrefix("meanTimeToKnownError ") && values[1].hasSuffix(" 1"))
        #expect(values[2] == "incidentsMatchedToKnownError 100.0000 1" && values[3] == "problemRecurrenceRate <null> 0")
    }

    @Test(
        "bad input about problems is refused with a message, and records nothing",
        arguments: [
            (["problem", "log", "--title", " "], 1, "the title is missing"),
            (["problem", "log", "--title", "A", "--from", "major"], 1, "the incident is missing"),
            (["problem", "log", "--title", "A", "--trend", "TRD-9"], 1, "there is no trend TRD-9"),
            (["problem", "log", "--title", "A", "--from", "import"], 64, "trend, major or proactive"),
            (["problem", "link", "PRB-9", "--incident", "INC-9"], 1, "there is no problem PRB-9"),
            (["problem", "show", "PRB-9"], 66, "there is no problem PRB-9"),
            (["problem", "history", "PRB-9"], 66, "there is no problem PRB-9"),
            (["problem", "resolve", "PRB-9"], 64, "one of --change"),
            (["problem", "hypothesis", "PRB-9"], 64, "give a hypothesis"),
            (["problem", "list", "--state", "nowhere"], 64, "expected one of"),
            (["problem", "figures", "--from", "2026-02-01", "--to", "2026-01-01"], 64, "not after its beginning"),
            (["knownerror", "record", "--symptom", "x"], 1, "the cause is missing"),
            (["knownerror", "record", "--symptom", "x", "--problem", "PRB-9"], 1, "there is no problem PRB-9"),
            (["knownerror", "show", "KE-9"], 66, "there is no known error KE-9"),
            (["trend", "show", "TRD-9"], 66, "there is no trend TRD-9"),
            (["trend", "board", "--days", "0"], 64, "--days"),
            (["trend", "board", "--by", "colour"], 64, "expected some of"),
        ] as [([String], Int32, String)])
    func badInput(arguments: [String], status: Int32, message: String) throws {
        let stranger = try Stranger.withLog()
        let outcome = try stranger.run(arguments)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(try stranger.run("events", "list", "--format", "ndjson").lines.isEmpty)
    }

    @Test("parts and duplicates of problems go round in no circle")
    func circles() throws {
        let stranger = try Stranger.withLog()
        let first = try stranger.number("problem", "log", "--title", "A")
        let second = try stranger.number("problem", "log", "--title", "B")
        #expect(try stranger.run("problem", "parent", first, second).status == 0)
        let circle = try stranger.run("problem", "parent", second, first)
        #expect(circle.status == 1)
        #expect(circle.errors.contains("circle"))
        #expect(try stranger.run("problem", "unparent", first).status == 0)
        #expect(try stranger.run("problem", "resolve", first, "--duplicate-of", second).status == 0)
        #expect(try stranger.run("problem", "resolve", second, "--duplicate-of", first).status == 1)
    }
}

extension Stranger {
    /// Runs a command that makes something new, and gives its number.
    func number(_ arguments: String...) throws -> String {
        try #require(try run(arguments + ["--format", "json"]).object["number"] as? String)
    }
}
