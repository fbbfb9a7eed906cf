import EventModel
import Glibc
import TestSupport
import Testing

@testable import EventLog

/// Packing among several processes, and in processes that die.
@Suite struct PackingProcessTests {
    let folder = TemporaryFolder()

    private func createLog(_ packing: PackingOptions) throws -> EventLog {
        let identity = LogIdentity(origin: "test.example/log", createdAt: StoreFixture.start, zone: .utc)
        return try EventLog(creatingAt: folder.path("log"), identity: identity, packing: packing)
    }

    /// The child appends and packs all the time, and dies when it has packed enough.
    @Test(.timeLimit(.minutes(patienceMinutes)), arguments: [1, 7, 40])
    func `a process that is killed while it packs loses nothing`(
        segments: Int
    ) async throws {
        let (path, witness) = (folder.path("log"), folder.path("witness"))
        try createLog(.eager).close()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, witness = witness as String, segments = segments as Int] in
            let log = try EventLog(at: path, packing: .eager)
            let file = open(witness, O_WRONLY | O_CREAT, 0o600)
            await withTaskGroup(of: Void.self) { group in
                for task: UInt64 in 0..<3 {
                    group.addTask {
                        for number: UInt64 in 1...1_000_000 {
                            guard let appended = try? await log.append(.drawing(task * 10_000_000 + number, count: 3))
                            else { return }
                            var position = appended.lastPosition.rawValue
                            pwrite(file, &position, 8, off_t(8 * task))
                            let packed = (try? log.statistics().packedEvents) ?? 0
                            if packed >= 3 * UInt64(segments) { kill(getpid(), SIGKILL) }
                        }
                    }
                }
            }
        }
        var acknowledged: [UInt64] = [0, 0, 0]
        let file = open(witness, O_RDONLY)
        #expect(read(file, &acknowledged, 24) >= 8)
        close(file)
        let log = try EventLog(at: path, packing: .eager)
        let verification = try log.verify()
        #expect(verification.events >= acknowledged.max() ?? 0)
        #expect(try log.statistics().packedEvents >= 3 * UInt64(segments))
        #expect(try log.allEvents().map(\.position.rawValue) == Array(1...verification.events))
        try log.pack()
        #expect(try log.verify().root == verification.root)
    }

    @Test func `two processes that pack one log at a time do it once`() async throws {
        let path = folder.path("log")
        let log = try createLog(.eager)
        async let child: Void = {
            await #expect(processExitsWith: .success) { [path = path as String] in
                let log = try EventLog(at: path, packing: .eager)
                for number: UInt64 in 1...200 {
                    _ = try await log.append(.noting(10_000 + number, on: .incident("child"), .exactly(number - 1)))
                    if number % 10 == 0 { try log.pack() }
                }
            }
        }()
        for number: UInt64 in 1...200 {
            _ = try await log.append(.noting(number, on: .incident("parent"), .exactly(number - 1)))
            if number % 7 == 0 { try log.pack() }
        }
        await child
        try log.pack()
        let statistics = try log.statistics()
        #expect(statistics.packedEvents == 396)
        #expect(statistics.rawEvents == 4)
        #expect(try log.verify().events == 400)
        #expect(try log.readStream(.incident("child")).map(\.version) == Array(1...200))
    }

    @Test(.timeLimit(.minutes(patienceMinutes))) func `readers see every event while records are packed under them`()
        async throws
    {
        let log = try createLog(.small(recordsPerSegment: 5, rawRecordCount: 3))
        for number: UInt64 in 1...300 { _ = try await log.append(.noting(number, on: .incident("\(number % 5)"))) }
        let expected = try log.allEvents()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for reader in 0..<3 {
                let stream = StreamID.incident("\(reader)")
                let own = expected.filter { $0.stream == stream }
                group.addTask {
                    var packed: UInt64 = 0
                    while packed < 290 {
                        packed = try await log.onReader { () throws(LogError) in
                            let (events, read) = (
                                try log.allEvents(), try log.readStream(stream, fromVersion: 1, through: Position(300))
                            )
                            #expect(events.starts(with: expected) && read == own)
                            return try log.statistics().packedEvents
                        }
                        // Else readers alone would take all turns of a pool of few threads.
                        try await Task.sleep(for: .milliseconds(5))
                    }
                }
            }
            group.addTask {
                for number: UInt64 in 301...320 {
                    _ = try await log.append(.noting(number, on: .incident("0")))
                    try log.pack()
                }
            }
            try await group.waitForAll()
        }
        #expect(try log.verify().events == 320)
    }
}
