import EventModel
import Foundation
import Glibc
import LMDB
import TestSupport
import Testing

@testable import EventLog

/// What the disk, or somebody, changes in a log is an error that says where; never wrong data.
@Suite struct DamageTests {
    let disk = DiskLog()

    /// Twelve commits of three events, in four streams, with numbers and claims; closed.
    private func fill() async throws -> [RecordedEvent] {
        let log = try disk.create()
        for number: UInt64 in 1...12 {
            var commit = Commit.drawing(number, from: "S\(number % 4)", count: 3)
            commit.claims = [KeyClaim(.claim, namespace: "serial", key: "\(number)")]
            _ = try await log.append(commit)
        }
        return try log.allEvents()
    }

    private func corruption(_ body: () throws -> Void) -> Corruption? {
        do {
            try body()
            return nil
        } catch LogError.corrupt(let corruption) {
            return corruption
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    private func readFile() throws -> [UInt8] {
        let file = open("\(disk.path)/data.mdb", O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
        #expect(pread(file, &bytes, bytes.count, 0) == bytes.count)
        return bytes
    }

    private func write(_ bytes: [UInt8], at offset: Int) {
        let file = open("\(disk.path)/data.mdb", O_WRONLY)
        defer { close(file) }
        #expect(pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count)
    }

    /// Where `pattern` stands in the file, wherever LMDB has put a copy of the page.
    private func offsets(of pattern: [UInt8], in bytes: [UInt8]) -> [Int] {
        bytes.indices.dropLast(pattern.count - 1).filter {
            bytes[$0] == pattern[0] && bytes[$0..<$0 + pattern.count].elementsEqual(pattern)
        }
    }

    @Test func `one flipped bit anywhere in a record is an error that names its position`() async throws {
        let events = try await fill()
        let target = events[16]
        let record = target.encoded
        let row = RecordRow.encode(record, at: target.position.rawValue, previous: events[15].position)
        let places = offsets(of: row, in: try readFile())
        #expect(!places.isEmpty, "what is decoded and encoded again is what is stored")
        for index in row.indices {
            for place in places { write([row[index] ^ (1 << (UInt8(index) & 7))], at: place + index) }
            let log = try EventLog(at: disk.path, access: .readOnly)
            let found = corruption { _ = try log.allEvents() }
            #expect(found?.position == target.position, "byte \(index)")
            #expect(found?.what == "the checksum of the record")
            #expect(corruption { _ = try log.readStream(target.stream) }?.position == target.position)
            #expect(corruption { _ = try log.verifyEveryWay() }?.position == target.position)
            #expect(corruption { _ = try log.find(target.commandID) }?.position == target.position)
            for place in places { write([row[index]], at: place + index) }
        }
        #expect(try EventLog(at: disk.path).verify().events == 36)
    }

    @Test func `two records that changed places are found`() async throws {
        let events = try await fill()
        let rows = [4, 16].map { index in
            RecordRow.encode(
                events[index].encoded, at: events[index].position.rawValue, previous: events[index - 1].position)
        }
        try disk.tamper { transaction, tables in
            try transaction.putRow(tables.records, 5, rows[1])
            try transaction.putRow(tables.records, 17, rows[0])
        }
        let log = try EventLog(at: disk.path, access: .readOnly)
        #expect(corruption { _ = try log.allEvents() }?.position == Position(5))
    }

    @Test func `a log with a damaged end does not open for writing`() async throws {
        let events = try await fill()
        try disk.tamper { transaction, tables in
            let row = RecordRow.encode(events[34].encoded, at: 36, previous: events[33].position)
            try transaction.putRow(tables.records, 36, row)
        }
        guard case .corrupt(let corruption) = disk.openingError() else {
            Issue.record("it opened")
            return
        }
        #expect(corruption.what == "the Merkle root")
        #expect(disk.openingError(.readOnly) == nil)
    }

    @Test func `records that were cut off are noticed on opening and on reading`() async throws {
        _ = try await fill()
        try disk.tamper { transaction, tables in try transaction.delete(tables.records, 36) }
        guard case .corrupt = disk.openingError() else {
            Issue.record("it opened")
            return
        }
        let log = try EventLog(at: disk.path, access: .readOnly)
        #expect(corruption { _ = try log.read(from: Position(36)) }?.position == Position(36))
        #expect(corruption { _ = try log.verifyEveryWay() }?.position == Position(36))
    }

    @Test func `a file that was cut off says so, or lacks nothing but free pages`() async throws {
        let events = try await fill()
        let whole = try Data(contentsOf: URL(fileURLWithPath: disk.path + "/data.mdb"))
        var refusedCount = 0
        for kept in stride(from: 8192, to: whole.count, by: 4096) {
            try whole.prefix(kept).write(to: URL(fileURLWithPath: disk.path + "/data.mdb"))
            if disk.openingError() == nil {
                #expect(try EventLog(at: disk.path).read(from: .first) == events, "\(kept) bytes kept")
            } else {
                refusedCount += 1
            }
        }
        #expect(refusedCount > 0)
        try whole.write(to: URL(fileURLWithPath: disk.path + "/data.mdb"))
        #expect(disk.openingError() == nil)
    }

    /// Each change keeps every checksum right, as somebody would who knows the format.
    @Test(arguments: Tampering.allCases) func `verification finds what was changed with care`(
        tampering: Tampering
    ) async throws {
        let events = try await fill()
        #expect(try EventLog(at: disk.path).verify().commits == 12)
        try disk.tamper { try tampering.apply(&$0, $1, events) }
        let log = try EventLog(at: disk.path, access: .readOnly)
        let found = corruption { _ = try log.verifyEveryWay() }
        #expect(found?.what.contains(tampering.finding) == true, "\(found.map(\.description) ?? "nothing was found")")
    }
}

/// Ways to change a log behind its back.
enum Tampering: String, CaseIterable {
    case payload, previous, commandGone, commandMoved, commandAdded, streamRenumbered, streamAdded, newestVersion,
        newestPosition, newestAdded, sequence, claim, claimAdded, head, headTime

    /// What the verification names.
    var finding: String {
        switch self {
        case .payload: "the Merkle root"
        case .previous: "the position of the event before it"
        case .commandGone, .commandMoved: "the row of the command in 'commands'"
        case .commandAdded: "of 'commands' leads to"
        case .streamRenumbered: "the number of stream"
        case .streamAdded: "'streams'"
        case .newestVersion: "the version of stream"
        case .newestPosition: "the newest event of stream"
        case .newestAdded: "'heads'"
        case .sequence: "the last number of S1"
        case .claim: "the holder of serial '5'"
        case .claimAdded: "'claims'"
        case .head: "the Merkle root"
        case .headTime: "recordedAt of the head"
        }
    }

    func apply(_ transaction: inout WriteTransaction, _ tables: LogTables, _ events: [RecordedEvent]) throws {
        switch self {
        case .payload:
            let changed = RecordedEvent(changing: events[7], payload: Array("altered".utf8))
            try transaction.putRow(tables.records, 8, RecordRow.encode(changed.encoded, at: 8, previous: Position(7)))
        case .previous:
            try transaction.putRow(tables.records, 9, RecordRow.encode(events[8].encoded, at: 9, previous: Position(7)))
        case .commandGone: try transaction.delete(tables.commands, CommandID(3).rowKey, value: 7)
        case .commandMoved:
            try transaction.delete(tables.commands, CommandID(3).rowKey, value: 7)
            try transaction.put(tables.commands, CommandID(3).rowKey, 8)
        case .commandAdded: try transaction.put(tables.commands, CommandID(3).rowKey, 8)
        case .streamRenumbered: try putNumbers(&transaction, tables.streams, events[3].stream.rowKey, [1])
        case .streamAdded: try putNumbers(&transaction, tables.streams, StreamID.incident("added").rowKey, [99])
        case .newestVersion: try transaction.putNewest(2, [2, 6], tables)
        case .newestPosition: try transaction.putNewest(2, [2, 5], tables)
        case .newestAdded: try transaction.putNewest(99, [3, 6], tables)
        case .sequence: try putNumbers(&transaction, tables.sequences, Array("S1".utf8), [9])
        case .claim: try putNumbers(&transaction, tables.claims, ClaimedKey(namespace: "serial", key: "5").rowKey, [1])
        case .claimAdded:
            try putNumbers(&transaction, tables.claims, ClaimedKey(namespace: "serial", key: "x").rowKey, [1])
        case .head:
            var head = try transaction.logHead(tables)
            head.frontier = MerkleFrontier(size: 36, roots: head.frontier.roots.reversed()) ?? head.frontier
            try transaction.put(head, tables)
        case .headTime:
            var head = try transaction.logHead(tables)
            head.recordedAt = head.recordedAt.advanced(byMicros: 1)
            try transaction.put(head, tables)
        }
    }

    private func putNumbers(
        _ transaction: inout WriteTransaction, _ table: LMDB.Table, _ key: [UInt8], _ numbers: [UInt64]
    ) throws {
        var payload: [UInt8] = []
        for number in numbers { payload.append(littleEndian: number) }
        let row = CheckedRow.encode(payload, key: key.raw)
        try transaction.put(table, key.raw, row.raw)
    }
}

extension WriteTransaction {
    fileprivate mutating func putNewest(
        _ stream: UInt64, _ numbers: [UInt64], _ tables: LogTables
    ) throws(LMDBError) {
        var payload: [UInt8] = []
        for number in numbers { payload.append(littleEndian: number) }
        try putRow(tables.heads, stream, CheckedRow.encode(payload, key: stream.keyBytes.raw))
    }

    mutating func putRow(_ table: LMDB.Table, _ key: UInt64, _ row: [UInt8]) throws(LMDBError) {
        try put(table, key, row.raw)
    }
}

extension RecordedEvent {
    /// The same event with another payload.
    init(changing event: RecordedEvent, payload: [UInt8]) {
        self.init(
            position: event.position, version: event.version, recordedAt: event.recordedAt, stream: event.stream,
            drawn: event.drawn, type: event.type, schemaVersion: event.schemaVersion, occurredAt: event.occurredAt,
            actor: event.actor, commandID: event.commandID, commitIndex: event.commitIndex,
            commitCount: event.commitCount, causation: event.causation, correlation: event.correlation,
            reason: event.reason, claims: event.claims, payload: payload)
    }
}

/// Keys that changed on the disk: their rows cannot be found, and so no checksum of theirs is read.
@Suite struct DamagedKeyTests {
    let disk = DiskLog()

    @Test(arguments: ["incident-INC-2026-000003", "serial\0" + "3"])
    func `a row whose key changed is damage, not absence`(key: String) async throws {
        do {
            let log = try disk.create()
            for number: UInt64 in 1...3 {
                var commit = Commit.drawing(number)
                commit.claims = [KeyClaim(.claim, namespace: "serial", key: "\(number)")]
                _ = try await log.append(commit)
            }
            #expect(try log.readStream(.incident("none")) == [])
            #expect(try log.holder(namespace: "serial", key: "none") == nil)
            #expect(try log.find(CommandID(99)) == nil)
            log.close()
        }
        // In every page that holds it, so also in the live one.
        let (name, path) = (Array(key.utf8), "\(disk.path)/data.mdb")
        let file = open(path, O_RDWR)
        defer { close(file) }
        var content = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
        pread(file, &content, content.count, 0)
        // Only as a row's key, before which stands its size; and so that the keys stay in order.
        for start in 0..<content.count - name.count where Array(content[start..<start + name.count]) == name {
            let keySize = Int(content[max(start, 2) - 2])
            if keySize == name.count { content[start + name.count - 1] ^= 4 }
        }
        pwrite(file, content, content.count, 0)
        let log = try EventLog(at: disk.path, access: .readOnly)
        if key.hasPrefix("incident") {
            #expect(throws: LogError.self) { try log.readStream(.incident("INC-2026-000003")) }
            #expect(throws: LogError.self) { try log.version(of: .incident("INC-2026-000003")) }
        } else {
            #expect(throws: LogError.self) { try log.holder(namespace: "serial", key: "3") }
        }
        #expect(throws: LogError.self) { try log.verify() }
    }
}
