import Foundation
import TestSupport
import Testing

/// Policies act in the process of whoever writes. Killed at any moment, the next one goes on where that stopped.
@Suite struct PolicyKillTests {
    @Test func `a resolution killed at any moment is completed by the next command, each child once`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed: seed)
        let stranger = try Stranger.withLog()
        var killedCount = 0
        for round in 0..<12 {
            let parent = try stranger.log("Outage \(round)", "--service", "mail")
            var children: [String] = []
            for index in 0..<6 {
                let child = try stranger.log("Report \(index)")
                try #require(stranger.incident("parent", child, [parent]).status == 0)
                children.append(child)
            }
            let run = try stranger.start(["incident", "resolve", parent, "--code", "fixed", "--solution", "s"])
            usleep(UInt32(random.next() % 60_000))
            kill(run.child, SIGKILL)
            if try run.finish().status == -SIGKILL { killedCount += 1 }
            // Two at once, and what one of them does the other leaves alone.
            let both = try (0..<2).map { _ in try stranger.start(["timers", "run"]) }
            for run in both { #expect(try run.finish().status == 0, "seed \(seed)") }

            let isResolved = try stranger.state(parent) == "Resolved"
            for child in children {
                #expect(try stranger.state(child) == (isResolved ? "Resolved" : "New"), "seed \(seed), round \(round)")
                let resolutions = try stranger.run(
                    "events", "list", "--stream", "incident-\(child)", "--type", "IncidentResolved", "--format",
                    "ndjson")
                #expect(resolutions.lines.count == (isResolved ? 1 : 0), "seed \(seed), round \(round)")
            }
        }
        #expect(killedCount > 0, "seed \(seed): every run was over before it was killed")
        #expect(try stranger.run("verify").status == 0)
        // Nothing is left that any cause would lead to, wherever the ledger stands.
        let before = try stranger.run("stats", "--format", "json").object["events"] as? Int
        try FileManager.default.removeItem(atPath: "\(stranger.home)/models/policies")
        try #require(stranger.run("timers", "run").status == 0)
        #expect(try stranger.run("stats", "--format", "json").object["events"] as? Int == before, "seed \(seed)")
    }
}
