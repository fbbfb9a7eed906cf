import EventModel
import LMDB
import TestSupport
import Testing

@testable import EventLog

/// What the disk, or somebody, changes in packed records is an error that says where; never wrong data.
@Suite struct PackedDamageTests {
    let disk = DiskLog()

    private func fill() async throws -> [RecordedEvent] {
        let log = try disk.create(packing: .small(recordsPerSegment: 12, bytesPerBlock: 400))
        for number: UInt64 in 1...12 { _ = try await log.append(.drawing(number, from: "S\(number % 4)", count: 3)) }
        #expect(try log.pack() == Position(36))
        return try log.allEvents()
    }

    private func problem(_ body: () throws -> Void) -> Corruption? {
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

    private func expectEqual(_ found: [RecordedEvent], _ expected: [RecordedEvent]) { #expect(found == expected) }

    @Test func `each byte of a segment that is changed is an error that names a position in it, or harmless`()
        async throws
    {
        let events = try await fill()
        var row: [UInt8] = []
        try disk.tamper { transaction, tables in row = try transaction.bytes(tables.segments, 13) }
        let used = row.count - row.reversed().prefix { $0 == 0 }.count
        var harmless = 0
        for index in 0..<used + 8 {
            var damaged = row
            damaged[index] ^= 1 << UInt8(index & 7)
            try disk.tamper { transaction, tables in try transaction.put(tables.segments, 13, damaged.raw) }
            let log = try EventLog(at: disk.path, access: .readOnly)
            let found = problem { try expectEqual(log.allEvents(), events) }
            if let found { #expect((13...24).contains(found.position?.rawValue ?? 0), "byte \(index): \(found)") }
            if found == nil { harmless += 1 }
            #expect((problem { _ = try log.verifyEveryWay() } == nil) == (found == nil), "byte \(index)")
            _ = problem {
                try expectEqual(log.read(from: Position(20), through: Position(20), limit: 1), [events[19]])
            }
            _ = problem {
                try expectEqual(
                    log.readStream(events[13].stream), events.filter { $0.stream == events[13].stream })
            }
        }
        // The zeros behind the blocks, and bits that Zstandard does not look at.
        #expect(harmless >= 8 && harmless < 24)
        try disk.tamper { transaction, tables in try transaction.put(tables.segments, 13, row.raw) }
        #expect(try EventLog(at: disk.path).verify().events == 36)
    }

    /// Each change keeps every checksum right, as somebody would who knows the format.
    @Test(arguments: PackedTampering.allCases) func `a segment that was changed with care is found`(
        tampering: PackedTampering
    ) async throws {
        _ = try await fill()
        try disk.tamper { try tampering.apply(&$0, $1) }
        let found = problem { _ = try EventLog(at: disk.path, access: .readOnly).verify() }
        #expect(found?.what.contains(tampering.finding) == true, "\(found.map(\.description) ?? "nothing was found")")
        _ = problem { _ = try EventLog(at: disk.path, access: .readOnly).allEvents() }
        _ = problem { _ = try EventLog(at: disk.path).head() }
    }

    @Test func `raw records that are damaged are not packed`() async throws {
        let log = try disk.create(packing: .small(recordsPerSegment: 10))
        // Opening for writing reads the records that no stored Merkle node covers yet: 15 is not among them.
        for number: UInt64 in 1...3 {
            _ = try await log.append(.noting(number, [String](repeating: "text", count: 100), on: .incident("1")))
        }
        log.close()
        try disk.tamper { transaction, tables in
            var row = try transaction.bytes(tables.records, 15)
            row[30] ^= 1
            try transaction.put(tables.records, 15, row.raw)
        }
        let reopened = try EventLog(at: disk.path, packing: .small(recordsPerSegment: 10))
        #expect(problem { try reopened.pack() }?.position == Position(15))
        #expect(try reopened.statistics().rawEvents == 300)
        #expect(try await reopened.append(.noting(99, on: .incident("2"))).lastPosition == Position(301))
    }

    @Test func `segments that another process has packed meanwhile are dropped`() async throws {
        let events = try await fill()
        let log = try EventLog(at: disk.path)
        let again = PackedSegment(first: 1, recordCount: 12, bytes: [UInt8](repeating: 1, count: 100))
        try log.packer?.put([again])
        #expect(try log.allEvents() == events)
        #expect(try log.verifyEveryWay().events == 36)
    }
}

/// Ways to change packed records behind the log's back.
enum PackedTampering: String, CaseIterable {
    case segmentGone, lastSegmentGone, segmentMoved, directoryEmpty, countTooLarge, hugeBlock, noRecords, endBehind,
        alsoRaw, rawInstead, foreignSegment

    var finding: String {
        switch self {
        case .segmentGone, .lastSegmentGone: "the record"
        case .segmentMoved: "the checksum of the directory"
        case .directoryEmpty: "the number of blocks"
        case .countTooLarge: "the number of records of the segment"
        case .hugeBlock, .noRecords: "block 0 of the segment"
        case .endBehind: "the end of the blocks"
        case .alsoRaw, .rawInstead: "the number of rows in 'records'"
        case .foreignSegment: "the first position of the segment"
        }
    }

    func apply(_ transaction: inout WriteTransaction, _ tables: LogTables) throws {
        let row = try transaction.bytes(tables.segments, 13)
        switch self {
        case .segmentGone: try transaction.delete(tables.segments, 13)
        case .lastSegmentGone: try transaction.delete(tables.segments, 25)
        case .segmentMoved:
            let other = try transaction.bytes(tables.segments, 25)
            try transaction.put(tables.segments, 13, other.raw)
        case .directoryEmpty: try put(&transaction, tables, row, 0, at: 20)
        case .countTooLarge: try put(&transaction, tables, row, 13, at: 16)
        case .hugeBlock: try put(&transaction, tables, row, .max, at: 32)
        case .noRecords: try put(&transaction, tables, row, 0, at: 24)
        case .endBehind: try put(&transaction, tables, row, .max, at: 28)
        case .alsoRaw:
            let record = RecordRow.encode(Array("a record".utf8), at: 5, previous: .zero)
            try transaction.put(tables.records, 5, record.raw)
        case .rawInstead:
            let record = RecordRow.encode(Array("a record".utf8), at: 37, previous: .zero)
            try transaction.put(tables.records, 37, record.raw)
        case .foreignSegment: try put(&transaction, tables, row, 14, at: 8)
        }
    }

    /// Writes a number into the row's header or directory, and the checksum that belongs to it.
    private func put(
        _ transaction: inout WriteTransaction, _ tables: LogTables, _ row: [UInt8], _ number: UInt32, at offset: Int
    ) throws {
        var row = row
        var bytes: [UInt8] = []
        bytes.append(littleEndian32: number)
        row.replaceSubrange(offset..<offset + 4, with: bytes)
        let blockCount = Int(row.raw.littleEndian32(at: 20))
        let end = Segment.headerByteCount + Segment.entryByteCount * blockCount
        var checksum: [UInt8] = []
        checksum.append(littleEndian: Checksum.of(Array(row[8..<end]).raw, seed: 13))
        row.replaceSubrange(0..<8, with: checksum)
        try transaction.put(tables.segments, 13, row.raw)
    }
}

extension WriteTransaction {
    /// A copy of a stored row.
    func bytes(_ table: LMDB.Table, _ key: UInt64) throws -> [UInt8] {
        let row = try get(table, key)?.array
        return try #require(row)
    }
}

extension LogTables {
    func segmentRows(in log: EventLog) throws -> [[UInt8]] {
        let transaction = try log.beginRead()
        var cursor = try transaction.cursor(segments)
        var rows: [[UInt8]] = []
        while try cursor.next() { rows.append(cursor.value.array) }
        return rows
    }
}
