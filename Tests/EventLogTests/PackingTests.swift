import EventModel
import LMDB
import TestSupport
import Testing

@testable import EventLog

/// Records that are packed are the same records.
@Suite struct PackingTests {
    let disk = DiskLog()

    /// Commits of one to three events in a few streams, with texts that Zstandard can do much or nothing about.
    private func fill(_ log: EventLog, _ numbers: ClosedRange<UInt64>, seed: UInt64 = 1) async throws {
        var generator = SplitMix(seed: seed)
        var commits: [Commit] = []
        for number in numbers {
            let texts = (0...Int(generator.next() % 3)).map { _ in
                generator.next() % 3 == 0
                    ? String(
                        (0..<Int(generator.next() % 300)).map { _ in Character(generator.next() % 2 == 0 ? "0" : "1") })
                    : String(repeating: "packed ", count: Int(generator.next() % 40))
            }
            commits.append(.noting(number, texts, on: .incident("\(generator.next() % 7)")))
        }
        for result in await log.append(commits) { _ = try result.get() }
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

    /// Streams read together are what each is alone.
    private func compareTogether(_ log: EventLog, _ events: [RecordedEvent], through: Position) throws {
        let streams = Set(events.map(\.stream)).sorted() + [.incident("none")]
        for position in [through, Position(through.rawValue / 3), .zero] {
            let expected = streams.map { stream in
                events.filter { $0.stream == stream && $0.position <= position }
            }
            #expect(try log.readStreams(streams, through: position) == expected, "through \(position)")
        }
        #expect(try log.readStreams([], through: through) == [])
    }

    @Test func `streams read together are what each is alone, over many blocks`() async throws {
        let log = try disk.create(packing: .small(rawRecordCount: 100))
        try await fill(log, 1...3000)
        try log.pack()
        let head = try log.head()
        #expect(head.position > Position(5000))
        try compareTogether(log, log.allEvents(), through: head.position)
    }

    @Test func `packing changes nothing that can be read`() async throws {
        let log = try disk.create(packing: .small(rawRecordCount: 20))
        try await fill(log, 1...300)
        let (events, head) = (try log.allEvents(), try log.head())
        #expect(try log.statistics().packedEvents == 0)
        let end = try log.pack()
        let statistics = try log.statistics()
        #expect(end.rawValue == statistics.packedEvents)
        #expect(statistics.packedEvents > 300)
        #expect(statistics.packedEvents + statistics.rawEvents == statistics.events)
        #expect(statistics.rawEvents >= 20)
        #expect(statistics.packedBytes > 0)
        #expect(try log.allEvents() == events)
        for event in events {
            #expect(try log.read(from: event.position, through: event.position, limit: 1) == [event])
        }
        for stream in Set(events.map(\.stream)) {
            let own = events.filter { $0.stream == stream }
            #expect(try log.readStream(stream) == own)
            #expect(
                try log.readStream(stream, fromVersion: 3, through: own[own.count / 2].position)
                    == Array(own[2...own.count / 2]))
        }
        try compareTogether(log, events, through: head.position)
        for number: UInt64 in 1...300 {
            let first = try #require(events.first { $0.commandID == CommandID(number) })
            #expect(try log.find(CommandID(number))?.events.first?.position == first.position)
        }
        #expect(try log.head() == head)
        #expect(try log.verifyEveryWay().root == head.root)
        #expect(try log.pack() == end, "there is nothing left to do")
    }

    @Test func `a packed log goes on, also after it was opened again`() async throws {
        let options = PackingOptions.small(rawRecordCount: 5)
        do {
            let log = try disk.create(packing: options)
            try await fill(log, 1...200)
            try log.pack()
        }
        let log = try EventLog(at: disk.path, packing: options)
        #expect(try await log.append(.noting(7, on: .incident("1"))).wasDuplicate)
        let version = try log.version(of: .incident("1"))
        _ = try await log.append(.noting(1_000, on: .incident("1"), .exactly(version)))
        try await fill(log, 2_000...2_100, seed: 2)
        try log.pack()
        #expect(try log.verifyEveryWay().root == log.head().root)
        let copy = disk.folder.path("copy")
        #expect(try log.backup(to: copy).root == log.head().root)
        #expect(try EventLog(at: copy, access: .readOnly).allEvents() == log.allEvents())
    }

    @Test func `nothing is packed but what is older than the newest records`() async throws {
        let log = try disk.create(packing: .small(recordsPerSegment: 10, rawRecordCount: 100))
        for number: UInt64 in 1...109 { _ = try await log.append(.noting(number, on: .incident("1"))) }
        #expect(try log.pack() == .zero)
        _ = try await log.append(.noting(110, on: .incident("1")))
        #expect(try log.pack() == Position(10))
    }

    @Test(.timeLimit(.minutes(patienceMinutes))) func `an open log packs by itself`() async throws {
        let log = try disk.create(packing: .eager)
        for number: UInt64 in 1...100 { _ = try await log.append(.noting(number, on: .incident("1"))) }
        // Whatever is still due when the last append returns is packed without another one.
        while try log.statistics().packedEvents < 96 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(try log.verifyEveryWay().events == 100)
        log.close()
        #expect(try EventLog(at: disk.path).verify().events == 100)
    }

    @Test func `a log that is open for reading refuses to pack`() async throws {
        try disk.create().close()
        let log = try EventLog(at: disk.path, access: .readOnly)
        #expect(throws: LogError.storage(LMDBError(operation: "pack", path: disk.path, code: .notPermitted))) {
            try log.pack()
        }
        log.close()
        #expect(throws: LogError.self) { try log.pack() }
    }

    @Test func `the largest records and payloads that cannot be packed come back whole`() async throws {
        let log = try disk.create(packing: .small(recordsPerSegment: 5, bytesPerBlock: 16 << 10, pagesPerSegment: 4))
        var generator = SplitMix(seed: 3)
        for (number, size) in [10, (1 << 20) - 300, 70_000, 5, 16_000, 16_384, 30_000, 1, (1 << 20) - 300, 9]
            .enumerated()
        {
            var event = NewEvent.noted("", on: .named(.incident("1")))
            event.payload = (0..<size).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            _ = try await log.append(
                Commit(
                    commandID: CommandID(UInt64(number)), actor: .person("alice"), events: [event],
                    expectations: [.incident("1"): .any]))
        }
        for number: UInt64 in 100...200 { _ = try await log.append(.noting(number, ["zzz"], on: .incident("2"))) }
        let events = try log.allEvents()
        #expect(try log.pack() >= Position(10))
        #expect(try log.allEvents() == events)
        #expect(try log.readStream(.incident("1")) == Array(events.prefix(10)))
        #expect(try log.verifyEveryWay().root == log.head().root)
    }

    @Test func `random packings of random logs read as what was recorded`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(seed: seed)
        for _ in 0..<12 {
            let disk = DiskLog()
            let options = PackingOptions.small(
                recordsPerSegment: Int(generator.next() % 40) + 1, bytesPerBlock: Int(generator.next() % 3_000) + 1,
                pagesPerSegment: Int(generator.next() % 4) + 1, rawRecordCount: Int(generator.next() % 30),
                isAutomatic: generator.next() % 2 == 0)
            let log = try disk.create(packing: options)
            var expected: [RecordedEvent] = []
            for round: UInt64 in 0..<5 {
                try await fill(log, round * 100 + 1...round * 100 + 1 + generator.next() % 40, seed: generator.next())
                if generator.next() % 2 == 0 { try log.pack() }
                let events = try log.allEvents()
                #expect(events.starts(with: expected), "seed \(seed), \(options)")
                expected = events
                let from = Position(generator.next() % UInt64(events.count) + 1)
                #expect(
                    try log.read(from: from, limit: 3).first == events[Int(from.rawValue) - 1],
                    "seed \(seed), \(options)")
            }
            for stream in Set(expected.map(\.stream)) {
                #expect(
                    try log.readStream(stream) == expected.filter { $0.stream == stream }, "seed \(seed), \(options)")
            }
            #expect(try log.verifyEveryWay().root == log.head().root, "seed \(seed), \(options)")
        }
    }

    @Test func `packing in many steps makes the segments that packing at once makes`() async throws {
        let (atOnce, inSteps) = (DiskLog(), DiskLog())
        let (whole, stepwise) = (
            try atOnce.create(packing: .small(rawRecordCount: 20)),
            try inSteps.create(packing: .small(rawRecordCount: 20))
        )
        for step: UInt64 in 0..<40 {
            for log in [whole, stepwise] { try await fill(log, step * 10 + 1...step * 10 + 10, seed: step) }
            try stepwise.pack()
        }
        try whole.pack()
        let (expected, found) = (try segments(of: whole), try segments(of: stepwise))
        #expect(expected.count > 3)
        #expect(found == expected)
        #expect(try stepwise.verify() == whole.verify())
    }

    private func segments(of log: EventLog) throws -> [[UInt8]] {
        let transaction = try log.beginRead()
        var cursor = try transaction.rows(log.tables.segments)
        var rows: [[UInt8]] = []
        while try cursor.next() { rows.append(cursor.value.array) }
        return rows
    }

    @Test func `a segment fills its pages`() async throws {
        let log = try disk.create(packing: .small(bytesPerBlock: 4_000, pagesPerSegment: 4))
        try await fill(log, 1...1_200)
        try log.pack()
        let segments = try log.tables.segmentRows(in: log)
        #expect(segments.count > 2)
        for bytes in segments {
            #expect(bytes.count == 4 * 4096 - 16)
            let padding = bytes.reversed().prefix { $0 == 0 }.count
            #expect(padding < 300)
        }
        let entry = try log.statistics().tables.first { $0.name == "segments" }
        #expect(
            entry?.bytes == UInt64(4 * 4096 * segments.count + 4096), "four pages each, and the leaf that leads to them"
        )
    }

    @Test func `commands that share the beginning of their ids are told apart`() async throws {
        let log = try disk.create()
        func id(_ low: UInt64) -> CommandID { CommandID(high: 0x0198_0000_0000_7AAA, low: low) }
        for low: UInt64 in 1...5 {
            _ = try await log.append(
                Commit(
                    commandID: id(low), actor: .person("alice"),
                    events: [
                        .noted("one", on: .named(.incident("\(low)"))), .noted("two", on: .named(.incident("\(low)"))),
                    ],
                    expectations: [.incident("\(low)"): .any]))
        }
        for low: UInt64 in 1...5 {
            let found = try #require(try log.find(id(low)))
            #expect(found.events.map(\.stream) == [.incident("\(low)"), .incident("\(low)")])
            #expect(found.events.first?.position == Position(2 * low - 1))
        }
        #expect(try log.find(id(6)) == nil)
        #expect(try log.statistics().commits == 5)
        #expect(try log.verifyEveryWay().commits == 5)
    }
}
