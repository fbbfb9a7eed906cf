import Foundation
import Testing

@Suite struct ShowTests {
    /// The keys that lists and views promise.
    static let keys: Set<String> = [
        "number", "title", "state", "priority", "impact", "urgency", "category", "group", "assignee", "caller",
        "service", "ci", "loggedAt", "resolvedAt", "closedAt", "reopenCount", "reassignmentCount",
    ]

    @Test("an incident is shown with every key, null where nothing is known")
    func keys() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log(
            "Mail", "--caller", "person-17", "--ci", "mx-1", "--description", "Nothing since nine")
        let incident = try stranger.run("incident", "show", number, "--format", "json").object
        #expect(Self.keys.isSubset(of: incident.keys))
        #expect(incident["number"] as? String == number)
        #expect(incident["state"] as? String == "New")
        #expect(incident["priority"] as? Int == 3)
        #expect(incident["caller"] as? String == "person-17")
        #expect(incident["ci"] as? String == "mx-1")
        #expect(incident["description"] as? String == "Nothing since nine")
        #expect(incident["version"] as? Int == 2)
        #expect(incident["resolvedAt"] is NSNull && incident["group"] is NSNull)
    }

    @Test("people read it a line a fact, in the log's zone, without what is not known")
    func people() throws {
        let stranger = Stranger()
        try stranger.run("init", "--time-zone", "Europe/Berlin")
        let number = try stranger.log("Mail", "--occurred-at", "2026-03-27T16:00:00Z")
        let lines = try stranger.run("incident", "show", number).lines
        #expect(lines.contains { $0.hasPrefix("loggedAt ") && $0.hasSuffix("2026-03-27 17:00:00 +01:00") })
        #expect(!lines.contains { $0.hasPrefix("resolvedAt") })
    }

    @Test("as of an earlier moment it is as it was then; as known at a position, as it was known")
    func moments() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail", "--occurred-at", "2026-03-27T08:00:00Z")
        try stranger.run("incident", "assign", number, "--group", "desk", "--occurred-at", "2026-03-27T09:00:00Z")
        func group(_ moment: String...) throws -> String? {
            try stranger.run(["incident", "show", number, "--format", "json"] + moment).object["group"] as? String
        }
        #expect(try group() == "desk")
        #expect(try group("--as-of", "2026-03-27T08:59:59Z") == nil)
        #expect(try group("--as-of", "2026-03-27T09:00:00Z") == "desk")
        #expect(try group("--as-known-at", "2") == nil)
        #expect(try group("--as-known-at", "3") == "desk")
    }

    @Test("a merged incident says into which")
    func merged() throws {
        let stranger = try Stranger.withLog()
        let (survivor, duplicate) = (try stranger.log("Mail"), try stranger.log("Mail again"))
        try stranger.run("incident", "merge", duplicate, "--into", survivor)
        let incident = try stranger.run("incident", "show", duplicate, "--format", "json").object
        #expect(incident["state"] as? String == "Merged")
        #expect(incident["mergedInto"] as? String == survivor)
    }
}
