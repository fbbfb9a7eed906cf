import Testing

@Suite struct DefinitionTests {
    @Test("a published matrix gives the priorities from then on, and is shown as it was before")
    func matrix() throws {
        let stranger = try Stranger.withLog()
        let published = try stranger.run("matrix", "publish", "1", "1", "2", "2", "3", "4", "3", "4", "5")
        #expect(published.status == 0, "\(published.errors)")
        let number = try stranger.log("Mail", "--impact", "1", "--urgency", "2")
        let incident = try stranger.run("incident", "show", number, "--format", "json").object
        #expect(incident["priority"] as? Int == 1)
        let now = try stranger.run("matrix", "show", "--format", "json").object
        #expect(now["version"] as? Int == 1)
        #expect(now["rows"] as? [[Int]] == [[1, 1, 2], [2, 3, 4], [3, 4, 5]])
        let before = try stranger.run("matrix", "show", "--as-known-at", "0", "--format", "json").object
        #expect(before["rows"] as? [[Int]] == [[1, 2, 3], [2, 3, 4], [3, 4, 5]])
        #expect(try stranger.run("matrix", "publish", "1", "2").status == 1)
    }

    @Test("rules are published, shown, and hold")
    func rules() throws {
        let stranger = try Stranger.withLog()
        try stranger.run("rules", "publish", "--reopen-window-days", "1")
        let rules = try stranger.run("rules", "show", "--format", "json").object
        #expect(rules["reopenWindowDays"] as? Int == 1)
        #expect(rules["autoCloseBusinessDays"] as? Int == 5)
        let number = try stranger.log("Mail", "--occurred-at", "2026-03-02T08:00:00Z", "--service", "mail")
        let resolved = try stranger.run(
            "incident", "resolve", number, "--code", "fixed", "--solution", "s", "--occurred-at", "2026-03-02T09:00:00Z"
        )
        #expect(resolved.status == 0, "\(resolved.errors)")
        let reopened = try stranger.run(
            "incident", "reopen", number, "--reason", "r", "--occurred-at", "2026-03-04T09:00:00Z")
        #expect(reopened.status == 1)
        #expect(reopened.errors.contains("1 day"))
    }

    @Test("paths and groups are defined and shown; what is not there is not found")
    func pathsAndGroups() throws {
        let stranger = try Stranger.withLog()
        #expect(try stranger.run("path", "show", "mail").status == 66)
        #expect(try stranger.run("group", "show", "messaging").status == 66)
        try stranger.run("path", "define", "mail", "--level", "60:person-2,person-3", "--level", "240:person-1")
        try stranger.run("group", "define", "messaging", "--tier", "2", "--contact", "person-21")
        let path = try stranger.run("path", "show", "mail", "--format", "json").object
        let levels = try #require(path["levels"] as? [[String: Any]])
        #expect(levels.map { $0["afterMinutes"] as? Int } == [60, 240])
        #expect(levels[0]["contacts"] as? [String] == ["person-2", "person-3"])
        let group = try stranger.run("group", "show", "messaging", "--format", "json").object
        #expect(group["tier"] as? Int == 2)
        #expect(try stranger.run("path", "define", "mail", "--level", "soon").status == 64)
    }

    @Test("a contact is received, answered and linked to its incident")
    func contacts() throws {
        let stranger = try Stranger.withLog()
        let incident = try stranger.log("Mail")
        let received = try stranger.run("contact", "receive", "--channel", "walk-in", "--format", "json").object
        let contact = try #require(received["number"] as? String)
        #expect(contact.hasPrefix("CON-"))
        #expect(try stranger.run("contact", "answer", contact).status == 0)
        #expect(try stranger.run("contact", "link", contact, "--incident", incident).status == 0)
        #expect(try stranger.run("contact", "abandon", contact).status == 1)
        #expect(try stranger.run("contact", "answer", "CON-1999-000001").status == 66)
        let other = try stranger.run("contact", "receive", "--channel", "phone", "--format", "json").object
        let direct = try stranger.run(
            "contact", "answer-directly", try #require(other["number"] as? String), "--article", "KB-4")
        #expect(direct.status == 0, "\(direct.errors)")
    }
}
