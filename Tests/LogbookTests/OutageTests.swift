import Foundation
import LogbookTesting
import Testing

/// Outages and reviews, as an operator keeps them.
@Suite struct OutageTests {
    @Test("a major incident opens an outage, which people end, correct and void")
    func outages() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail is down", "--service", "mail", "--impact", "high")
        try stranger.incident("declare-major", number, ["--reason", "all sites"])
        let open = try stranger.run("outage", "list", "--incident", number, "--format", "json").objects
        let outage = try #require(open.first?["number"] as? String)
        #expect(
            open.count == 1 && open[0]["service"] as? String == "mail" && open[0]["severity"] as? String == "complete")
        let ended = try stranger.run("outage", "end", outage, "--note", "back")
        #expect(ended.status == 0 && ended.output.contains("\(outage) is Ended"), "\(ended.errors)")
        #expect(try stranger.run("outage", "end", outage).status == 1)
        #expect(try stranger.run("outage", "list", "--format", "json").objects.isEmpty)
        let corrected = try stranger.run(
            "outage", "correct", outage, "--start", "2026-01-01T00:00:00Z", "--severity", "partial", "--reason", "probe"
        )
        #expect(corrected.status == 0, "\(corrected.errors)")
        let shown = try stranger.run("outage", "show", outage, "--format", "json").object
        #expect(shown["startedAt"] as? String == "2026-01-01T00:00:00Z" && shown["corrections"] as? Int == 1)
        #expect(shown["severity"] as? String == "partial" && shown["state"] as? String == "Ended")
        #expect(try stranger.run("outage", "void", outage).status == 1)
        #expect(try stranger.run("outage", "void", outage, "--reason", "the probe").status == 0)
        #expect(try stranger.run("outage", "history", outage, "--format", "json").objects.count == 4)
        #expect(try stranger.run("outage", "list", "--all", "--service", "mail", "--format", "json").objects.count == 1)
    }

    @Test("an outage is of one thing that is there")
    func refusals() throws {
        let stranger = try Stranger.withLog()
        #expect(try stranger.run("outage", "start", "--severity", "complete").status == 64)
        let both = try stranger.run("outage", "start", "--severity", "partial", "--service", "mail", "--ci", "mx-1")
        #expect(both.status == 64)
        let unknown = try stranger.run("outage", "start", "--severity", "degraded", "--ci", "mx-1")
        #expect(unknown.status == 1 && unknown.errors.contains("register it first"))
        #expect(try stranger.run("outage", "show", "OUT-2026-000009").status == 66)
        #expect(try stranger.run("outage", "start", "--severity", "none", "--service", "mail").status == 64)
    }

    @Test("a review is held with the hash of its minutes and the position of its figures")
    func reviews() throws {
        let stranger = try Stranger.withLog()
        let scheduled = try stranger.run(
            "review", "schedule", "--kind", "service", "--subject", "mail", "--due", "2096-01-01", "--format", "json")
        let number = try #require(try scheduled.object["number"] as? String, "\(scheduled.errors)")
        #expect(try stranger.run("review", "list", "--overdue", "--format", "json").objects.isEmpty)
        let then = try stranger.run("review", "list", "--overdue", "--as-of", "2096-01-02", "--format", "json")
        #expect(try then.objects.count == 1)
        let file = stranger.folder.path("minutes.md")
        try Data("abc".utf8).write(to: URL(filePath: file))
        let early = try stranger.run(
            "review", "hold", number, "--minutes", file, "--attendee", "a", "--figures-at", "4711")
        #expect(early.status != 0 && early.errors.contains("4711"), "\(early.errors)")
        #expect(try stranger.run("review", "hold", number, "--minutes", file + "x", "--attendee", "a").status == 66)
        let held = try stranger.run("review", "hold", number, "--minutes", file, "--attendee", "a")
        #expect(held.status == 0, "\(held.errors)")
        let action = try stranger.run(
            "review", "action", number, "--what", "watch", "--owner", "b", "--due", "2096-02-01")
        #expect(action.status == 0, "\(action.errors)")
        let open = try stranger.run("review", "actions", "--owner", "b", "--format", "json").objects
        #expect(open.count == 1 && open[0]["review"] as? String == number && open[0]["action"] as? Int == 1)
        #expect(try stranger.run("review", "complete", number, "--action", "1", "--evidence", "x").status == 0)
        #expect(try stranger.run("review", "actions", "--format", "json").objects.isEmpty)
        let shown = try stranger.run("review", "show", number, "--format", "json").object
        #expect((shown["minutesHash"] as? String)?.hasPrefix("ba7816bf") == true)
        #expect(shown["figuresPosition"] as? Int == 1 && shown["openActions"] as? Int == 0)
        #expect(try stranger.run("review", "cancel", number, "--reason", "x").status == 1)
    }
}
