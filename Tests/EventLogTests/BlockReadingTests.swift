import EventModel
import LMDB
import TestSupport
import Testing

@testable import EventLog

/// Records handed out in the blocks that they are stored in are the log's records, each once and in order.
@Suite struct BlockReadingTests {
    /// Commits of one to three events; a fixture that packs has blocks, segments and a raw tail of them.
    private func fill(_ store: any EventStore, _ numbers: ClosedRange<UInt64>) async throws {
        for number in numbers {
            let texts = (0...number % 3).map { "text \(number) \($0)" }
            _ = try await store.append(.noting(number, texts, on: .incident("\(number % 5)")))
        }
    }

    /// Everything between two positions, as a reader of blocks goes through it; checks that blocks follow each other.
    private func blocks(
        _ store: any EventStore, from: Position, through: Position
    ) throws -> [RecordBlock] {
        var blocks: [RecordBlock] = []
        var next = max(from, .first)
        while next <= through {
            let slice = try store.readBlocks(from: next, through: through)
            guard !slice.isEmpty else { break }
            for block in slice {
                #expect(block.positions.lowerBound == next && block.positions.upperBound <= through)
                #expect(block.count > 0)
                next = block.positions.upperBound.next
            }
            blocks += slice
        }
        return blocks
    }

    private func events(_ blocks: [RecordBlock]) throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        for block in blocks {
            for index in 0..<block.count {
                let (event, outline) = (try block.event(index), try block.outline(index))
                #expect(outline.position == event.position && event.encoded == block.record(index).array)
                events.append(event)
            }
        }
        return events
    }

    @Test(arguments: StoreKind.allCases)
    func `between any two positions they are what a plain read gives, at block boundaries and within`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        try await fill(store, 1...25)
        let all = try store.allEvents()
        let end = UInt64(all.count)
        #expect(end == 50)
        for from in 0...end + 2 {
            for through in [from, from + 1, from + 2, from + 7, end - 1, end, end + 5] {
                let expected = all.filter { (from...max(from, through)).contains($0.position.rawValue) }
                let found = try events(blocks(store, from: Position(from), through: Position(max(from, through))))
                #expect(found == expected, "\(from) through \(through)")
            }
        }
        #expect(try store.readBlocks(from: Position(9), through: Position(8)).isEmpty)
        #expect(try store.readBlocks(from: .first, through: .zero).isEmpty)
    }

    @Test(arguments: StoreKind.allCases) func `an empty log has none`(kind: StoreKind) throws {
        let store = try StoreFixture(kind).store
        #expect(try store.readBlocks(from: .first, through: Position(.max)).isEmpty)
        #expect(try store.readBlocks(from: .zero, through: .zero).isEmpty)
    }

    @Test func `packed blocks come whole, cut only where the reader begins or ends, and the raw tail follows`()
        async throws
    {
        let disk = DiskLog()
        let log = try disk.create(packing: .small(recordsPerSegment: 12, bytesPerBlock: 400, rawRecordCount: 10))
        try await fill(log, 1...25)
        try log.pack()
        let packed = try log.statistics().packedEvents
        #expect(packed > 20 && packed < 50)
        let whole = try blocks(log, from: .first, through: Position(50))
        let ends = whole.map(\.positions.upperBound.rawValue)
        // Several blocks, one of which ends where packing does.
        #expect(whole.count > 3 && ends.contains(packed), "\(ends), packed \(packed)")
        let second = whole[1].positions
        #expect(whole[1].count > 2)
        let (low, high) = (second.lowerBound.next, second.upperBound.previous)
        let inside = try log.readBlocks(from: low, through: high)
        #expect(inside.map(\.positions) == [low...high])
        // From the middle of a block into the raw tail.
        let across = try blocks(log, from: low, through: Position(packed + 3))
        #expect(across[0].positions == low...second.upperBound)
        #expect(try events(across).map(\.position.rawValue) == Array(low.rawValue...packed + 3))
    }

    @Test func `a damaged block is named, and others are read all the same`() async throws {
        let disk = DiskLog()
        do {
            let log = try disk.create(packing: .small(recordsPerSegment: 12, bytesPerBlock: 400))
            for number: UInt64 in 1...12 { _ = try await log.append(.drawing(number, count: 3)) }
            #expect(try log.pack() == Position(36))
        }
        try disk.tamper { transaction, tables in
            var row = try transaction.bytes(tables.segments, 13)
            // Zeros stand behind the blocks.
            let used = row.count - row.reversed().prefix { $0 == 0 }.count
            row[used / 2] ^= 4
            try transaction.put(tables.segments, 13, row.raw)
        }
        let log = try EventLog(at: disk.path, access: .readOnly)
        do {
            _ = try events(blocks(log, from: .first, through: Position(36)))
            Issue.record("the damage was not noticed")
        } catch LogError.corrupt(let corruption) {
            #expect((13...24).contains(corruption.position?.rawValue ?? 0), "\(corruption)")
        }
        #expect(try events(blocks(log, from: .first, through: Position(12))).count == 12)
        #expect(try events(blocks(log, from: Position(25), through: Position(36))).count == 12)
    }

    @Test func `a raw record that is gone is missed, not passed over`() async throws {
        let disk = DiskLog()
        do {
            let log = try disk.create(packing: .small(rawRecordCount: 100))
            for number: UInt64 in 1...12 { _ = try await log.append(.noting(number, on: .incident("1"))) }
        }
        try disk.tamper { transaction, tables in try transaction.delete(tables.records, 7) }
        // The count of records would give it away on opening.
        try disk.tamper { transaction, tables in
            let row = try transaction.bytes(tables.records, 8)
            try transaction.put(tables.records, 99, row.raw)
        }
        let log = try EventLog(at: disk.path, access: .readOnly)
        #expect(throws: LogError.self) { try events(blocks(log, from: .first, through: Position(12))) }
    }
}
