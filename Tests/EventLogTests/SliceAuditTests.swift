import EventModel
import TestSupport
import Testing

@testable import EventLog

extension EventLog {
    /// Verifies in one piece and in slices of every small size on several threads: all must find the same.
    func verifyEveryWay() throws(LogError) -> LogVerification {
        let whole = Result { () throws(LogError) in
            try LogVerifier(log: self, sliceLevel: 40).run(threads: 1) { _, _ in }
        }
        for level: UInt8 in [0, 1, 3, 5] {
            let sliced = Result { () throws(LogError) in
                try LogVerifier(log: self, sliceLevel: level).run(threads: 3) { _, _ in }
            }
            #expect(sliced == whole, "in slices of \(1 << Int(level))")
        }
        return try whole.get()
    }
}

/// What slices say together is what the log says as a whole, also where it is wrong.
@Suite struct SliceAuditTests {
    /// An event as a cursor hands it over.
    struct Item {
        let event: RecordedEvent
        let previous: Position
    }

    private func items() async throws -> [Item] {
        let log = try DiskLog().create()
        var random = SplitMix(seed: 5)
        for number: UInt64 in 1...60 {
            var commit = Commit.drawing(number, from: "S\(number % 3)", count: Int(random.next() % 4) + 1)
            if number % 4 == 0 { commit = .noting(number, ["a", "b"], on: .incident("\(random.next() % 5)")) }
            commit.claims = [
                KeyClaim(number % 2 == 1 ? .claim : .release, namespace: "serial", key: "\((number + 1) / 2 % 9)")
            ]
            _ = try await log.append(commit)
        }
        var newest: [StreamID: Position] = [:]
        return try log.allEvents().map { event in
            defer { newest[event.stream] = event.position }
            return Item(event: event, previous: newest[event.stream] ?? .zero)
        }
    }

    private func audit(_ items: [Item], sliceCount: Int) -> Result<LogAudit, LogError> {
        Result { () throws(LogError) in
            var audit = LogAudit(seed: 7)
            for start in stride(from: 0, to: items.count, by: sliceCount) {
                var slice = SliceAudit(from: Position(UInt64(start) + 1), seed: 7)
                do throws(LogError) {
                    for item in items[start..<min(items.count, start + sliceCount)] {
                        _ = try slice.follow(item.event, previous: item.previous, leaf: .leaf(item.event.encoded.raw))
                    }
                } catch {
                    _ = try audit.join(slice)
                    throw error
                }
                _ = try audit.join(slice)
            }
            return audit
        }
    }

    @Test func `slices of any size add up to the log`() async throws {
        let items = try await items()
        let whole = try audit(items, sliceCount: 1 << 20).get()
        for level in 0...7 {
            let sliced = try audit(items, sliceCount: 1 << level).get()
            #expect(sliced.frontier == whole.frontier)
            #expect(sliced.streams == whole.streams && sliced.claims == whole.claims)
            #expect(sliced.sequences == whole.sequences && sliced.commands == whole.commands)
            #expect(sliced.commitCount == 60 && sliced.isBetweenCommits)
        }
        let counts = Dictionary(grouping: items, by: \.event.stream).mapValues { UInt64($0.count) }
        #expect(whole.streams.mapValues(\.version) == counts)
        #expect(
            whole.frontier.root == items.reduce(into: MerkleFrontier()) { $0.append(.leaf($1.event.encoded.raw)) }.root)
    }

    @Test func `one wrong event is found at the same place in slices of any size`() async throws {
        let items = try await items()
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed: seed)
        var foundCount = 0
        for round in 0..<300 {
            var tampered = items
            let index = Int(random.next() % UInt64(items.count))
            tampered[index] = tamper(items[index], Int(random.next() % 9))
            let whole = audit(tampered, sliceCount: 1 << 20).map { _ in true }
            if case .failure = whole { foundCount += 1 }
            for level in 0...6 {
                let sliced = audit(tampered, sliceCount: 1 << level).map { _ in true }
                #expect(sliced == whole, "seed \(seed), round \(round), slices of \(1 << level)")
            }
        }
        #expect(foundCount > 200, "seed \(seed): only \(foundCount) of 300 were found at all")
    }

    private func tamper(_ item: Item, _ kind: Int) -> Item {
        let event = item.event
        switch kind {
        case 0: return Item(event: event.with(version: event.version + 1), previous: item.previous)
        case 1: return Item(event: event.with(commitIndex: event.commitIndex + 1), previous: item.previous)
        case 2: return Item(event: event.with(commitCount: event.commitCount + 1), previous: item.previous)
        case 3: return Item(event: event.with(commandID: CommandID(9_999)), previous: item.previous)
        case 4: return Item(event: event.with(later: -1_000_000), previous: item.previous)
        case 5: return Item(event: event.with(later: 1_000_000), previous: item.previous)
        case 6: return Item(event: event, previous: Position(item.previous.rawValue + 1))
        case 7: return Item(event: event.with(stream: .incident("\(event.position)")), previous: item.previous)
        default:
            let claim = KeyClaim(.claim, namespace: "serial", key: "3")
            return Item(event: event.with(claims: [claim]), previous: item.previous)
        }
    }

    @Test func `sums tell rows that differ, and not their order`() {
        func sum(_ rows: [(UInt64, UInt64)], seed: UInt64 = 3) -> RowSum {
            rows.reduce(into: RowSum(seed: seed)) { $0.add($1.0, $1.1) }
        }
        let rows: [(UInt64, UInt64)] = [(1, 1), (1, 2), (2, 1), (0, 9)]
        #expect(sum(rows) == sum(rows.reversed()))
        var parts = sum(Array(rows[..<2]))
        parts.add(sum(Array(rows[2...])))
        #expect(parts == sum(rows))
        for index in rows.indices {
            var others = rows
            others[index] = (rows[index].1, rows[index].0)
            #expect((sum(others) == sum(rows)) == (rows[index].0 == rows[index].1))
            others[index] = (rows[index].0 ^ 1, rows[index].1)
            #expect(sum(others) != sum(rows))
        }
        #expect(sum(rows + [(1, 1)]) != sum(rows))
    }
}

extension RecordedEvent {
    /// The event with something else in its envelope.
    fileprivate func with(
        version: UInt64? = nil, later micros: Int64 = 0, stream: StreamID? = nil, commandID: CommandID? = nil,
        commitIndex: UInt32? = nil, commitCount: UInt32? = nil, claims: [KeyClaim]? = nil
    ) -> RecordedEvent {
        RecordedEvent(
            position: position, version: version ?? self.version, recordedAt: recordedAt.advanced(byMicros: micros),
            stream: stream ?? self.stream, drawn: drawn, type: type, schemaVersion: schemaVersion,
            occurredAt: occurredAt, actor: actor, commandID: commandID ?? self.commandID,
            commitIndex: commitIndex ?? self.commitIndex, commitCount: commitCount ?? self.commitCount,
            causation: causation, correlation: correlation, reason: reason, claims: claims ?? self.claims,
            payload: payload)
    }
}
