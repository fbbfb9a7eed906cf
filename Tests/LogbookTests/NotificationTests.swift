import Foundation
import Testing

/// Notices, and what changes do for alerts and auditors, as an operator sees it.
@Suite struct NotificationTests {
    @Test("a notice is listed until it is delivered, and says what came of it")
    func notices() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Outage")
        try stranger.incident("declare-major", number, ["--manager", "boss-1", "--reason", "all sites"])
        let listed = try stranger.run("notification", "list", "--format", "json").objects
        let notice = try #require(listed.first?["id"] as? String)
        #expect(listed.count == 1 && listed[0]["recipient"] as? String == "boss-1")
        #expect(listed[0]["about"] as? String == "incident-\(number)" && listed[0]["state"] as? String == "waiting")
        let failed = try stranger.run(
            "notification", "failed", notice, "--channel", "phone", "--reason", "No answer", "--format", "json")
        #expect(failed.status == 0, "\(failed.errors)")
        #expect(try stranger.run("notification", "failed", notice, "--channel", "phone").status == 1)
        let delivered = try stranger.run("notification", "delivered", notice, "--channel", "mail")
        #expect(delivered.status == 0 && delivered.output.contains("position"), "\(delivered.errors)")
        #expect(try stranger.run("notification", "delivered", notice, "--channel", "mail").status == 1)
        #expect(try stranger.run("notification", "list", "--format", "json").objects.isEmpty)
        let all = try stranger.run("notification", "list", "--all", "--to", "boss-1", "--format", "json").objects
        #expect(all.count == 1 && all[0]["failures"] as? Int == 1 && all[0]["channel"] as? String == "mail")
        let shown = try stranger.run("notification", "show", notice, "--format", "json").object
        #expect(shown["failure"] as? String == "No answer" && shown["state"] as? String == "delivered")
        #expect(try stranger.run("notification", "show", "0123").status == 66)
    }

    @Test("a change at work covers its items, silences their alerts, and shows who did what")
    func maintenance() throws {
        let stranger = try Stranger.withLog()
        try stranger.run("ci", "register", "mx-1", "--class", "VM")
        let requested = try stranger.run(
            "change", "request", "--type", "normal", "--title", "t", "--ci", "mx-1", "--plan", "p", "--backout", "b",
            "--window", "2026-01-01T00:00Z/2096-01-01T00:00Z", "--actor", "anna", "--format", "json")
        let number = try #require(try requested.object["number"] as? String, "\(requested.errors)")
        let early = try stranger.run("change", "show", number, "--format", "json").object
        #expect(early["assessedAtPosition"] as? Int != nil && early["state"] as? String == "New")
        for (actor, verb) in [
            ("bert", "assess"), ("bert", "submit"), ("cora", "approve"), ("bert", "schedule"), ("dirk", "start"),
        ] {
            let done = try stranger.run("change", verb, number, "--actor", actor)
            #expect(done.status == 0, "\(verb): \(done.errors)")
        }
        let item = try stranger.run("ci", "show", "mx-1", "--format", "json").object
        let covering = try #require(item["coveredBy"] as? [[String: Any]])
        #expect(covering.count == 1 && covering[0]["change"] as? String == number)
        #expect(covering[0]["until"] as? String == "2096-01-01T00:00:00Z")
        let shown = try stranger.run("change", "show", number, "--format", "json").object
        #expect(shown["coversUntil"] as? String == "2096-01-01T00:00:00Z")

        try stranger.run("alert", "post", "--ci", "mx-1", "--signature", "down", "--severity", "critical")
        let alert = try stranger.run("alert", "show", "--ci", "mx-1", "--signature", "down", "--format", "json").object
        #expect(alert["suppressedBy"] as? String == number)
        #expect(try stranger.run("incident", "list", "--format", "json").objects.isEmpty)

        let listed = try stranger.run("alert", "list", "--ci", "mx-1", "--format", "json").objects
        #expect(listed.count == 1 && listed[0]["suppressedBy"] as? String == number)

        try stranger.run("change", "complete", number, "--actor", "dirk")
        let lasting = try stranger.run("alert", "list", "--format", "json").objects
        #expect(lasting.count == 1 && lasting[0]["suppressedBy"] is NSNull && lasting[0]["incident"] is String)
        try stranger.run("alert", "clear", "--ci", "mx-1", "--signature", "down")
        #expect(try stranger.run("alert", "list", "--format", "json").objects.isEmpty)
        #expect(try stranger.run("alert", "list", "--all", "--format", "json").objects.count == 1)
        #expect(try stranger.run("change", "duties", "--exceptions").status == 0)
        try stranger.run("change", "review", number, "--outcome", "successful", "--actor", "dirk")
        let duties = try stranger.run("change", "duties", "--format", "json")
        #expect(duties.status == 0 && duties.errors.contains("exceptions in 1 of 1 changes"))
        #expect(try duties.objects.first?["approvers"] as? [String] == ["cora"])
        let found = try stranger.run("change", "duties", "--exceptions", "--format", "csv")
        #expect(found.status == 1 && found.output.contains("dirk made it and reviewed it"))
    }

    @Test("changes are put into the categories that are published")
    func categories() throws {
        let stranger = try Stranger.withLog()
        try stranger.run("ci", "register", "mx-1", "--class", "VM")
        let published = try stranger.run(
            "change", "rules", "categories", "--category", "network", "--priority", "now", "--priority", "later")
        #expect(published.status == 0, "\(published.errors)")
        let rules = try stranger.run("change", "rules", "show", "--format", "json").object
        #expect(rules["categories"] as? [String] == ["network"] && rules["categoriesVersion"] as? Int == 1)
        let number = try #require(
            try stranger.run("change", "request", "--title", "t", "--ci", "mx-1", "--format", "json").object["number"]
                as? String)
        let other = try stranger.run("change", "prioritise", number, "--category", "other", "--priority", "1")
        #expect(other.status == 1 && other.errors.contains("it is one of network"), "\(other.errors)")
        #expect(
            try stranger.run("change", "prioritise", number, "--category", "network", "--priority", "2").status == 0)
    }
}
