import EventModel
import Synchronization
import TestSupport

@testable import EventLog

/// The implementations of the port that keep the contract.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    case disk
    /// On disk, and packed after every few events.
    case packed
}

/// A clock that stands still until it is set.
final class TestClock: Sendable {
    private let time: Synchronization.Mutex<Instant>
    init(_ start: Instant) { time = Synchronization.Mutex(start) }
    var now: Instant { time.withLock { $0 } }
    func set(_ instant: Instant) { time.withLock { $0 = instant } }
    func advance(seconds: Int64) { time.withLock { $0 = $0.advanced(byMicros: seconds * Instant.microsPerSecond) } }
}

/// A new store with a clock of its own.
struct StoreFixture {
    static let start = Instant(micros: 1_774_627_200_000_000)
    let folder = TemporaryFolder()
    let clock = TestClock(start)
    let store: any EventStore

    init(_ kind: StoreKind) throws {
        let clock = clock
        let identity = LogIdentity(origin: "test.example/log", createdAt: Self.start, zone: .utc)
        switch kind {
        case .memory: store = InMemoryEventStore(identity: identity) { _ in clock.now }
        case .disk: store = try EventLog(creatingAt: folder.path, identity: identity) { _ in clock.now }
        case .packed:
            store = try EventLog(creatingAt: folder.path, identity: identity, packing: .eager) { _ in clock.now }
        }
    }
}

extension PackingOptions {
    /// Segments of one page, or of three records; only the newest two events stay raw.
    static let eager = small(recordsPerSegment: 3, bytesPerBlock: 200, rawRecordCount: 2, isAutomatic: true)

    static func small(
        recordsPerSegment: Int = .max, bytesPerBlock: Int = 500, pagesPerSegment: Int = 1, rawRecordCount: Int = 0,
        isAutomatic: Bool = false
    ) -> PackingOptions {
        var options = PackingOptions(rawRecordCount: rawRecordCount, isAutomatic: isAutomatic)
        options.recordsPerSegment = recordsPerSegment
        options.bytesPerBlock = bytesPerBlock
        options.pagesPerSegment = pagesPerSegment
        return options
    }
}

extension CommandID {
    /// A command id of its own for each number.
    init(_ number: UInt64) { self.init(at: StoreFixture.start, randomness: (number, number)) }
}

extension StreamID {
    static func incident(_ key: String) -> StreamID { StreamID(category: "incident", key: key) }
}

extension NewEvent {
    /// An event whose payload is a text, for tests that do not look into it.
    static func noted(
        _ text: String, on stream: StreamTarget, at occurredAt: Instant = StoreFixture.start
    ) -> NewEvent {
        NewEvent(stream: stream, type: "Noted", schemaVersion: 1, occurredAt: occurredAt, payload: Array(text.utf8))
    }
}

extension Commit {
    /// A commit of one person with texts on one stream.
    static func noting(
        _ number: UInt64, _ texts: [String] = ["text"], on stream: StreamID, _ expected: StreamExpectation = .any
    ) -> Commit {
        Commit(
            commandID: CommandID(number), actor: .person("alice"),
            events: texts.map { .noted($0, on: .named(stream)) }, expectations: [stream: expected])
    }

    /// A commit that draws a number and has `count` events in the stream named after it.
    static func drawing(_ number: UInt64, from sequence: String = "INC-2026", count: Int = 1) -> Commit {
        let first = NewEvent.noted("drawn", on: .drawn(category: "incident", sequence: sequence))
        let rest = (1..<max(count, 1)).map { NewEvent.noted("then \($0)", on: .sameAs(event: 0)) }
        return Commit(commandID: CommandID(number), actor: .person("alice"), events: [first] + rest)
    }
}

extension EventStore {
    /// Every event; a single slice ends early where it takes long.
    func allEvents() throws(LogError) -> [RecordedEvent] {
        var (events, slices): ([RecordedEvent], LogSlices) = ([], slices())
        while let slice = try slices.next() { events += slice }
        return events
    }

    /// The error of appending `commit`, or nil where it was recorded.
    func refusal(of commit: Commit) async -> AppendError? {
        do throws(AppendError) {
            _ = try await append(commit)
            return nil
        } catch {
            return error
        }
    }
}
