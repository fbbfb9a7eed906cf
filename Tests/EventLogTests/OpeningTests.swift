import EventModel
import Foundation
import Glibc
import LMDB
import TestSupport
import Testing

@testable import EventLog

/// A log in a folder of its own that can be closed and opened again.
struct DiskLog {
    let folder = TemporaryFolder()
    var path: String { folder.path("log") }

    func create(
        _ origin: String = "test.example/log", packing: PackingOptions = PackingOptions()
    ) throws -> EventLog {
        let identity = LogIdentity(origin: origin, createdAt: StoreFixture.start, zone: .utc)
        return try EventLog(creatingAt: path, identity: identity, packing: packing) { _ in StoreFixture.start }
    }

    /// The error of opening the log, or nil where it opens.
    func openingError(_ access: EventLog.Access = .readWrite) -> LogError? {
        do throws(LogError) {
            _ = try EventLog(at: path, access: access)
            return nil
        } catch {
            return error
        }
    }

    /// Changes the tables of the closed log behind its back.
    func tamper(_ body: (inout WriteTransaction, LogTables) throws -> Void) throws {
        let environment = try Environment(path: path)
        let tables = try LogTables(environment, create: false)
        try environment.write { try body(&$0, tables) }
    }
}

@Suite struct OpeningTests {
    let disk = DiskLog()

    @Test func `a log is what it was when it is opened again`() async throws {
        do {
            let log = try disk.create()
            _ = try await log.append(.drawing(1, count: 3))
        }
        for access in [EventLog.Access.readWrite, .readOnly, .unlocked] {
            let log = try EventLog(at: disk.path, access: access)
            #expect(log.identity.origin == "test.example/log")
            #expect(log.identity.zone == .utc)
            #expect(try log.readStream(.incident("INC-2026-000001")).map(\.version) == [1, 2, 3])
            #expect(try log.find(CommandID(1))?.drawn.map(\.text) == ["INC-2026-000001"])
            #expect(try log.head().root == log.verify().root)
        }
        let log = try EventLog(at: disk.path)
        #expect(try await log.append(.drawing(2)).drawn.map(\.number) == [2])
    }

    @Test func `a folder that is not there or holds no log is refused`() throws {
        guard case .notALog(disk.path, _) = disk.openingError() else {
            Issue.record("a missing folder opened")
            return
        }
        _ = try Environment(path: disk.path, options: .init(create: true)).table("other", create: true)
        #expect(disk.openingError() == .notALog(path: disk.path, why: "data.mdb has no log in it"))
    }

    @Test func `a log whose creation was cut short is refused, and says so`() throws {
        let environment = try Environment(path: disk.path, options: .init(create: true))
        _ = try LogTables(environment, create: true)
        #expect(
            disk.openingError() == .storage(LMDBError(operation: "open the environment", path: disk.path, code: .busy)))
        _ = consume environment
        #expect(disk.openingError() == .notALog(path: disk.path, why: "its creation was not finished"))
    }

    @Test func `a log of another format is refused with both numbers`() throws {
        try disk.create().close()
        try disk.tamper { try $0.put(format: 7, $1) }
        #expect(disk.openingError() == .otherFormat(path: disk.path, expected: 2, found: 7))
        #expect(
            disk.openingError(.readOnly)?.description.contains(
                "has format 7, this release reads format 2; use the release") == true)
    }

    @Test func `a new log is made only where there is nothing`() throws {
        try disk.create().close()
        #expect(throws: LogError.alreadyExists(path: disk.path)) { _ = try disk.create() }
        #expect(disk.openingError() == nil)
    }

    @Test func `a log that is open for reading refuses appends`() async throws {
        try disk.create().close()
        let log = try EventLog(at: disk.path, access: .readOnly)
        #expect(await log.refusal(of: .drawing(1)) == .readOnly)
    }

    @Test func `a closed log ends its subscriptions and refuses everything`() async throws {
        let log = try disk.create()
        _ = try await log.append(.drawing(1))
        let (reached, reachedEnd) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for try await _ in log.subscribe() { reachedEnd.yield() }
        }
        for await _ in reached { break }
        log.close()
        await #expect(throws: LogError.closed) { try await task.value }
        #expect(await log.refusal(of: .drawing(2)) == .closed)
        #expect(throws: LogError.closed) { _ = try log.head() }
        log.close()
    }

    @Test func `appends that were handed over before the closing are recorded`() async throws {
        let log = try disk.create()
        let results = await withTaskGroup(of: Bool.self) { group in
            for number: UInt64 in 1...64 { group.addTask { await log.refusal(of: .drawing(number)) == nil } }
            group.addTask {
                log.close()
                return false
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        log.close()
        let reopened = try EventLog(at: disk.path)
        #expect(try reopened.verify().events == UInt64(results))
    }
}

/// Files that are sound, but not where they belong.
@Suite struct ExchangedFileTests {
    let disk = DiskLog()

    private func copy(_ source: String, _ target: String) throws {
        let content = try Data(contentsOf: URL(fileURLWithPath: source))
        try content.write(to: URL(fileURLWithPath: target))
    }

    @Test func `another log's data file is refused, and says whose it is`() async throws {
        let other = DiskLog()
        for (log, origin) in [(try disk.create(), 1), (try other.create("other.example/log"), 2)]
            as [(EventLog, UInt64)]
        {
            _ = try await log.append(.drawing(origin, count: 3))
            log.close()
        }
        try copy(other.path + "/data.mdb", disk.path + "/data.mdb")
        for access in [EventLog.Access.readWrite, .readOnly, .unlocked] {
            #expect(disk.openingError(access)?.description.contains("found the log other.example/log") == true)
        }
        // Its own note goes with it.
        try copy(other.path + "/commit.note", disk.path + "/commit.note")
        #expect(disk.openingError() == nil)
    }

    @Test func `an older copy of the data file is refused, and says how much is missing`() async throws {
        let log = try disk.create()
        _ = try await log.append(.drawing(1, count: 3))
        log.close()
        try copy(disk.path + "/data.mdb", disk.folder.path("older"))
        let again = try EventLog(at: disk.path)
        _ = try await again.append(.drawing(2, count: 4))
        again.close()
        try copy(disk.folder.path("older"), disk.path + "/data.mdb")
        let message = try #require(disk.openingError()).description
        #expect(message.contains("expected position 7, as acknowledged, found 3"), "\(message)")
        #expect(message.contains("remove \(disk.path)/commit.note"))
        try FileManager.default.removeItem(atPath: disk.path + "/commit.note")
        #expect(disk.openingError() == nil)
    }

    @Test func `a note that is gone, torn or older says nothing`() async throws {
        let log = try disk.create()
        _ = try await log.append(.drawing(1, count: 3))
        let note = disk.path + "/commit.note"
        try copy(note, disk.folder.path("older"))
        _ = try await log.append(.drawing(2))
        log.close()
        #expect(disk.openingError() == nil)
        try copy(disk.folder.path("older"), note)
        #expect(disk.openingError() == nil)
        try Data(repeating: 0xFF, count: 24).write(to: URL(fileURLWithPath: note))
        #expect(disk.openingError() == nil)
        try Data(count: 5).write(to: URL(fileURLWithPath: note))
        #expect(disk.openingError() == nil)
        try FileManager.default.removeItem(atPath: note)
        #expect(disk.openingError() == nil)
    }
}
