import EventLog
public import EventModel
import ServiceEngine
public import Testing

/// What a read model makes of events: given events, then rows. One body is run over every way in which rows are kept, and
/// each way is compared with the plain fold, whatever it can be asked.
///
///     try await ProjectionScenario(ServiceDeskTable.self)
///         .given(IncidentEvent.logged(…), on: IncidentNumber("INC-1").stream)
///         .then { desk in #expect(try desk.rowCount() == 1) }
public struct ProjectionScenario<Content: RowModel>: Sendable {
    public var world = World()
    /// When the next event happens; each takes a minute unless it says otherwise.
    public var clock: Instant
    public var actor: Actor = .person("agent-1")

    public init(_: Content.Type, at start: Instant = Instant(micros: 1_772_442_000_000_000)) { clock = start }

    /// An event has happened, now or `at` another time; an earlier time than the stream's last makes it a late fact.
    public func given(_ event: some EventUnion, on stream: StreamID, at: Instant? = nil) -> ProjectionScenario {
        var copy = self
        copy.world.record(event, on: stream, at: at ?? clock, by: actor)
        copy.clock = clock.advanced(byMicros: Instant.microsPerMinute)
        return copy
    }

    /// Runs `body` over the rows as they are kept in every way, named when one differs from the plain fold.
    public func then(
        at location: SourceLocation = #_sourceLocation,
        _ body: @Sendable (any TableReader<Content>) throws -> Void
    ) async throws {
        let world = world
        var memory = MemoryTable<Content>()
        try memory.apply(world.records) { stream, position in world.history(stream, through: position) }
        try body(memory)
        let expected = memory
        for way in Way.allCases {
            let kept = try await KeptRows<Content>(world.records, way)
            try kept.model.read { reader in
                let differences = try Self.differences(expected, reader)
                #expect(differences.isEmpty, "\(way.rawValue)", sourceLocation: location)
                try body(reader)
            }
            kept.model.close()
        }
    }

    private static func differences(
        _ expected: MemoryTable<Content>, _ reader: some TableReader<Content>
    ) throws -> [String] { try LogbookTesting.differences(expected, reader) }
}

/// How rows come to be where a query finds them.
private enum Way: String, CaseIterable {
    case stored = "all stored in LMDB"
    case halfStored = "half stored in LMDB, the rest folded over it"
    case oneByOne = "stored event by event"
    case deliveredTwice = "every commit delivered twice"
    case rebuilt = "built anew"
}

/// A read model on disk over a log in memory.
private struct KeptRows<Content: RowModel> {
    let folder = TemporaryFolder()
    let model: ReadModel<Content>

    init(_ records: [RecordedEvent], _ way: Way) async throws {
        let identity = LogIdentity(origin: "test.example/log", createdAt: .earliest, zone: .utc)
        let latest = records.map(\.recordedAt).max() ?? .earliest
        let store = InMemoryEventStore(identity: identity) { _ in latest }
        let model = try ReadModel<Content>(folder: folder.path, store: store, isReadOnly: false)
        self.model = model
        let commits = records.map(Commit.init(of:))
        func append(_ commits: some Collection<Commit>) async throws {
            for result in await store.append(Array(commits)) { _ = try result.get() }
        }
        switch way {
        case .stored:
            try await append(commits)
            try model.catchUp()
        case .halfStored:
            try await append(commits.prefix(commits.count / 2))
            try model.catchUp()
            try await append(commits.dropFirst(commits.count / 2))
        case .oneByOne:
            for commit in commits {
                try await append([commit])
                try model.catchUp()
            }
        case .deliveredTwice:
            for commit in commits { try await append([commit, commit]) }
            try await append(commits)
            try model.catchUp()
        case .rebuilt:
            try await append(commits)
            try model.catchUp()
            try model.rebuild()
        }
    }
}

extension Commit {
    /// The commit that recorded `record`, an event by itself.
    fileprivate init(of record: RecordedEvent) {
        let event = NewEvent(
            stream: .named(record.stream), type: record.type, schemaVersion: record.schemaVersion,
            occurredAt: record.occurredAt, payload: record.payload)
        self.init(
            commandID: record.commandID, actor: record.actor, events: [event], expectations: [record.stream: .any])
    }
}
