import Foundation
import TestSupport
import Testing

/// What the medium under a log may do to it.
@Suite struct MediumTests {
    @Test("a full disk is an I/O failure, and nothing is recorded in part")
    func fullDisk() throws {
        guard let disk = MountedDisk(options: "size=1m") else { return MountedDisk.skip() }
        let stranger = Stranger(home: disk.path + "/desk")
        #expect(try stranger.run("init").status == 0)
        let text = String(repeating: "Mail does not arrive. ", count: 2_000)
        var recorded = 0
        var failure: Outcome?
        for _ in 0..<100 where failure == nil {
            let outcome = try stranger.run("incident", "log", "--title", "A", "--description", text)
            if outcome.status == 0 { recorded += 1 } else { failure = outcome }
        }
        let outcome = try #require(failure)
        #expect(outcome.status == 74)
        #expect(outcome.errors.contains("No space left") && outcome.errors.contains("free space"))
        // What was acknowledged is there, and no more.
        let events = try stranger.run("events", "list", "--type", "IncidentLogged", "--format", "ndjson")
        #expect(events.lines.count == recorded)
        #expect(try stranger.run("verify").status == 0)
    }

    @Test("a log on a read-only medium is read, and says that it cannot be written")
    func readOnly() throws {
        guard let disk = MountedDisk(options: "size=16m") else { return MountedDisk.skip() }
        let stranger = Stranger(home: disk.path + "/desk")
        try stranger.run("init")
        let number = try stranger.log("A", "--description", "Nothing since nine")
        disk.remount("ro")
        for command in [
            ["verify"], ["stats"], ["events", "list"], ["incident", "list"], ["incident", "show", number],
        ] {
            let outcome = try stranger.run(command)
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        }
        for command in [["incident", "log", "--title", "B"], ["replay"], ["incident", "resume", number]] {
            let outcome = try stranger.run(command)
            #expect(outcome.status == 77, "\(command): \(outcome.errors)")
            #expect(outcome.errors.contains("ead-only"))
        }
        #expect(try Stranger(home: disk.path + "/new").run("init").status == 77)
    }
}

/// A small file system in memory, unmounted when the object goes. Needs the right to mount.
private final class MountedDisk {
    private let folder = TemporaryFolder()
    var path: String { folder.path }

    init?(options: String) {
        guard mount("tmpfs", folder.path, "tmpfs", 0, options) == 0 else { return nil }
    }

    func remount(_ options: String) {
        let flags = UInt(MS_REMOUNT) | (options == "ro" ? UInt(MS_RDONLY) : 0)
        #expect(mount("tmpfs", folder.path, "tmpfs", flags, nil) == 0)
    }

    deinit { umount2(folder.path, Int32(MNT_DETACH)) }

    static func skip() { print("skipped: this needs the right to mount a file system") }
}
