import EventModel
import Foundation
import LMDB
import TestSupport
import Testing

@testable import EventLog

@Suite(.timeLimit(.minutes(patienceMinutes))) struct CopyingTests {
    let disk = DiskLog()

    private func fill(_ log: EventLog, _ numbers: ClosedRange<UInt64>) async throws {
        let commits = numbers.map { Commit.drawing($0, from: "S\($0 % 7)", count: Int($0 % 4) + 1) }
        for result in await log.append(commits) { _ = try result.get() }
    }

    @Test func `a copy that was interrupted after any slice goes on`() async throws {
        let log = try disk.create()
        try await fill(log, 1...60)
        let (end, events) = (try log.head(), try log.allEvents())
        let path = disk.folder.path("copy.partial")
        for stop: UInt64 in [1, 3, 40, 41, 99] {
            // Stops after a whole commit, wherever that is.
            let isEnd = { (event: RecordedEvent) in event.commitIndex + 1 == event.commitCount }
            let position = try #require(events.first { $0.position.rawValue >= stop && isEnd($0) }).position
            let copy = try LogCopy(of: Prefix(log: log, end: position), at: path)
            try copy.run(through: try Prefix(log: log, end: position).head()) { _, _ in }
            #expect(try copy.head().position == position)
            copy.close()
        }
        let backup = try log.backup(to: disk.folder.path("copy"))
        #expect(backup.root == end.root)
        let copy = try EventLog(at: disk.folder.path("copy"))
        #expect(try copy.head() == end)
        #expect(try copy.verify() == log.verify())
    }

    @Test func `a copy that was interrupted before its first row begins anew`() async throws {
        let log = try disk.create()
        try await fill(log, 1...5)
        let path = disk.folder.path("copy.partial")
        _ = try Environment(path: path, options: .init(create: true))
        #expect(try log.backup(to: disk.folder.path("copy")).commits == 5)
    }

    @Test func `a copy of another log is not gone on with`() async throws {
        let log = try disk.create()
        try await fill(log, 1...5)
        let path = disk.folder.path("copy.partial")
        let other = LogIdentity(origin: "other.example", createdAt: StoreFixture.start, zone: .utc)
        try EventLog(creatingAt: path, identity: other).close()
        #expect(throws: LogError.alreadyExists(path: path)) { try log.backup(to: disk.folder.path("copy")) }
    }

    @Test func `a compacted log is the same log in a smaller file, and goes on`() async throws {
        let log = try disk.create()
        try await fill(log, 1...3000)
        let (head, whole) = (try log.head(), try log.verify())
        log.close()
        // Packing leaves free pages behind.
        let packing = try EventLog(at: disk.path, packing: PackingOptions(rawRecordCount: 100))
        #expect(try packing.pack() > .zero)
        packing.close()
        let found = try EventLog.compact(at: disk.path)
        #expect(found.events == head.position.rawValue && found.root == head.root)
        #expect(found.bytesAfter < found.bytesBefore)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.folder.path) == ["log"])
        let compact = try EventLog(at: disk.path)
        #expect(try compact.head() == head)
        #expect(try compact.verify() == whole)
        #expect(try await compact.append(.drawing(1, from: "S1", count: 2)).wasDuplicate)
        #expect(try await compact.append(.drawing(9_999, from: "S0")).drawn.map(\.number) == [429])
    }

    @Test func `a log that is open elsewhere is copied, and its file is not replaced`() async throws {
        let log = try disk.create()
        try await fill(log, 1...20)
        log.close()
        // Another process, as far as the lock can tell.
        let folder = open(disk.path, O_RDONLY | O_DIRECTORY)
        #expect(flock(folder, LOCK_SH) == 0)
        let error = #expect(throws: LogError.self) { try EventLog.compact(at: disk.path) }
        guard case .storage(let cause) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(cause.code == .busy && cause.description.contains("close it there"))
        let grown = try EventLog(at: disk.path)
        try await fill(grown, 21...30)
        let head = try grown.head()
        grown.close()
        close(folder)
        #expect(try EventLog.compact(at: disk.path).root == head.root)
        #expect(try EventLog(at: disk.path).verify().commits == 30)
    }

    @Test func `a damaged log stays as it is`() async throws {
        let log = try disk.create()
        try await fill(log, 1...20)
        log.close()
        try disk.tamper { transaction, tables in
            let row: [UInt8] = Array("not a record, and long enough".utf8)
            try transaction.put(tables.records, 7, row.raw)
        }
        let before = try Data(contentsOf: URL(filePath: "\(disk.path)/data.mdb"))
        #expect(throws: LogError.self) { try EventLog.compact(at: disk.path) }
        #expect(try Data(contentsOf: URL(filePath: "\(disk.path)/data.mdb")) == before)
    }

    /// A log as it was at an earlier position.
    private struct Prefix: CopySource {
        let log: EventLog
        let end: Position
        var identity: LogIdentity { log.identity }

        func head() throws(LogError) -> LogHead {
            var head = LogHead.empty
            for event in try log.allEvents() where event.position <= end {
                head.frontier.append(.leaf(event.encoded.raw))
                (head.position, head.recordedAt) = (event.position, event.recordedAt)
            }
            return head
        }

        func slice(from: Position, through: Position) throws(LogError) -> [RestoredEvent] {
            try log.slice(from: from, through: min(through, end))
        }
    }
}
