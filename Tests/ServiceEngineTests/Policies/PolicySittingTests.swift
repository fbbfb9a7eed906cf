import EventLog
import EventModel
import Processes
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// A log that gives parts of random sizes of itself, and of some streams nothing.
private final class PartedStore: MemoryBackedStore {
    let memory: InMemoryEventStore
    private let random: Synchronization.Mutex<SplitMix>
    private let mostEvents: UInt64
    private let unreadable: Synchronization.Mutex<Set<StreamID>>

    init(_ memory: InMemoryEventStore, seed: UInt64, mostEvents: UInt64, unreadable: Set<StreamID>) {
        (self.memory, self.mostEvents) = (memory, mostEvents)
        random = Synchronization.Mutex(SplitMix(seed: seed))
        self.unreadable = Synchronization.Mutex(unreadable)
    }

    func heal() { unreadable.withLock { $0 = [] } }

    func readBlocks(from: Position, through: Position) throws(LogError) -> [RecordBlock] {
        let count = random.withLock { $0.next() % mostEvents }
        return try memory.readBlocks(from: from, through: min(through, Position(from.rawValue + count)))
    }

    func readStream(_ stream: StreamID, fromVersion: UInt64, through: Position) throws(LogError) -> [RecordedEvent] {
        if unreadable.withLock({ $0.contains(stream) }) {
            throw .corrupt(Corruption("the stream \(stream)", expected: "a stream", found: "none"))
        }
        return memory.readStream(stream, fromVersion: fromVersion, through: through)
    }
}

/// Says of every other cause what it saw, and cancels an incident that it found, so that nobody finds that any more.
private struct SeenIncidents: ReactivePolicy {
    typealias Process = IncidentProcess
    let name = "tells"
    let number = "P0"
    let version: UInt64 = 1
    let summary = "When something happens to an incident, what is known of it and others is said."
    let isOnByDefault = true
    let triggers = ["IncidentLogged", "IncidentCategorised", "CILinkedToIncident", "IncidentPended"]

    func searches(_: PolicyCause<IncidentProcess>) -> [RecordSearch] {
        [.openIncidents(naming: nil, about: "mail", loggedSince: .newYear)]
    }
    func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] {
        cause.foundStreams + [format(cause.record.position.rawValue % 10 + 1).stream]
    }
    func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard cause.record.position.rawValue % 2 == 0 else { return [] }
        let incidents =
            [cause.state] + (1...10).map { cause.facts.state(of: format($0).stream, in: IncidentProcess.self) ?? nil }
        let seen = incidents.compactMap { $0 }.map {
            "\($0.number) \($0.state) \($0.classification.category ?? "-") \($0.relations.cis.map(\.ci))"
        }
        let text = PersonalText("\(seen) \(cause.foundStreams)")
        return [Reaction(AddComment(.private, text: text), on: cause.record.stream)]
            + cause.foundStreams.prefix(1).map { Reaction(CancelIncident(reason: "found"), on: $0, part: 1) }
    }
}

private func format(_ number: UInt64) -> IncidentNumber {
    IncidentNumber(DrawnNumber(sequence: "INC-2026", number: number).text)
}

/// How many causes are judged together is nobody's business.
@Suite struct PolicySittingTests {
    private let policies: [any Policy] = [
        SeenIncidents(), ParentResolvesChildren(), SimilarIncidents(), IncidentPolicy.refused,
        IncidentPolicy.commenting("barred"), IncidentPolicy.commenting("answers", on: "CommentAdded"),
        UnauthorisedChanges(),
    ]

    /// What everything came to.
    private struct Result: Equatable {
        var records: [[UInt8]] = []
        var types: [String] = []
        var failures: [[PolicyFailure]] = []
        var counts: [[UInt64]] = []

        mutating func note(_ fixture: PolicyFixture, _ engine: ServiceEngine) async throws {
            records = fixture.records.map(\.encodedWithoutRandomID)
            types = fixture.records.map(\.type)
            let statuses = try await engine.policies()
            failures.append(statuses.flatMap { $0.progress?.failures ?? [] })
            counts.append(statuses.flatMap { [$0.progress?.firedCount ?? 0, $0.refusedCount] })
        }
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `causes that are judged together lead to what they lead to one at a time`(seed: UInt64) async throws {
        let alone = try await result(of: seed, mostEvents: nil)
        // Something happened, of every kind.
        let types = Set(alone.types)
        #expect(types.isSuperset(of: ["CommentAdded", "IncidentCancelled", "PolicyRefused"]), "seed \(seed)")
        #expect(types.contains("UnauthorisedChangeDetected"), "seed \(seed)")
        #expect(Set(alone.failures[0].map(\.policy)).count > 2 && alone.failures[1].isEmpty, "seed \(seed)")
        for mostEvents in [1, 5, 1000] as [UInt64] {
            #expect(try await result(of: seed, mostEvents: mostEvents) == alone, "seed \(seed), \(mostEvents) events")
        }
    }

    /// Of one history, settled in parts of at most so many events, or one by one where nil; then what failed is tried again.
    private func result(of seed: UInt64, mostEvents: UInt64?) async throws -> Result {
        let fixture = PolicyFixture()
        var history = RandomHistory(seed: seed)
        try await history.record(in: try fixture.open([]))
        let gate = Gate(closedFor: "barred")
        let store = PartedStore(
            fixture.memory, seed: seed, mostEvents: mostEvents ?? 1,
            unreadable: [format(3).stream, CIID("vm-2").stream])
        let engine = try fixture.open(policies, store: store, authoriser: gate)
        var result = Result()
        if mostEvents == nil {
            try await OneByOne(engine: engine, store: store).settle()
        } else {
            try await engine.settlePolicies()
        }
        try await result.note(fixture, engine)

        gate.closedFor.withLock { $0 = nil }
        store.heal()
        fixture.wait(seconds: 60)
        try await engine.settlePolicies()
        try await result.note(fixture, engine)
        return result
    }

    @Test func `a sitting goes on while nothing follows, and ends when its time is over`() async throws {
        let fixture = PolicyFixture()
        let closing = IncidentPolicy(triggers: ["IncidentLogged"]) { cause in
            cause.record.stream != format(6).stream ? [] : [Reaction(CloseIncident(), on: cause.record.stream)]
        }
        let engine = try fixture.open([closing])
        for _ in 0..<9 { try await engine.execute(new: incidentToLog, byAgent) }
        let cases = fixture.records("IncidentLogged").map { PolicyCase(policy: closing, cause: $0) }
        let judge = PolicyRunner(engine).judge
        let sitting = judge.sit(over: cases[...], atMost: .seconds(86_400))
        #expect(try sitting.judgedCount == 6 && sitting.outcome?.get().reactions.count == 1)
        let rest = judge.sit(over: cases[6...], atMost: .seconds(86_400))
        #expect(rest.judgedCount == 3)
        if rest.outcome != nil { Issue.record("nothing follows from the rest") }
        #expect(judge.sit(over: cases[...], atMost: .zero).judgedCount == 1)
    }

    @Test func `a policy sees the streams that it asked for, and no other that one before it asked for`() async throws {
        let fixture = PolicyFixture()
        let seen = Synchronization.Mutex<[Bool]>([])
        var silent = IncidentPolicy(triggers: ["IncidentLogged"]) { cause in
            seen.withLock { $0.append(cause.facts.has(format(1).stream)) }
            return []
        }
        silent.name = "asks-nothing"
        let engine = try fixture.open([SeenIncidents(), silent])
        for _ in 0..<2 { try await engine.execute(new: incidentToLog, byAgent) }
        try await engine.settlePolicies()
        #expect(seen.withLock { $0 } == [false, false])
    }
}

/// Incidents that things happen to, and items that imports change, several events of a stream in a commit among them.
private struct RandomHistory {
    private var random: SplitMix
    private let items: [CIID] = ["vm-1", "vm-2", "vm-3", "vm-4"]

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func record(in engine: ServiceEngine) async throws {
        for item in items {
            let command = RegisterCI(class: "VM", attributes: [AttributeValue("name", "0")])
            try await engine.execute(command, on: item.stream, byAgent)
        }
        for number in 1...10 {
            // The third, which cannot be read, is none that searches find.
            let service: ServiceID? = number != 3 && random.next() % 2 == 0 ? "mail" : "web"
            let command = LogIncident(title: "Slow", service: service, category: "software")
            try await engine.execute(new: command, byAgent)
        }
        for _ in 0..<60 {
            // What the rules refuse does not happen.
            if random.next() % 3 == 0 { try await importChanges(engine) } else { try? await touch(engine) }
        }
    }

    private mutating func touch(_ engine: ServiceEngine) async throws {
        let stream = format(random.next() % 10 + 1).stream
        switch random.next() % 7 {
        case 0: try await engine.execute(CategoriseIncident(category: pick(["web", "mail"])), on: stream, byAgent)
        case 1: try await engine.execute(LinkCI(pick(items)), on: stream, byAgent)
        case 2: try await engine.execute(SetParent(format(random.next() % 10 + 1)), on: stream, byAgent)
        case 3: try await engine.execute(PendIncident(waitingFor: .customer, reason: "x"), on: stream, byAgent)
        case 4: try await engine.execute(AddComment(.private, text: "Hello"), on: stream, byAgent)
        case 5: try await engine.execute(MergeIncident(into: format(random.next() % 10 + 1)), on: stream, byAgent)
        default: try await engine.execute(ResolveIncident(code: "fixed", solution: "x"), on: stream, byAgent)
        }
    }

    /// Some values of items, and perhaps another schema between them.
    private mutating func importChanges(_ engine: ServiceEngine) async throws {
        let now = engine.options.clock()
        var pending: [ExternalCommit.Item] = []
        for _ in 0...random.next() % 6 {
            if random.next() % 3 == 0 {
                var schema = CISchema.standard
                for index in schema.classes.indices { schema.classes[index].isControlled = random.next() % 4 != 0 }
                pending.append(
                    .init(target: .named(CISchema.stream), occurredAt: now, event: CISchemaPublished(schema)))
            }
            let change = AttributeChange(pick(["name", "owner"]), from: pick(["0", "1"]), to: pick(["1", "2"]))
            let event = CIAttributesChanged(changes: [change], source: "scan", change: nil, lastSeenOld: nil)
            pending.append(.init(target: .named(pick(items).stream), occurredAt: now, event: event))
        }
        let id = engine.dispatcher.newCommandID()
        let commit = ExternalCommit(
            commandID: id, actor: Actor(principal: "scan", kind: .import), reason: nil, correlation: nil, items: pending
        )
        _ = try await engine.record([commit])
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int(random.next() % UInt64(values.count))]
    }
}

extension RecordedEvent {
    /// The record's bytes; the ids of commits that nothing caused are random, and left out.
    fileprivate var encodedWithoutRandomID: [UInt8] {
        RecordedEvent(
            position: position, version: version, recordedAt: recordedAt, stream: stream, drawn: drawn, type: type,
            schemaVersion: schemaVersion, occurredAt: occurredAt, actor: actor,
            commandID: causation == nil ? CommandID(high: 0, low: 0) : commandID, commitIndex: commitIndex,
            commitCount: commitCount, causation: causation, correlation: correlation, reason: reason, claims: claims,
            payload: payload
        ).encoded
    }
}
