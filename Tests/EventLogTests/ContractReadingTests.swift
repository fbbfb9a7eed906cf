import EventLog
import EventModel
import TestSupport
import Testing

/// Reading and following, as every implementation of the port promises it.
@Suite struct ContractReadingTests {
    @Test(arguments: StoreKind.allCases) func `a slice respects its bounds and ends with a commit`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        for number: UInt64 in 1...4 {
            _ = try await store.append(.noting(number, ["a", "b", "c"], on: .incident("1")))
        }
        func positions(from: UInt64, through: UInt64 = .max, limit: Int = 1024) throws -> [UInt64] {
            try store.read(from: Position(from), through: Position(through), limit: limit).map(\.position.rawValue)
        }
        #expect(try positions(from: 1) == Array(1...12))
        #expect(try positions(from: 0, limit: 1) == [1, 2, 3])
        #expect(try positions(from: 2, limit: 4) == [2, 3, 4, 5, 6])
        #expect(try positions(from: 2, through: 5) == [2, 3, 4, 5])
        #expect(try positions(from: 5, through: 4) == [])
        #expect(try positions(from: 12) == [12])
        #expect(try positions(from: 13) == [])
        #expect(try positions(from: .max) == [])
        var slices = store.slices(from: Position(2), through: Position(10), limit: 4)
        var walked: [[UInt64]] = []
        while let slice = try slices.next() { walked.append(slice.map(\.position.rawValue)) }
        #expect(walked == [[2, 3, 4, 5, 6], [7, 8, 9, 10]])
    }

    @Test(arguments: StoreKind.allCases) func `the root at a position is what the log's was there`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        #expect(try store.root(at: .zero) == .empty)
        var roots: [Position: MerkleHash] = [:]
        for number: UInt64 in 1...45 {
            _ = try await store.append(.noting(number, Array(repeating: "a", count: 13), on: .incident("1")))
            let head = try store.head()
            roots[head.position] = head.root
        }
        for (position, root) in roots { #expect(try store.root(at: position) == root, "position \(position)") }
        let inside = try store.root(at: Position(300))
        #expect(inside != nil && !roots.values.contains { $0 == inside })
        #expect(try store.root(at: Position(45 * 13 + 1)) == nil)
        #expect(try store.root(at: Position(.max)) == nil)
    }

    @Test(arguments: StoreKind.allCases) func `a stream is read from a version on and up to a position`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        for number: UInt64 in 1...6 {
            _ = try await store.append(.noting(number, on: .incident(number % 2 == 0 ? "even" : "odd")))
        }
        func versions(_ key: String, from: UInt64 = 1, through: UInt64 = .max) throws -> [UInt64] {
            try store.readStream(.incident(key), fromVersion: from, through: Position(through)).map(\.version)
        }
        #expect(try store.readStream(.incident("even")).map(\.position.rawValue) == [2, 4, 6])
        let together = try store.readStreams(
            [.incident("odd"), .incident("none"), .incident("even")], through: Position(4))
        #expect(together.map { $0.map(\.position.rawValue) } == [[1, 3], [], [2, 4]])
        #expect(try versions("even") == [1, 2, 3])
        #expect(try versions("even", from: 0) == [1, 2, 3])
        #expect(try versions("even", from: 3) == [3])
        #expect(try versions("even", from: 4) == [])
        #expect(try versions("even", through: 5) == [1, 2])
        #expect(try versions("even", from: 2, through: 5) == [2])
        #expect(try versions("odd", through: 0) == [])
        #expect(try versions("neither") == [])
    }

    @Test(arguments: StoreKind.allCases) func `a subscription catches up and follows without gap or repetition`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        for number: UInt64 in 1...50 { _ = try await store.append(.noting(number, ["a", "b"], on: .incident("1"))) }
        async let seen: [UInt64] = {
            var positions: [UInt64] = []
            for try await batch in store.subscribe(from: Position(11), limit: 7) {
                positions += batch.map(\.position.rawValue)
                if positions.last == 200 { break }
            }
            return positions
        }()
        for number: UInt64 in 51...100 { _ = try await store.append(.noting(number, ["a", "b"], on: .incident("1"))) }
        #expect(try await seen == Array(11...200))
    }

    @Test(arguments: StoreKind.allCases) func `a subscription that waits ends when its task is cancelled`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        _ = try await store.append(.noting(1, on: .incident("1")))
        let (started, startedSignal) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            var count = 0
            for try await batch in store.subscribe() {
                count += batch.count
                startedSignal.yield()
            }
            return count
        }
        for await _ in started { break }
        task.cancel()
        #expect(try await task.value == 1)
    }

    @Test(arguments: StoreKind.allCases) func `many tasks append at once and every commit is recorded once`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        let drawn = try await withThrowingTaskGroup(of: [DrawnNumber].self) { group in
            for number: UInt64 in 1...200 { group.addTask { try await store.append(.drawing(number, count: 2)).drawn } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(drawn.map(\.number).sorted() == Array(1...200))
        #expect(try store.head().position == Position(400))
        let events = try store.allEvents()
        #expect(events.map(\.position.rawValue) == Array(1...400))
    }
}
