import EventLog
import EventModel
import Foundation
import TestSupport
import Testing

@Suite struct ModelsTests {
    /// A log with an incident whose second event nobody can read.
    private func stoppedLog() async throws -> Stranger {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("A")
        let log = try EventLog(at: stranger.home + "/log")
        let stream = StreamID(category: "incident", key: number)
        let event = NewEvent(
            stream: .named(stream), type: "IncidentEnchanted", schemaVersion: 1,
            occurredAt: try #require(Instant("2026-01-01T00:00:00Z")), payload: [])
        let commit = Commit(
            commandID: CommandID(derivedAt: event.occurredAt, hash: (1, 2)),
            actor: Actor(principal: "x", kind: .person),
            events: [event], expectations: [stream: .any])
        _ = try await log.append(commit)
        log.close()
        return stranger
    }

    private func models(_ outcome: Outcome) throws -> [[String: Any]] {
        try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    }

    @Test("models says how far each has got")
    func list() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        let desk = try #require(models(stranger.run("models", "--format", "json")).first)
        #expect(desk["model"] as? String == "service-desk")
        #expect(desk["state"] as? String == "following")
        #expect(desk["behind"] as? Int == 0)
        #expect(desk["stopped"] is NSNull)
    }

    @Test(
        "an event that cannot be read is named by every query and by models; skip goes on without it, and is recorded")
    func skip() async throws {
        let stranger = try await stoppedLog()
        let refused = try stranger.run("incident", "list")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("service-desk stopped before position 3"))
        #expect(refused.errors.contains("logbook models skip 3"))

        let desk = try #require(models(stranger.run("models", "--format", "json")).first)
        #expect(desk["state"] as? String == "stopped")
        let stopped = try #require(desk["stopped"] as? [String: Any])
        #expect(stopped["position"] as? Int == 3)
        #expect(stopped["type"] as? String == "IncidentEnchanted")
        #expect((stopped["cause"] as? String)?.contains("IncidentEnchanted") == true)

        #expect(try stranger.run("models", "retry").status == 2)
        let elsewhere = try stranger.run("models", "skip", "2")
        #expect(elsewhere.status == 1)
        #expect(elsewhere.errors.contains("not stopped at position 2 but at 3"))
        #expect(try stranger.run("models", "skip", "3", "--model", "nothing").status == 66)

        let skipped = try stranger.run("models", "skip", "3", "--reason", "a test build", "--format", "json")
        #expect(skipped.status == 0, "\(skipped.errors)")
        #expect(try models(skipped).first?["state"] as? String == "following")
        #expect(try stranger.run("incident", "list").status == 0)
        #expect(try stranger.run("replay").status == 0)
        #expect(try stranger.run("replay", "--verify").status == 0)
        let events = try stranger.run("events", "list", "--category", "readmodel", "--format", "json").output
        #expect(events.contains("a test build"))
        #expect(try stranger.run("models", "skip", "3").status == 1)
    }
}
