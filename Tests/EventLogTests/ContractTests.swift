import EventLog
import EventModel
import TestSupport
import Testing

/// What every implementation of the port promises; each test runs against each.
@Suite struct ContractTests {
    @Test(arguments: StoreKind.allCases) func `positions are dense and versions count within the stream`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        let first = try await store.append(.noting(1, ["a", "b"], on: .incident("1"), .noStream))
        let second = try await store.append(.noting(2, ["c"], on: .incident("2"), .noStream))
        let third = try await store.append(.noting(3, ["d"], on: .incident("1"), .exactly(2)))
        #expect((first.positions + second.positions + third.positions).map(\.rawValue) == [1, 2, 3, 4])
        #expect(third.events == [EventPlace(position: Position(4), stream: .incident("1"), version: 3)])
        #expect(try store.head().position == Position(4))
        #expect(try store.version(of: .incident("1")) == 3)
        #expect(try store.version(of: .incident("3")) == 0)
    }

    @Test(arguments: StoreKind.allCases) func `what was appended is read back with its whole envelope`(
        kind: StoreKind
    ) async throws {
        let fixture = try StoreFixture(kind)
        let store = fixture.store
        _ = try await store.append(.noting(1, on: .incident("0")))
        fixture.clock.advance(seconds: 10)
        let claim = KeyClaim(.claim, namespace: "serial", key: "4711")
        let commit = Commit(
            commandID: CommandID(2), actor: .person("alice", onBehalfOf: "bob"),
            events: [
                .noted("first", on: .drawn(category: "incident", sequence: "INC-2026")),
                .noted("second", on: .named(.incident("0"))),
            ],
            expectations: [.incident("0"): .exactly(1)], claims: [claim], causation: Position(1),
            correlation: Position(1), reason: "as told")
        _ = try await store.append(commit)
        let events = try store.read(from: Position(2))
        let expected = RecordedEvent(
            position: Position(2), version: 1, recordedAt: fixture.clock.now, stream: .incident("INC-2026-000001"),
            drawn: DrawnNumber(sequence: "INC-2026", number: 1), type: "Noted", schemaVersion: 1,
            occurredAt: StoreFixture.start, actor: .person("alice", onBehalfOf: "bob"), commandID: CommandID(2),
            commitIndex: 0, commitCount: 2, causation: Position(1), correlation: Position(1), reason: "as told",
            claims: [claim], payload: Array("first".utf8))
        #expect(events.first == expected)
        #expect(events.last?.version == 2)
        #expect(events.last?.claims == [])
        #expect(events.last?.commitIndex == 1)
        #expect(events.count == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func `a stale expectation is a conflict that says what was found, and writes nothing`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        _ = try await store.append(.noting(1, ["a", "b"], on: .incident("1")))
        let expectations: [(StreamExpectation, StreamID, UInt64)] = [
            (.exactly(1), .incident("1"), 2), (.noStream, .incident("1"), 2), (.exactly(1), .incident("2"), 0),
        ]
        for (expected, stream, found) in expectations {
            let refusal = await store.refusal(of: .noting(2, on: stream, expected))
            #expect(refusal == .conflict(stream: stream, expected: expected, found: found))
        }
        #expect(try store.head().position == Position(2))
        #expect(try store.find(CommandID(2)) == nil)
        _ = try await store.append(.noting(3, on: .incident("2"), .exactly(0)))
    }

    @Test(arguments: StoreKind.allCases) func `a stream that was only read guards the commit too`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        _ = try await store.append(.noting(1, on: .incident("parent")))
        var commit = Commit.noting(2, on: .incident("child"), .noStream)
        commit.expectations[.incident("parent")] = .exactly(2)
        #expect(
            await store.refusal(of: commit)
                == .conflict(stream: .incident("parent"), expected: .exactly(2), found: 1))
        commit.expectations[.incident("parent")] = .exactly(1)
        #expect(await store.refusal(of: commit) == nil)
        #expect(try store.version(of: .incident("parent")) == 1)
    }

    @Test(arguments: StoreKind.allCases) func `a repeated command returns the first places and writes nothing`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        let first = try await store.append(.drawing(1, count: 2))
        #expect(!first.wasDuplicate)
        _ = try await store.append(.noting(2, on: .incident("x")))
        let again = try await store.append(.drawing(1, count: 2))
        #expect(again.wasDuplicate)
        #expect(again.events == first.events)
        #expect(again.drawn == first.drawn)
        #expect(again.recordedAt == first.recordedAt)
        #expect(try store.find(CommandID(1)) == again)
        #expect(try store.find(CommandID(3)) == nil)
        #expect(try store.head().position == Position(3))
    }

    @Test(arguments: StoreKind.allCases) func `in one batch each commit stands for itself`(kind: StoreKind) async throws
    {
        let store = try StoreFixture(kind).store
        let results = await store.append([
            .noting(1, on: .incident("1"), .noStream), .noting(2, on: .incident("1"), .noStream),
            .noting(1, on: .incident("1"), .noStream), .noting(3, on: .incident("1"), .exactly(1)),
        ])
        #expect(try results[0].get().lastPosition == Position(1))
        #expect(
            results[1]
                == .failure(.conflict(stream: .incident("1"), expected: .noStream, found: 1)))
        #expect(try results[2].get().wasDuplicate)
        #expect(try results[3].get().lastPosition == Position(2))
        #expect(await store.append([]).isEmpty)
    }

    @Test(arguments: StoreKind.allCases) func `numbers are drawn without gaps, also past refused commits`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        let first = try await store.append(.drawing(1, count: 3))
        #expect(first.drawn.map(\.text) == ["INC-2026-000001"])
        #expect(first.events.map(\.stream) == Array(repeating: .incident("INC-2026-000001"), count: 3))
        #expect(first.events.map(\.version) == [1, 2, 3])
        var refused = Commit.drawing(2)
        refused.expectations[.incident("none")] = .exactly(9)
        #expect(await store.refusal(of: refused) != nil)
        let twice = Commit(
            commandID: CommandID(3), actor: .person("alice"),
            events: [
                .noted("a", on: .drawn(category: "incident", sequence: "INC-2026")),
                .noted("b", on: .drawn(category: "incident", sequence: "INC-2026")),
                .noted("c", on: .drawn(category: "change", sequence: "CHG")),
            ])
        #expect(
            try await store.append(twice).drawn.map(\.text)
                == ["INC-2026-000002", "INC-2026-000003", "CHG-000001"])
    }

    @Test(arguments: StoreKind.allCases) func `a number whose stream is there already is a conflict`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        _ = try await store.append(.noting(1, on: .incident("INC-2026-000001")))
        #expect(
            await store.refusal(of: .drawing(2))
                == .conflict(stream: .incident("INC-2026-000001"), expected: .noStream, found: 1))
    }

    @Test(arguments: StoreKind.allCases) func `a claimed key is unique until it is released`(kind: StoreKind)
        async throws
    {
        let store = try StoreFixture(kind).store
        func commit(_ number: UInt64, _ claims: KeyClaim...) -> Commit {
            var commit = Commit.noting(number, on: .incident("\(number)"))
            commit.claims = claims
            return commit
        }
        let claim = KeyClaim(.claim, namespace: "serial", key: "4711")
        let release = KeyClaim(.release, namespace: "serial", key: "4711")
        #expect(
            await store.refusal(of: commit(1, release)) == .keyNotClaimed(namespace: "serial", key: "4711"))
        _ = try await store.append(commit(2, claim))
        #expect(try store.holder(namespace: "serial", key: "4711") == Position(1))
        #expect(
            await store.refusal(of: commit(3, claim))
                == .keyTaken(namespace: "serial", key: "4711", by: Position(1)))
        _ = try await store.append(commit(4, KeyClaim(.claim, namespace: "asset", key: "4711")))
        _ = try await store.append(commit(5, release, claim))
        #expect(try store.holder(namespace: "serial", key: "4711") == Position(3))
        #expect(
            await store.refusal(of: commit(6, release, release)) == .keyNotClaimed(namespace: "serial", key: "4711"))
        _ = try await store.append(commit(7, release))
        #expect(try store.holder(namespace: "serial", key: "4711") == nil)
    }

    @Test(arguments: StoreKind.allCases) func `time never decreases and a clock that went back is recorded once`(
        kind: StoreKind
    ) async throws {
        let fixture = try StoreFixture(kind)
        let (store, clock) = (fixture.store, fixture.clock)
        func types() throws -> [String] { try store.allEvents().map(\.type) }
        _ = try await store.append(.noting(1, on: .incident("1")))
        clock.advance(seconds: -1)
        _ = try await store.append(.noting(2, on: .incident("1")))
        #expect(try types() == ["Noted", "Noted"], "one second is no step")
        clock.advance(seconds: -9)
        _ = try await store.append(.noting(3, on: .incident("1")))
        clock.advance(seconds: -9)
        _ = try await store.append(.noting(4, on: .incident("1")))
        #expect(try types() == ["Noted", "Noted", "ClockWentBack", "Noted", "Noted"])
        clock.set(StoreFixture.start.advanced(byMicros: 1))
        _ = try await store.append(.noting(5, on: .incident("1")))
        clock.advance(seconds: -60)
        _ = try await store.append(.noting(6, on: .incident("1")))
        let events = try store.allEvents()
        #expect(events.map(\.type).suffix(3) == ["Noted", "ClockWentBack", "Noted"])
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.recordedAt <= $1.recordedAt })
        #expect(events[2].stream == ClockWentBack.stream)
        let payload = events[2].payload
        let fact = try ClockWentBack(decoding: payload.span.bytes)
        #expect(fact.lastRecordedAt == StoreFixture.start)
        #expect(fact.clock == StoreFixture.start.advanced(byMicros: -10_000_000))
        #expect(try store.version(of: ClockWentBack.stream) == 2)
    }

    @Test(arguments: StoreKind.allCases) func `what happens more than five minutes in the future is refused`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        let limit = StoreFixture.start.advanced(byMicros: LogLimits.futureMicros)
        var commit = Commit.noting(1, on: .incident("1"))
        commit.events[0].occurredAt = limit.advanced(byMicros: 1)
        #expect(
            await store.refusal(of: commit)
                == .occurredInFuture(occurredAt: limit.advanced(byMicros: 1), recordedAt: StoreFixture.start))
        commit.events[0].occurredAt = limit
        #expect(await store.refusal(of: commit) == nil)
    }

    @Test(arguments: StoreKind.allCases) func `the limits of a commit hold to the byte`(kind: StoreKind) async throws {
        let store = try StoreFixture(kind).store
        let tooMany = Commit.noting(1, Array(repeating: "x", count: 4_097), on: .incident("1"))
        #expect(await store.refusal(of: tooMany) == .tooLarge(.events, found: 4_097, limit: 4_096))
        #expect(
            await store.refusal(of: .noting(1, Array(repeating: "x", count: 4_096), on: .incident("1"))) == nil)
        let big = String(repeating: "x", count: LogLimits.bytesPerRecord)
        guard
            case .tooLarge(.recordBytes, let found, _) = await store.refusal(of: .noting(2, [big], on: .incident("2")))
        else {
            Issue.record("a record of more than 1 MiB was taken")
            return
        }
        let overhead = found - LogLimits.bytesPerRecord
        let fits = String(big.dropLast(overhead))
        #expect(await store.refusal(of: .noting(3, [fits], on: .incident("2"))) == nil)
        let nine = Commit.noting(4, Array(repeating: String(fits.dropLast(16)), count: 9), on: .incident("2"))
        guard case .tooLarge(.commitBytes, _, LogLimits.bytesPerCommit) = await store.refusal(of: nine) else {
            Issue.record("a commit of more than 8 MiB was taken")
            return
        }
    }

    @Test(arguments: StoreKind.allCases) func `a commit that contradicts itself is refused`(kind: StoreKind)
        async throws
    {
        let store = try StoreFixture(kind).store
        let fine = Commit.noting(1, on: .incident("1"))
        var broken: [String: Commit] = [:]
        broken["no events"] = Commit(commandID: CommandID(1), actor: .person("alice"), events: [])
        broken["no expectation"] = fine
        broken["no expectation"]?.expectations = [:]
        broken["same as a later event"] = fine
        broken["same as a later event"]?.events[0].stream = .sameAs(event: 0)
        broken["an empty sequence"] = Commit.drawing(1, from: "")
        broken["an empty key"] = fine
        broken["an empty key"]?.claims = [KeyClaim(.claim, namespace: "serial", key: "")]
        broken["a zero byte"] = fine
        broken["a zero byte"]?.claims = [KeyClaim(.claim, namespace: "a\0b", key: "c")]
        broken["a cause to come"] = fine
        broken["a cause to come"]?.causation = Position(1)
        broken["a cause before the log"] = fine
        broken["a cause before the log"]?.correlation = .zero
        broken["a stream without a category"] = Commit.noting(1, on: StreamID(category: "", key: "1"))
        broken["a stream with a hyphen in its category"] = Commit.noting(1, on: StreamID(category: "a-b", key: "1"))
        for (what, commit) in broken {
            guard case .malformed = await store.refusal(of: commit) else {
                Issue.record("\(what) was taken")
                continue
            }
        }
        let long = Commit.drawing(1, from: String(repeating: "s", count: 401))
        #expect(await store.refusal(of: long) == .tooLarge(.nameBytes, found: 401, limit: 400))
        #expect(try store.head().position == .zero)
    }
}
