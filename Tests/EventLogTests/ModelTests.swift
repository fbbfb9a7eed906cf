import EventLog
import EventModel
import TestSupport
import Testing

/// A log as plain as it can be written, to compare with: no batches, no indexes.
private struct PlainLog {
    struct Entry: Equatable {
        let stream: StreamID
        let version: UInt64
        let command: CommandID
        let text: [UInt8]
    }
    var entries: [Entry] = []
    var drawn: [String: UInt64] = [:]
    var claimed: Set<String> = []

    func version(_ stream: StreamID) -> UInt64 { UInt64(entries.count { $0.stream == stream }) }

    /// True where the commit is recorded now or was before.
    mutating func append(_ commit: Commit) -> Bool {
        if entries.contains(where: { $0.command == commit.commandID }) { return true }
        var next = self
        for (stream, expectation) in commit.expectations {
            switch expectation {
            case .exactly(let count) where count != version(stream): return false
            case .noStream where version(stream) != 0: return false
            case .exactly, .noStream, .any: break
            }
        }
        for claim in commit.claims {
            switch claim.action {
            case .claim: if !next.claimed.insert(claim.key).inserted { return false }
            case .release: if next.claimed.remove(claim.key) == nil { return false }
            }
        }
        var streams: [StreamID] = []
        for event in commit.events {
            switch event.stream {
            case .named(let stream): streams.append(stream)
            case .sameAs(let index): streams.append(streams[index])
            case .drawn(let category, let sequence):
                next.drawn[sequence, default: 0] += 1
                let digits = String(1_000_000 + (next.drawn[sequence] ?? 0)).dropFirst()
                streams.append(StreamID(category: category, key: "\(sequence)-\(digits)"))
            }
            let stream = streams[streams.count - 1]
            next.entries.append(
                Entry(
                    stream: stream, version: next.version(stream) + 1, command: commit.commandID, text: event.payload))
        }
        self = next
        return true
    }
}

@Suite struct ModelTests {
    private func randomCommit(_ number: UInt64, _ generator: inout SplitMix) -> Commit {
        func stream(_ generator: inout SplitMix) -> StreamID { .incident("\(generator.next() % 6)") }
        var commit = Commit(commandID: CommandID(number), actor: .person("alice"), events: [])
        for index in 0...Int(generator.next() % 3) {
            let text = "event \(number).\(index)"
            switch generator.next() % 4 {
            case 0:
                commit.events.append(.noted(text, on: .drawn(category: "change", sequence: "C\(generator.next() % 2)")))
            case 1 where index > 0: commit.events.append(.noted(text, on: .sameAs(event: index - 1)))
            default:
                let target = stream(&generator)
                commit.events.append(.noted(text, on: .named(target)))
                commit.expectations[target] = .any
            }
        }
        if generator.next() % 2 == 0 {
            let read = stream(&generator)
            commit.expectations[read] = generator.next() % 4 == 0 ? .noStream : .exactly(generator.next() % 12)
        }
        if generator.next() % 3 == 0 {
            let action: KeyClaim.Action = generator.next() % 2 == 0 ? .claim : .release
            commit.claims.append(KeyClaim(action, namespace: "key", key: "\(generator.next() % 4)"))
        }
        return commit
    }

    @Test(arguments: StoreKind.allCases) func `random commits in random batches leave what a plain list says`(
        kind: StoreKind
    ) async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(seed: seed)
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        var plain = PlainLog()
        var number: UInt64 = 0
        for _ in 0..<60 {
            var commits: [Commit] = []
            for _ in 0...Int(generator.next() % 8) {
                // Now and then a command comes again.
                number = generator.next() % 8 == 0 ? number : number + 1
                commits.append(randomCommit(number, &generator))
            }
            let results = await store.append(commits)
            for (commit, result) in zip(commits, results) {
                let isRecorded = (try? result.get()) != nil
                #expect(isRecorded == plain.append(commit), "seed \(seed), command \(commit.commandID), \(result)")
            }
        }
        let events = try store.allEvents()
        #expect(
            events.map {
                PlainLog.Entry(stream: $0.stream, version: $0.version, command: $0.commandID, text: $0.payload)
            } == plain.entries, "seed \(seed)")
        for stream in Set(plain.entries.map(\.stream)) {
            #expect(try store.readStream(stream) == events.filter { $0.stream == stream }, "seed \(seed)")
        }
        if let log = store as? EventLog {
            #expect(try log.verifyEveryWay().events == UInt64(events.count), "seed \(seed)")
        }
    }

    @Test func `memory and disk agree to the byte`() async throws {
        let (memory, disk) = (try StoreFixture(.memory), try StoreFixture(.disk))
        var generator = SplitMix(seed: 7)
        for number: UInt64 in 1...300 {
            let commit = randomCommit(number, &generator)
            #expect(await memory.store.append([commit]) == disk.store.append([commit]))
        }
        #expect(try memory.store.head() == disk.store.head())
        #expect(try memory.store.allEvents() == disk.store.allEvents())
    }
}
