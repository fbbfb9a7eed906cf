import EventModel
import Glibc
import TestSupport
import Testing

@testable import EventLog

/// Several processes on one log, and processes that die.
@Suite struct ProcessTests {
    let folder = TemporaryFolder()

    private func createLog() throws -> EventLog {
        let identity = LogIdentity(origin: "test.example/log", createdAt: StoreFixture.start, zone: .utc)
        return try EventLog(creatingAt: folder.path("log"), identity: identity)
    }

    @Test func `two processes take turns and each sees what the other wrote`() async throws {
        let path = folder.path("log")
        let log = try createLog()
        async let seen: Int = {
            var count = 0
            for try await batch in log.subscribe() {
                count += batch.filter { $0.stream == .incident("child") }.count
                if count == 300 { break }
            }
            return count
        }()
        async let child: Void = {
            await #expect(processExitsWith: .success) { [path = path as String] in
                let log = try EventLog(at: path)
                for number: UInt64 in 1...300 {
                    _ = try await log.append(.noting(10_000 + number, on: .incident("child"), .exactly(number - 1)))
                }
                #expect(try log.version(of: .incident("child")) == 300)
            }
        }()
        for number: UInt64 in 1...300 {
            _ = try await log.append(.noting(number, on: .incident("parent"), .exactly(number - 1)))
        }
        await child
        #expect(try await seen == 300)
        #expect(try log.head().position == Position(600))
        #expect(try log.verify().events == 600)
    }

    /// The child writes every position that was acknowledged to a witness file, and dies in the midst of appending when there
    /// are enough.
    @Test(arguments: [1, 30, 200]) func `what was acknowledged before kill -9 is there after it`(
        count: Int
    ) async throws {
        let (path, witness) = (folder.path("log"), folder.path("witness"))
        try createLog().close()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, witness = witness as String, count = count as Int] in
            let log = try EventLog(at: path)
            let file = open(witness, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            await withTaskGroup(of: Void.self) { group in
                for task: UInt64 in 0..<4 {
                    group.addTask {
                        for number: UInt64 in 1...1_000_000 {
                            guard let appended = try? await log.append(.drawing(task * 10_000_000 + number, count: 3))
                            else { return }
                            var position = appended.lastPosition.rawValue
                            write(file, &position, 8)
                            if lseek(file, 0, SEEK_END) >= 8 * count { kill(getpid(), SIGKILL) }
                        }
                    }
                }
            }
        }
        let acknowledged = readNumbers(witness)
        #expect(acknowledged.count >= count)
        let log = try EventLog(at: path)
        let verification = try log.verify()
        #expect(verification.events % 3 == 0)
        #expect(verification.events >= acknowledged.max() ?? 0)
        #expect(Set(acknowledged).count == acknowledged.count)
        _ = try await log.append(.drawing(99_999_999))
        #expect(try log.head().position.rawValue == verification.events + 1)
    }

    private func readNumbers(_ path: String) -> [UInt64] {
        let file = open(path, O_RDONLY)
        defer { close(file) }
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        while read(file, &number, 8) == 8 { numbers.append(number) }
        return numbers
    }
}
