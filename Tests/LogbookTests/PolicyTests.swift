import Testing

@Suite struct PolicyTests {
    private func family(_ stranger: Stranger) throws -> (parent: String, child: String) {
        let parent = try stranger.log("Outage", "--service", "mail")
        let child = try stranger.log("Report")
        try #require(stranger.incident("parent", child, [parent]).status == 0)
        return (parent, child)
    }
    private func resolve(_ number: String, _ stranger: Stranger) throws {
        try #require(stranger.incident("resolve", number, ["--code", "fixed", "--solution", "s"]).status == 0)
    }

    @Test("children are resolved in the same invocation, by the policy, because of their parent's resolution")
    func children() throws {
        let stranger = try Stranger.withLog()
        let (parent, child) = try family(stranger)
        let resolved = try stranger.incident("resolve", parent, ["--code", "fixed", "--solution", "s"]).object
        #expect(try stranger.state(child) == "Resolved")
        let event = try #require(
            try stranger.run(
                "events", "list", "--stream", "incident-\(child)", "--type", "IncidentResolved", "--format", "ndjson"
            ).objectLines.first)
        let actor = try #require(event["actor"] as? [String: Any])
        #expect(actor["principal"] as? String == "parent-resolves-children" && actor["kind"] as? String == "policy")
        #expect(event["causation"] as? Int == (resolved["positions"] as? [Int])?.first)
    }

    @Test("a disabled policy does nothing; enabled again it reacts to what comes then")
    func enabling() throws {
        let stranger = try Stranger.withLog()
        let first = try stranger.run("policies", "disable", "parent-resolves-children", "--reason", "Audit")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try stranger.run("policies", "disable", "parent-resolves-children").status == 1)
        let (before, after) = (try family(stranger), try family(stranger))
        try resolve(before.parent, stranger)
        #expect(try stranger.state(before.child) == "New")
        #expect(
            try stranger.run("policies", "show", "parent-resolves-children", "--format", "json").object["state"]
                as? String == "disabled")

        #expect(try stranger.run("policies", "enable", "parent-resolves-children").status == 0)
        #expect(try stranger.run("policies", "enable", "parent-resolves-children").status == 1)
        try resolve(after.parent, stranger)
        #expect(try stranger.state(before.child) == "New")
        #expect(try stranger.state(after.child) == "Resolved")
        let shown = try stranger.run("policies", "show", "parent-resolves-children", "--format", "json").object
        #expect(shown["state"] as? String == "enabled" && shown["fired"] as? Int == 1 && shown["refused"] as? Int == 0)
        #expect((shown["since"] as? Int ?? 0) > 1)
    }

    @Test("policies are listed with stable keys; one that is not there is a mistake of usage")
    func list() throws {
        let stranger = try Stranger.withLog()
        let rows = try stranger.run("policies", "list", "--format", "json").objects
        #expect(rows.map { $0["name"] as? String }.contains("parent-resolves-children"))
        for row in rows {
            #expect(
                Set(row.keys) == [
                    "name", "number", "version", "state", "since", "position", "fired", "refused", "failing", "summary",
                ])
            let isOff = row["name"] as? String == "assessed-change-asks-for-approval"
            #expect(row["state"] as? String == (isOff ? "disabled" : "enabled"))
            #expect(row["since"] as? Int == (isOff ? nil : 1))
        }
        #expect(try stranger.run("policies", "list").output.contains("parent-resolves-children"))
        #expect(try stranger.run("policies", "show", "no-such").status == 64)
    }

    @Test("a command with nothing to do for policies leaves the log as it recorded it")
    func nothing() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == 2)
    }
}
