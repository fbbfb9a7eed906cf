import EventLog
import EventModel

/// Follows the log from somewhere to its end: each event once, in order, and whole.
struct Subscriber {
    let log: EventLog
    let ledger: Ledger

    func run(until isOver: @escaping @Sendable (Position) -> Bool) async throws {
        let first = Position(UInt64.random(in: 0...(try log.head().position.rawValue)) + 1)
        var (next, recordedAt) = (first, Instant.earliest)
        var versions: [StreamID: UInt64] = [:]
        for try await batch in log.subscribe(from: first, limit: Int.random(in: 1...2000)) {
            for event in batch {
                try expect(event.position == next, "a subscriber expected \(next), found \(event.position)")
                try expect(event.recordedAt >= recordedAt, "time went back at \(next)")
                try expect(Note(event) != nil, "no producer wrote what stands at \(next)")
                if let version = versions[event.stream] {
                    try expect(event.version == version + 1, "\(event.stream) skips a version at \(next)")
                }
                versions[event.stream] = event.version
                (next, recordedAt) = (next.next, event.recordedAt)
            }
            ledger.saw(batch.count)
            if isOver(Position(next.rawValue - 1)) { return }
        }
    }
}

/// Asks the log this and that, and checks that the answers agree.
struct Reader {
    let log: EventLog
    let ledger: Ledger

    func run(until end: ContinuousClock.Instant) async throws {
        var newest = Position.zero
        while .now < end {
            let last = newest
            newest = try await log.onReader { () throws(LogError) in try log.head().position }
            try expect(newest >= last, "the head went back from \(last) to \(newest)")
            guard newest > .zero else {
                await Task.yield()
                continue
            }
            try await readSlice(upTo: newest)
            try await readStream(of: Position(.random(in: 1...newest.rawValue)))
            ledger.read()
        }
    }

    private func readSlice(upTo newest: Position) async throws {
        let first = Position(.random(in: 1...newest.rawValue))
        let slice = try await log.onReader { () throws(LogError) in
            try log.read(from: first, through: newest, limit: 500)
        }
        try expect(!slice.isEmpty, "nothing at \(first), though the head was \(newest)")
        for (offset, event) in slice.enumerated() {
            try expect(event.position.rawValue == first.rawValue + UInt64(offset), "a gap after \(first)")
            try expect(Note(event) != nil, "no producer wrote what stands at \(event.position)")
        }
    }

    private func readStream(of position: Position) async throws {
        let stream = try await log.onReader { () throws(LogError) in
            guard let event = try log.read(from: position, limit: 1).first else { return [RecordedEvent]() }
            return try log.readStream(event.stream)
        }
        try expect(stream.contains { $0.position == position }, "the stream of \(position) does not hold it")
        for (index, event) in stream.enumerated() {
            try expect(event.version == UInt64(index) + 1, "\(event.stream) has a gap at \(event.position)")
        }
    }
}
