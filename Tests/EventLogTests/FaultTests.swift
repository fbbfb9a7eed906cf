import EventModel
import Glibc
import LMDB
import TestSupport
import Testing

@testable import EventLog

/// Disks that are full, that are read-only, and that fail in the midst of a commit.
@Suite(.serialized) struct FaultTests {
    let disk = DiskLog()

    /// A file system of its own under the test's folder; nil where this process may not mount one.
    private final class Mount {
        let path: String

        init?(in folder: TemporaryFolder, sizeBytes: Int) {
            path = folder.path("mount")
            mkdir(path, 0o700)
            guard mount("tmpfs", path, "tmpfs", 0, "size=\(sizeBytes)") == 0 else { return nil }
        }

        /// A process that another test has just forked has our files open until it becomes another program: then it is busy.
        func remount(readOnly: Bool, sizeBytes: Int) -> Bool {
            let flags = UInt(MS_REMOUNT | (readOnly ? MS_RDONLY : 0))
            // On a busy machine that takes a while.
            for _ in 1...1_200 {
                if mount("tmpfs", path, "tmpfs", flags, "size=\(sizeBytes)") == 0 { return true }
                guard errno == EBUSY else { return false }
                usleep(50_000)
            }
            return false
        }

        deinit { umount2(path, Int32(MNT_DETACH)) }
    }

    private let identity = LogIdentity(origin: "test.example/log", createdAt: StoreFixture.start, zone: .utc)

    @Test func `a full disk refuses appends, loses nothing, and goes on when there is room again`() async throws {
        guard let mount = Mount(in: disk.folder, sizeBytes: 1 << 20) else {
            print("skipped: a file system cannot be mounted here")
            return
        }
        let log = try EventLog(creatingAt: "\(mount.path)/log", identity: identity)
        var recorded: UInt64 = 0
        var refusal: AppendError?
        while refusal == nil, recorded < 1_000 {
            let text = String(repeating: "x", count: 20_000)
            refusal = await log.refusal(of: .noting(recorded + 1, [text], on: .incident("1")))
            if refusal == nil { recorded += 1 }
        }
        guard case .unavailable(let error) = refusal else {
            Issue.record("\(refusal.map(\.description) ?? "the disk never filled up")")
            return
        }
        #expect(error.code == .noSpace)
        #expect(recorded > 5)
        #expect(try log.verify().events == recorded)
        #expect(mount.remount(readOnly: false, sizeBytes: 16 << 20))
        _ = try await log.append(.noting(recorded + 1, on: .incident("1"), .exactly(recorded)))
        #expect(try log.verify().events == recorded + 1)
        log.close()
    }

    @Test func `a log on read-only media opens for reading and says why it does not for writing`() async throws {
        guard let mount = Mount(in: disk.folder, sizeBytes: 8 << 20) else {
            print("skipped: a file system cannot be mounted here")
            return
        }
        let path = "\(mount.path)/log"
        do {
            let log = try EventLog(creatingAt: path, identity: identity)
            _ = try await log.append(.drawing(1, count: 3))
            log.close()
        }
        #expect(mount.remount(readOnly: true, sizeBytes: 8 << 20))
        for access in [EventLog.Access.readOnly, .unlocked] {
            let log = try EventLog(at: path, access: access)
            #expect(try log.verify().events == 3)
            log.close()
        }
        let error = #expect(throws: LogError.self) { _ = try EventLog(at: path) }
        #expect(error?.description.contains("open read-only") == true)
    }

    /// A limit on the file's size stands in for a device that fails: the write in the midst of a commit is refused.
    @Test func `a commit that fails poisons the log until it is opened again`() async throws {
        let (path, witness) = (disk.path, disk.folder.path("witness"))
        try disk.create().close()
        await #expect(processExitsWith: .success) { [path = path as String, witness = witness as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let log = try EventLog(at: path)
            let text = String(repeating: "x", count: 20_000)
            var recorded: UInt64 = 0
            var refusal: AppendError?
            while refusal == nil, recorded < 1_000 {
                refusal = await log.refusal(of: .noting(recorded + 1, [text], on: .incident("1")))
                if refusal == nil { recorded += 1 }
            }
            guard case .indeterminate(let cause) = refusal else { exit(EXIT_FAILURE) }
            #expect(cause.code.rawValue == EFBIG)
            // Small enough to fit, and refused all the same.
            #expect(await log.refusal(of: .noting(2_000, on: .incident("2"))) == .poisoned(cause))
            #expect(try log.verify().events == recorded)
            let file = open(witness, O_WRONLY | O_CREAT, 0o600)
            write(file, &recorded, 8)
        }
        var recorded: UInt64 = 0
        let file = open(witness, O_RDONLY)
        #expect(read(file, &recorded, 8) == 8)
        close(file)
        let log = try EventLog(at: path)
        #expect(try log.verify().events == recorded)
        _ = try await log.append(.noting(2_000, on: .incident("2")))
    }
}
