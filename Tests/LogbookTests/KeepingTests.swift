import Foundation
import TestSupport
import Testing

@Suite struct KeepingTests {
    @Test("statistics count events, streams and bytes")
    func stats() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        try stranger.log("B")
        let stats = try stranger.run("stats", "--format", "json").object
        #expect(stats["events"] as? Int == 4)
        #expect(stats["streams"] as? Int == 2)
        let bytes = try #require(stats["bytesOnDisk"] as? Int)
        #expect(bytes > 0 && stats["bytesPerEvent"] as? Int == (bytes + 2) / 4)
        #expect((stats["tables"] as? [[String: Any]])?.isEmpty == false)
        #expect(try stranger.run("stats").lines[0].hasSuffix(" 4"))
    }

    @Test("an intact log is verified, with its Merkle root")
    func intact() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        let found = try stranger.run("verify", "--format", "json").object
        #expect(found["intact"] as? Bool == true)
        #expect(found["events"] as? Int == 2)
        #expect((found["root"] as? String)?.count == 64)
        #expect(try stranger.run("verify").output.contains("intact: 2 events"))
    }

    @Test("a changed byte is an integrity failure that names the position")
    func damaged() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("Unmistakable title")
        let path = URL(filePath: stranger.home + "/log/data.mdb")
        var bytes = try Data(contentsOf: path)
        let title = try #require(bytes.range(of: Data("Unmistakable".utf8)))
        bytes[title.lowerBound] ^= 1
        try bytes.write(to: path)
        for command in [["verify"], ["events", "list"], ["incident", "list"]] {
            let outcome = try stranger.run(command)
            #expect(outcome.status == 2, "\(command): \(outcome.errors)")
            #expect(outcome.errors.contains("position 1"))
            #expect(!outcome.output.contains("nmistakable"))
        }
        let report = try stranger.run("verify", "--format", "json")
        #expect(report.status == 2)
        #expect(report.output.contains("\"intact\": false"))
    }

    @Test("a rebuild equals what is stored, and can take its place")
    func replay() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("A")
        try stranger.run("incident", "assign", number, "--group", "desk")
        let found = try stranger.run("replay", "--verify", "--format", "json").object
        #expect(found["equal"] as? Bool == true)
        let desk = try #require(
            (found["models"] as? [[String: Any]])?.first { $0["model"] as? String == "service-desk" })
        #expect(desk["equal"] as? Bool == true)
        #expect(desk["position"] as? Int == 3)
        #expect(desk["rows"] as? Int == 1)
        #expect(desk["storedDigest"] as? String == desk["rebuiltDigest"] as? String)
        let before = try stranger.run("incident", "list", "--format", "json").output
        #expect(try stranger.run("replay").status == 0)
        #expect(try stranger.run("incident", "list", "--format", "json").output == before)
        // Read models are folded again wherever they are gone.
        try FileManager.default.removeItem(atPath: stranger.home + "/models")
        #expect(try stranger.run("incident", "list", "--format", "json").output == before)
    }

    @Test("a backup is a log of its own, with the same root")
    func backup() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        let target = stranger.folder.path("copy")
        let copy = try stranger.run("backup", target, "--format", "json").object
        #expect(copy["events"] as? Int == 2)
        let original = try stranger.run("verify", "--format", "json").object
        #expect(copy["root"] as? String == original["root"] as? String)
        let verified = try stranger.run("verify", "--at", target, "--format", "json").object
        #expect(verified["root"] as? String == original["root"] as? String)
        #expect(try stranger.run("incident", "list", "--at", target, "--format", "ndjson").lines.count == 1)
        #expect(try stranger.run("backup", target).status == 1)
    }

    @Test("timers close what was silent for long enough, once, as of when it was due")
    func timers() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("A", "--service", "mail", "--occurred-at", "2026-03-02T08:00:00Z")
        try stranger.run(
            "incident", "resolve", number, "--code", "fixed", "--solution", "s", "--occurred-at", "2026-03-02T09:00:00Z"
        )
        // Five business days after Monday, the next Monday's end.
        let early = try stranger.run("timers", "run", "--now", "2026-03-09T20:00:00Z", "--format", "json").object
        #expect(early["closed"] as? [String] == [])
        let due = try stranger.run("timers", "run", "--now", "2026-03-10T00:00:00Z", "--format", "json").object
        #expect(due["closed"] as? [String] == [number])
        #expect(try stranger.run("timers", "run", "--format", "json").object["closed"] as? [String] == [])
        let incident = try stranger.run("incident", "show", number, "--format", "json").object
        #expect(incident["state"] as? String == "Closed")
        #expect(incident["closedAt"] as? String == "2026-03-10T00:00:00Z")
    }

    @Test("a compacted log has the same root and answers, and a copy that is in use is told apart")
    func compact() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("A")
        let before = try stranger.run("verify", "--format", "json").object
        let list = try stranger.run("incident", "list", "--format", "json").output
        let tail = try stranger.start(["events", "tail"])
        // Once the tail writes, it has the log open.
        while try tail.written().isEmpty { usleep(10_000) }
        let refused = try stranger.run("compact")
        #expect(refused.status == 75 && refused.errors.contains("close it there and try again"), "\(refused.errors)")
        kill(tail.child, SIGTERM)
        _ = try tail.finish()
        let found = try stranger.run("compact", "--format", "json").object
        #expect(found["events"] as? Int == 2 && found["root"] as? String == before["root"] as? String)
        #expect((found["bytesAfter"] as? Int ?? .max) <= (found["bytesBefore"] as? Int ?? 0))
        #expect(try stranger.run("incident", "list", "--format", "json").output == list)
        #expect(try stranger.run("incident", "assign", number, "--group", "desk").status == 0)
        #expect(try stranger.run("verify").status == 0)
        #expect(try stranger.run("migrate").output.contains("this release's format already"))
    }

    @Test("an interrupted backup goes on, and anything else at its place is left alone")
    func interruptedBackup() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        let target = stranger.folder.path("copy")
        try FileManager.default.createDirectory(atPath: "\(target)/log.partial", withIntermediateDirectories: true)
        #expect(try stranger.run("backup", target).status == 0)
        #expect(try stranger.run("backup", target).status == 1)
        #expect(try stranger.run("verify", "--at", target).status == 0)
    }
}
