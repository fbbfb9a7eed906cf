import Foundation
import Testing

@Suite struct ChangeTests {
    private let now = Date()
    private func time(_ hours: Double) -> String { now.addingTimeInterval(hours * 3600).formatted(.iso8601) }
    private func window(_ from: Double, _ to: Double) -> String { "\(time(from))/\(time(to))" }

    /// A log with a service on two relays.
    private func stranger() throws -> Stranger {
        let stranger = try Stranger.withLog()
        for (ci, ciClass) in [("mail", "BusinessService"), ("mx-1", "VM"), ("mx-2", "VM")] {
            try stranger.run("ci", "register", ci, "--class", ciClass)
        }
        try stranger.run("ci", "relate", "mail", "dependsOn", "mx-1")
        return stranger
    }

    /// Asks for a change as anna, and answers with its number.
    private func request(_ stranger: Stranger, _ options: [String] = []) throws -> String {
        let answer = try stranger.run(
            [
                "change", "request", "--title", "New certificates", "--ci", "mx-1", "--plan", "Install", "--backout",
                "Put back", "--window", window(-1, 2), "--actor", "anna", "--format", "json",
            ] + options)
        return try #require(try answer.object["number"] as? String)
    }

    private func change(_ stranger: Stranger, _ verb: String, _ number: String, _ options: String...) throws -> Outcome
    {
        try stranger.run(["change", verb, number] + options)
    }

    /// Runs steps, each `actor verb options…`, and expects each to record something.
    private func go(_ stranger: Stranger, _ number: String, _ steps: [[String]]) throws {
        for step in steps {
            let done = try stranger.run(["change", step[1], number, "--actor", step[0]] + step[2...])
            #expect(done.status == 0 && done.output.contains("position"), "\(step): \(done.errors)")
        }
    }

    @Test("a normal change goes its whole way, each step by its actor, and says what it recorded")
    func wholeWay() throws {
        let stranger = try stranger()
        let number = try request(stranger, ["--type", "normal"])
        let steps = [
            ("bert", ["assess"], "Assess"), ("bert", ["submit"], "Authorise"), ("cora", ["approve"], "Authorise"),
            ("bert", ["schedule"], "Scheduled"), ("dirk", ["start"], "Implement"), ("dirk", ["complete"], "Review"),
            ("bert", ["review", "--outcome", "successful"], "Review"), ("bert", ["close"], "Closed"),
        ]
        var version = 2
        for (actor, words, state) in steps {
            let options = ["--actor", actor, "--format", "json"]
            let answer = try stranger.run(["change", words[0], number] + words.dropFirst() + options).object
            #expect(Set(answer.keys) == ["number", "stream", "version", "positions", "state"])
            #expect(answer["state"] as? String == state, "\(words)")
            #expect((answer["positions"] as? [Int])?.isEmpty == false)
            let next = try #require(answer["version"] as? Int)
            #expect(next > version, "\(words)")
            version = next
        }
        let shown = try stranger.run("change", "show", number, "--format", "json").object
        #expect(shown["requester"] as? String == "anna" && shown["approvals"] as? [String] == ["cora"])
        #expect(shown["affected"] as? Int == 1 && shown["services"] as? [String] == ["mail"])
        #expect(shown["outcome"] as? String == "successful" && shown["outOfWindow"] as? Bool == false)
        let history = try stranger.run("change", "history", number, "--format", "json").objects
        #expect(
            history.compactMap { $0["type"] as? String } == [
                "ChangeRequested", "ChangePlanned", "ChangeImpactAssessed", "ChangeAccepted", "ChangeImpactAssessed",
                "ApprovalRequested",
                "ApprovalGiven", "ChangeAuthorised", "ChangeScheduled", "ChangeStarted", "ChangeCompleted",
                "ChangeReviewed",
                "ChangeClosed",
            ])
        #expect(try stranger.run("change", "list", "--state", "closed", "--format", "json").objects.count == 1)
        let board = try stranger.run("change", "board", "--format", "json").object
        let figures = try #require(board["figures"] as? [[String: Any]])
        #expect(
            figures.first?["name"] as? String == "changeSuccessRate" && figures.first?["value"] as? String == "100.0000"
        )
    }

    @Test("approving is refused to the requester, the implementer, whoever did already, and whoever has not the role")
    func separationOfDuty() throws {
        let stranger = try stranger()
        try stranger.run(
            "change", "rules", "publish", "--quorum", "2", "--approver", "cora", "--approver", "carl", "--approver",
            "anna",
            "--approver", "dirk")
        let number = try request(stranger, ["--implementer", "dirk"])
        try go(stranger, number, [["bert", "assess"], ["bert", "submit"]])
        for (actor, why) in [
            ("anna", "asked for it"), ("dirk", "implements it"), ("eve", "is not asked to approve"),
        ] {
            let refused = try change(stranger, "approve", number, "--actor", actor)
            #expect(refused.status == 1 && refused.errors.contains(why), "\(refused.errors)")
        }
        let first = try change(stranger, "approve", number, "--actor", "cora")
        #expect(first.status == 0 && first.output.contains("approved by 1 of 2"))
        let second = try change(stranger, "approve", number, "--actor", "cora")
        #expect(second.status == 1 && second.errors.contains("has approved it already"))
        let early = try change(stranger, "schedule", number)
        #expect(early.status == 1 && early.errors.contains("1 of 2 approvals"))
        // An edit voids what was given.
        try go(stranger, number, [["bert", "plan", "--backout", "Put the old ones back"], ["bert", "submit"]])
        try go(stranger, number, [["carl", "delegate", "--to", "cleo"], ["cora", "approve"], ["cleo", "approve"]])
        let again = try change(stranger, "approve", number, "--actor", "cora")
        #expect(again.status == 1 && again.errors.contains("has approved it already"))
        let own = try change(stranger, "start", number, "--actor", "cora", "--reason", "now")
        #expect(own.status == 1)
        try go(stranger, number, [["bert", "schedule"]])
        let approver = try change(stranger, "start", number, "--actor", "cleo")
        #expect(approver.status == 1 && approver.errors.contains("may not implement it"))
        let delegator = try change(stranger, "start", number, "--actor", "carl")
        #expect(delegator.status == 1 && delegator.errors.contains("may not implement it"))
        let events = try stranger.run("change", "history", number, "--format", "json").objects
        #expect(events.filter { $0["type"] as? String == "ApprovalInvalidated" }.count == 1)
    }

    @Test("bad input is refused with a message, and nothing is half done")
    func badInput() throws {
        let stranger = try stranger()
        try stranger.run("ci", "register", "old", "--class", "VM")
        try stranger.run("ci", "retire", "old", "--reason", "gone")
        let number = try request(stranger)
        let count = try stranger.run("events", "list", "--format", "ndjson").lines.count
        func refuse(_ status: Int32, _ message: String, _ arguments: [String]) throws {
            let outcome = try stranger.run(arguments)
            #expect(outcome.status == status && outcome.errors.contains(message), "\(arguments): \(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
        let wish = ["change", "request", "--title", "t"]
        try refuse(1, "there is no item mx-9", wish + ["--ci", "mx-9"])
        try refuse(1, "is retired", wish + ["--ci", "old"])
        try refuse(1, "the item to be changed is missing", wish)
        try refuse(1, "ends before it begins", wish + ["--ci", "mx-1", "--window", window(2, 1)])
        try refuse(
            1, "there is no template renew", wish + ["--ci", "mx-1", "--type", "standard", "--template", "renew"])
        try refuse(1, "the template of a standard change is missing", wish + ["--ci", "mx-1", "--type", "standard"])
        try refuse(64, "expected two times", wish + ["--ci", "mx-1", "--window", time(1)])
        try refuse(64, "expected one of standard, normal, emergency", wish + ["--ci", "mx-1", "--type", "urgent"])
        try refuse(1, "cannot be submitted", ["change", "submit", number])
        try refuse(1, "cannot be scheduled", ["change", "schedule", number])
        try refuse(1, "cannot be started", ["change", "start", number])
        try refuse(1, "cannot be backed out", ["change", "backout", number])
        try refuse(1, "cannot be closed", ["change", "close", number])
        try refuse(1, "nobody was asked", ["change", "approve", number, "--actor", "cora"])
        try refuse(1, "the reason is missing", ["change", "cancel", number])
        try refuse(1, "one answer to the question", ["change", "assess", number, "--answer", "tested=yes"])
        try refuse(66, "there is no change CHG-9", ["change", "assess", "CHG-9"])
        try refuse(66, "there is no change CHG-9", ["change", "show", "CHG-9"])
        try refuse(66, "there is no freeze", ["freeze", "lift", "x", "--reason", "r"])
        try refuse(1, "ends before it begins", ["freeze", "declare", "x", "--window", window(2, 1), "--reason", "r"])
        try refuse(66, "there is no template renew", ["template", "suspend", "renew", "--reason", "r"])
        try refuse(64, "give --title and --person", ["change", "task", number, "--title", "t"])
        #expect(try stranger.run("events", "list", "--format", "ndjson").lines.count == count)
    }

    @Test("a window in a freeze is refused, a start outside the window is recorded as such, edits at work are refused")
    func windows() throws {
        let stranger = try stranger()
        try stranger.run("freeze", "declare", "year-end", "--window", window(1, 5), "--reason", "accounts")
        let number = try request(stranger)
        try go(stranger, number, [["bert", "assess"], ["bert", "submit"], ["cora", "approve"]])
        let conflicts = try stranger.run("change", "conflicts", number, "--format", "json").objects
        #expect(conflicts.map { $0["other"] as? String } == ["year-end"])
        let frozen = try change(stranger, "schedule", number)
        #expect(frozen.status == 1 && frozen.errors.contains("freeze year-end"))
        let calendar = try stranger.run("change", "calendar", "--format", "json").objects
        #expect(calendar.compactMap { $0["kind"] as? String } == ["change", "freeze"])
        try stranger.run("freeze", "lift", "year-end", "--reason", "done")
        #expect(try stranger.run("freeze", "list", "--format", "json").objects.isEmpty)
        try go(stranger, number, [["bert", "schedule", "--window", window(1, 2)]])
        let early = try change(stranger, "start", number, "--actor", "dirk")
        #expect(early.status == 1 && early.errors.contains("outside its window"))
        try go(stranger, number, [["dirk", "start", "--reason", "the disk is full"]])
        let edit = try change(stranger, "plan", number, "--plan", "otherwise")
        #expect(edit.status == 1 && edit.errors.contains("being implemented"))
        try go(stranger, number, [["dirk", "fail", "--step", "1", "--reason", "no start"], ["dirk", "backout"]])
        try go(stranger, number, [["dirk", "backout", "--done"]])
        let close = try change(stranger, "close", number)
        #expect(close.status == 1 && close.errors.contains("it failed, it started out of its window"))
        try go(stranger, number, [["bert", "review", "--outcome", "backed-out"], ["bert", "close"]])
    }

    @Test("conflicts are found between changes, and scheduled over with a reason only")
    func conflicts() throws {
        let stranger = try stranger()
        let (first, second) = (try request(stranger), try request(stranger, ["--ci", "mx-2"]))
        for number in [first, second] {
            try go(stranger, number, [["bert", "assess"], ["bert", "submit"], ["cora", "approve"]])
        }
        let refused = try change(stranger, "schedule", first)
        #expect(refused.status == 1 && refused.errors.contains(second))
        try go(stranger, first, [["bert", "schedule", "--reason", "the same team"]])
        let shown = try stranger.run("change", "show", first, "--format", "json").object
        #expect((shown["conflicts"] as? [[String: Any]])?.first?["other"] as? String == second)
    }

    @Test("a template authorises standard changes while it lives, and an inbox has what waits")
    func templates() throws {
        let stranger = try stranger()
        let template = [
            "template", "approve", "renew", "--title", "Renew", "--plan", "Install", "--backout", "Put back",
            "--author", "dirk",
        ]
        let own = try stranger.run(template + ["--actor", "dirk"])
        #expect(own.status == 1 && own.errors.contains("wrote it"))
        #expect(try stranger.run(template + ["--actor", "cora"]).status == 0)
        let number = try request(stranger, ["--type", "standard", "--template", "renew"])
        #expect(try stranger.run("change", "inbox", "--all", "--format", "json").objects.isEmpty)
        try go(
            stranger, number, [["bert", "schedule"], ["dirk", "start"], ["dirk", "complete"], ["bert", "close"]])
        #expect(try stranger.run("template", "list", "--format", "json").objects.first?["live"] as? Bool == true)
        #expect(try stranger.run("template", "suspend", "renew", "--reason", "failures").status == 0)
        #expect(try stranger.run("template", "show", "renew", "--format", "json").object["live"] as? Bool == false)
        let emergency = try request(stranger, ["--type", "emergency"])
        try go(stranger, emergency, [["bert", "submit"], ["dirk", "start"]])
        let inbox = try stranger.run("change", "inbox", "--actor", "cora", "--format", "json").objects
        #expect(inbox.map { $0["number"] as? String } == [emergency])
        #expect(try stranger.run("change", "inbox", "--actor", "dirk", "--format", "json").objects.isEmpty)
        let earlier = try stranger.run("change", "inbox", "--all", "--as-known-at", "5", "--format", "json").objects
        #expect(earlier.isEmpty)
    }

    @Test("how long approvals took is said of each board, and of what no board was asked for")
    func approvalLatency() throws {
        let stranger = try stranger()
        func groups() throws -> [[String: Any]] {
            let board = try stranger.run("change", "board", "--format", "json").object
            return try #require(board["approvalLatencyByBoard"] as? [[String: Any]])
        }
        #expect(try groups().isEmpty)
        #expect(try !stranger.run("change", "board").output.contains("no board"))
        let first = try request(stranger)
        try go(stranger, first, [["bert", "assess"], ["bert", "submit"], ["cora", "approve"]])
        try stranger.run(
            "advisory-board", "constitute", "cab", "--member", "cora", "--member", "carl", "--scope", "all")
        try stranger.run("change", "rules", "publish", "--board", "cab", "--quorum", "1")
        let second = try request(stranger)
        try go(stranger, second, [["bert", "assess"], ["bert", "submit"]])
        #expect(try groups().count == 1, "only what was approved counts")
        try go(stranger, second, [["cora", "approve"]])
        let found = try groups()
        #expect(found.map { $0["board"] as? String } == ["cab", nil] && found[1]["board"] is NSNull)
        #expect(found.map { $0["n"] as? Int } == [1, 1] && found.map { $0["excluded"] as? Int } == [0, 0])
        #expect(found.allSatisfy { $0["value"] is Int && $0["name"] as? String == "meanApprovalLatency" })
        let lines = try stranger.run("change", "board").lines
        #expect(
            lines.suffix(2).map { String($0.prefix(30)).trimmingCharacters(in: .whitespaces) } == [
                "board cab", "no board",
            ])
        #expect(lines.suffix(2).allSatisfy { $0.contains("over 1") })
        #expect(try stranger.run("change", "show", second, "--format", "json").object["board"] as? String == "cab")
        #expect(try stranger.run("change", "show", first, "--format", "json").object["board"] is NSNull)
    }

    @Test("incidents that a change caused are shown with it")
    func causedIncidents() throws {
        let stranger = try stranger()
        let (number, incident) = (try request(stranger), try stranger.log("No mail"))
        try stranger.run("incident", "link", incident, "--caused-by", number)
        let caused = try stranger.run("change", "incidents", number, "--format", "json").objects
        #expect(caused.first?["incident"] as? String == incident && caused.first?["confirmed"] as? Bool == true)
        #expect(caused.first?["authorised"] as? Bool == false)
        let shown = try stranger.run("change", "show", number, "--format", "json").object
        #expect((shown["incidents"] as? [[String: Any]])?.count == 1)
    }

    @Test("members of an advisory board approve where the rules say so, and its meetings are on record")
    func advisoryBoard() throws {
        let stranger = try stranger()
        let unknown = try stranger.run("change", "rules", "publish", "--board", "cab")
        #expect(unknown.status == 1 && unknown.errors.contains("there is no advisory board cab"))
        try stranger.run(
            "advisory-board", "constitute", "cab", "--member", "cora", "--member", "carl", "--scope", "everything")
        #expect(try stranger.run("change", "rules", "publish", "--board", "cab", "--quorum", "2").status == 0)
        #expect(try stranger.run("change", "rules", "show", "--format", "json").object["board"] as? String == "cab")
        let number = try request(stranger)
        let meeting = ["advisory-board", "meet", "cab", "--change", number, "--minutes", "test first", "--attendee"]
        #expect(try stranger.run(meeting + ["cora"]).status == 0)
        let guest = try stranger.run(meeting + ["eve"])
        #expect(guest.status == 1 && guest.errors.contains("eve is not on the board"))
        try go(stranger, number, [["bert", "assess"], ["bert", "submit"]])
        let other = try change(stranger, "approve", number, "--actor", "eve")
        #expect(other.status == 1 && other.errors.contains("carl, cora"))
        try go(stranger, number, [["cora", "approve"], ["carl", "approve"], ["bert", "schedule"]])
        let board = try stranger.run("advisory-board", "show", "cab", "--format", "json").object
        #expect(board["meetings"] as? Int == 1 && board["members"] as? [String] == ["carl", "cora"])
        #expect(try stranger.run("advisory-board", "show", "x").status == 66)
    }
}
