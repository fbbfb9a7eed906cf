import EventModel
import LMDB
import TestSupport
import Testing

@testable import EventLog

@Suite struct BackupTests {
    let disk = DiskLog()

    @Test func `a backup is the same log and goes on as one`() async throws {
        let log = try disk.create()
        let commits = (1...700).map { (number: UInt64) in
            var commit = Commit.drawing(number, from: "S\(number % 3)", count: Int(number % 4) + 1)
            commit.claims = [
                KeyClaim(number % 2 == 1 ? .claim : .release, namespace: "serial", key: "\((number + 1) / 2 % 300)")
            ]
            return commit
        }
        for result in await log.append(commits) { _ = try result.get() }
        let target = disk.folder.path("copy")
        var reported: [Position] = []
        let verification = try log.backup(to: target) { copied, _ in reported.append(copied) }
        #expect(verification.root == (try log.head().root))
        #expect(reported.last == (try log.head().position))
        let copy = try EventLog(at: target)
        #expect(copy.identity == log.identity)
        #expect(try copy.head() == log.head())
        #expect(try copy.verify() == log.verify())
        #expect(try await copy.append(.drawing(1, from: "S1", count: 2)).wasDuplicate)
        #expect(try await copy.append(.drawing(9_999, from: "S0")).drawn.map(\.number) == [234])
    }

    @Test func `a backup of an empty log is an empty log`() throws {
        let log = try disk.create()
        #expect(try log.backup(to: disk.folder.path("copy")).events == 0)
        #expect(try EventLog(at: disk.folder.path("copy")).head().position == .zero)
    }

    @Test func `a backup never overwrites anything`() throws {
        let log = try disk.create()
        let target = disk.folder.path("copy")
        try log.backup(to: target)
        #expect(throws: LogError.alreadyExists(path: target)) { try log.backup(to: target) }
    }

    @Test func `a backup of a damaged log fails and leaves no copy under the name`() async throws {
        let log = try disk.create()
        _ = try await log.append(.drawing(1, count: 3))
        log.close()
        try disk.tamper { transaction, tables in
            let row: [UInt8] = Array("not a record".utf8)
            try transaction.put(tables.records, 2, row.raw)
        }
        let damaged = try EventLog(at: disk.path, access: .readOnly)
        let target = disk.folder.path("copy")
        #expect(throws: LogError.self) { try damaged.backup(to: target) }
        #expect(throws: LogError.self) { _ = try EventLog(at: target) }
    }

    @Test func `statistics count events, streams and bytes`() async throws {
        let log = try disk.create()
        #expect(try log.statistics().bytesPerEvent == 0)
        for number: UInt64 in 1...10 { _ = try await log.append(.drawing(number, count: 4)) }
        let statistics = try log.statistics()
        #expect(statistics.events == 40)
        #expect(statistics.streams == 10)
        #expect(statistics.commits == 10)
        #expect(statistics.tables.first { $0.name == "records" }?.entries == 40)
        #expect(statistics.bytesOnDisk >= statistics.tables.reduce(0) { $0 + $1.bytes })
        #expect(statistics.bytesPerEvent == Double(statistics.bytesOnDisk) / 40)
    }
}
