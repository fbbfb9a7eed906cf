import Foundation
import TestSupport
import Testing

@Suite struct EventsTests {
    private static let envelope: Set<String> = [
        "position", "stream", "version", "type", "schemaVersion", "occurredAt", "recordedAt", "actor", "commandId",
        "commitIndex", "commitCount", "causation", "correlation", "reason", "drawn", "claims", "payload",
    ]

    @Test("a line of NDJSON is one event with its whole envelope and its payload")
    func ndjson() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("Mail", "--caller", "person-17", "--description", "Nothing since nine")
        let events = try stranger.run("events", "list", "--format", "ndjson").objectLines
        #expect(events.map { $0["position"] as? Int } == [1, 2])
        for event in events { #expect(Set(event.keys) == Self.envelope) }
        #expect(events[0]["stream"] as? String == "incident-\(number)")
        let payload = try #require(events[0]["payload"] as? [String: Any])
        #expect(payload["title"] as? String == "Mail")
        #expect(payload["description"] as? String == "Nothing since nine")
    }

    @Test("filters narrow the list by position, type, stream and category")
    func filters() throws {
        let stranger = try Stranger.withLog()
        let (first, second) = (try stranger.log("A"), try stranger.log("B"))
        try stranger.run("incident", "assign", first, "--group", "desk")
        func positions(_ filter: String...) throws -> [Int] {
            try stranger.run(["events", "list", "--format", "json"] + filter).objects.compactMap {
                $0["position"] as? Int
            }
        }
        #expect(try positions() == [1, 2, 3, 4, 5])
        #expect(try positions("--from", "2", "--through", "4") == [2, 3, 4])
        #expect(try positions("--type", "IncidentLogged") == [1, 3])
        #expect(try positions("--type", "IncidentLogged", "--type", "IncidentAssigned") == [1, 3, 5])
        #expect(try positions("--stream", "incident-\(first)") == [1, 2, 5])
        #expect(try positions("--stream", "incident-\(second)", "--from", "4") == [4])
        #expect(try positions("--category", "incident", "--limit", "2") == [1, 2])
        #expect(try positions("--category", "contact") == [])
        #expect(try positions("--as-known-at", "3") == [1, 2, 3, 4])
    }

    @Test("an empty list is an empty array, no lines, or a header")
    func empty() throws {
        let stranger = try Stranger.withLog()
        #expect(try stranger.run("events", "list", "--format", "json").output == "[]\n")
        #expect(try stranger.run("events", "list", "--format", "ndjson").output == "")
        #expect(try stranger.run("events", "list", "--format", "csv").output.hasPrefix("position,stream,version,type"))
        #expect(try stranger.run("events", "list").lines.count == 1)
    }

    @Test("one event is shown by its position")
    func show() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("Mail")
        let event = try stranger.run("events", "show", "2", "--format", "json").object
        #expect(event["type"] as? String == "IncidentPrioritised")
        #expect(Set(event.keys) == Self.envelope)
        #expect(try stranger.run("events", "show", "1").output.contains("IncidentLogged"))
        let missing = try stranger.run("events", "show", "3")
        #expect(missing.status == 66)
        #expect(missing.errors.contains("the log ends at position 2"))
        #expect(try stranger.run("events", "show", "0").status == 66)
    }

    @Test("what steers a terminal is not let through to one")
    func controlCharacters() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("Mail \u{1B}[31mred\u{7}")
        let output = try stranger.run("events", "list").output
        #expect(!output.contains("\u{1B}") && !output.contains("\u{7}"))
        #expect(output.contains("[31mred"))
    }

    @Test("fields of CSV with commas, quotes and line ends are quoted")
    func csv() throws {
        let stranger = try Stranger.withLog()
        try stranger.run("incident", "log", "--title", "A", "--reason", "one, \"two\"\nthree")
        let output = try stranger.run("events", "list", "--limit", "1", "--format", "csv").output
        #expect(output.contains(",\"one, \"\"two\"\"\nthree\","))
        #expect(output.hasSuffix("\r\n"))
    }
}

@Suite struct TailTests {
    @Test(
        "tail shows what is there and follows what comes, until it is interrupted",
        .timeLimit(.minutes(patienceMinutes)))
    func follows() async throws {
        let stranger = try Stranger.withLog()
        try stranger.log("Before")
        let tail = try stranger.start(["events", "tail", "--lines", "1", "--format", "ndjson"])
        while try tail.written().isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        try stranger.log("After")
        while try tail.written().split(separator: "\n").count < 3 { try await Task.sleep(for: .milliseconds(20)) }
        kill(tail.child, SIGINT)
        let outcome = try tail.finish()
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(try outcome.objectLines.map { $0["position"] as? Int } == [2, 3, 4])
    }

    @Test(
        "pages that lead astray end a command with an integrity failure, and not with a signal",
        .timeLimit(.minutes(patienceMinutes)), arguments: [SIGBUS, SIGSEGV, SIGABRT])
    func damagedPages(signal: Int32) async throws {
        let stranger = try Stranger.withLog()
        try stranger.log("Before")
        let tail = try stranger.start(["events", "tail", "--lines", "1", "--format", "ndjson"])
        while try tail.written().isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        // As the kernel does where LMDB reads past the end of a file, or anywhere.
        kill(tail.child, signal)
        let outcome = try tail.finish()
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains("logbook verify"), "\(outcome.errors)")
    }
}

@Test("a simulated year is recorded as it happened, so that any moment of it can be asked for as it was known")
func simulatedTimes() throws {
    let stranger = try Stranger.withLog()
    try stranger.run("simulate", "--events", "400", "--seed", "3")
    let events = try stranger.run("events", "list", "--format", "ndjson").objectLines
    #expect(events.count == 400)
    for event in events {
        let (occurred, recorded) = (event["occurredAt"] as? String ?? "", event["recordedAt"] as? String ?? "")
        #expect(recorded.prefix(4) <= "2026" && occurred.prefix(16) <= recorded.prefix(16))
    }
    let earlier = ["incident", "list", "--format", "json", "--as-known-at"]
    let (half, whole) = (
        try stranger.run(earlier + ["2025-07-01"]).objects.count, try stranger.run(earlier + ["400"]).objects.count
    )
    #expect(0 < half && half < whole)
}
