import EventModel
import TestSupport
import Testing

@testable import EventLog

@Suite struct SubscriptionTests {
    @Test(arguments: StoreKind.allCases) func `a subscription brings what was asked for, by type and by category`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        for number: UInt64 in 1...40 {
            let stream = number.isMultiple(of: 4) ? StreamID(category: "matrix", key: "1") : .incident("1")
            _ = try await store.append(.noting(number, ["a", "b"], on: stream))
        }
        func seen(_ selection: EventSelection) async throws -> [RecordedEvent] {
            var events: [RecordedEvent] = []
            for try await batch in store.subscribe(selection, limit: 7) {
                events += batch
                if batch.position.rawValue > 70 { break }
            }
            return events
        }
        let all = try store.allEvents()
        let matrix = try await seen(.of(categories: ["matrix"]))
        #expect(
            matrix == all.filter { $0.stream.category == "matrix" && $0.position <= matrix.last?.position ?? .zero })
        #expect(matrix.count >= 16)
        let types = Set(all.map(\.type))
        let type = try #require(types.first)
        #expect(try await seen(.of(types: [type], categories: ["incident"])).allSatisfy { $0.type == type })
        #expect(EventSelection.of(types: ["other"]).matches(all[0]) == false)
        #expect(EventSelection.of(types: [type], categories: ["other"]).matches(all[0]) == false)
        #expect(EventSelection.all.matches(all[0]))
    }

    @Test(arguments: StoreKind.allCases) func `a live subscription begins after what is there`(kind: StoreKind)
        async throws
    {
        let store = try StoreFixture(kind).store
        for number: UInt64 in 1...5 { _ = try await store.append(.noting(number, on: .incident("1"))) }
        let subscription = try store.subscribeLive()
        for number: UInt64 in 6...8 { _ = try await store.append(.noting(number, on: .incident("1"))) }
        var positions: [UInt64] = []
        for try await batch in subscription {
            positions += batch.map(\.position.rawValue)
            if positions.count == 3 { break }
        }
        #expect(positions == [6, 7, 8])
    }

    @Test func `an empty batch tells how far a subscription has come past what nobody asked for`() async throws {
        let store = try StoreFixture(.memory).store
        let texts = Array(repeating: "a", count: 4_000)
        for number: UInt64 in 1...17 { _ = try await store.append(.noting(number, texts, on: .incident("1"))) }
        for try await batch in store.subscribe(.of(categories: ["matrix"])) {
            #expect(batch.isEmpty)
            #expect(batch.position.rawValue >= 65_536)
            break
        }
    }

    /// Four producers append while a subscriber is stopped at random places, loses what it had in hand, and goes on from the
    /// position that it kept; the log is closed and opened again under it.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `each event comes once and in order, whatever is appended, crashes and goes on`(seed: UInt64) async throws {
        let folder = TemporaryFolder()
        let identity = LogIdentity(origin: "test.example/log", createdAt: StoreFixture.start, zone: .utc)
        var random = SplitMix(seed: seed)
        try EventLog(creatingAt: folder.path("log"), identity: identity, packing: .eager).close()
        var (cursor, kept): (Position, [UInt64]) = (.zero, [])
        let selection = EventSelection.of(categories: ["even"])
        var number: UInt64 = 0
        for _ in 1...6 {
            let log = try EventLog(at: folder.path("log"), packing: .eager)
            let (base, start, stop) = (number, cursor, Int.random(in: 1...30, using: &random))
            let limit = Int.random(in: 1...9, using: &random)
            async let appended: Void = withThrowingTaskGroup(of: Void.self) { group in
                for producer: UInt64 in 0..<4 {
                    group.addTask {
                        for step: UInt64 in 1...20 {
                            let category = (step + producer).isMultiple(of: 2) ? "even" : "odd"
                            let stream = StreamID(category: category, key: "\(producer)")
                            _ = try await log.append(.noting(base + producer * 20 + step, ["a"], on: stream))
                        }
                    }
                }
                try await group.waitForAll()
            }
            var taken = 0
            for try await batch in log.subscribe(from: start.next, selection, limit: limit) {
                taken += batch.count
                // The last batch is lost in the crash: it was not kept.
                if taken > stop { break }
                kept += batch.map(\.position.rawValue)
                cursor = batch.position
            }
            try await appended
            number += 80
            log.close()
        }
        let log = try EventLog(at: folder.path("log"), packing: .eager)
        let expected = try log.allEvents().filter { $0.stream.category == "even" }.map(\.position.rawValue)
        for try await batch in log.subscribe(from: cursor.next, selection) {
            kept += batch.map(\.position.rawValue)
            if kept.count >= expected.count { break }
        }
        #expect(kept == expected, "seed \(seed)")
        log.close()
    }
}
