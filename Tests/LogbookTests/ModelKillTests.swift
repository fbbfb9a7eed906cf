import Foundation
import TestSupport
import Testing

/// A rebuild that is killed at any moment leaves a model that serves, and the next one goes on or begins anew.
@Suite struct ModelKillTests {
    @Test func `a rebuild killed again and again never shows another list, and ends equal to a fresh fold`() throws {
        let stranger = try Stranger.withLog()
        try #require(stranger.run("simulate", "--events", "3000", "--seed", "7").status == 0)
        let list = ["incident", "list", "--format", "csv"]
        let expected = try stranger.run(list)
        try #require(expected.status == 0, "\(expected.errors)")

        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed: seed)
        var killedCount = 0
        for _ in 0..<10 {
            let run = try stranger.start(["replay"])
            usleep(UInt32(20_000 + random.next() % 600_000))
            kill(run.child, SIGKILL)
            if try run.finish().status == -SIGKILL { killedCount += 1 }
            #expect(try stranger.run(list).output == expected.output, "seed \(seed)")
        }
        #expect(killedCount > 0, "seed \(seed): every run was over before it was killed")
        #expect(try stranger.run("replay", "--verify").status == 0, "seed \(seed)")
        try #require(stranger.run("replay").status == 0)
        #expect(try stranger.run(list).output == expected.output, "seed \(seed)")
        let models = try FileManager.default.contentsOfDirectory(atPath: "\(stranger.home)/models/service-desk")
        #expect(models.count { UInt64($0) != nil } == 1, "seed \(seed): \(models)")
    }
}
