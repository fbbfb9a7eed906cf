import EventLog
import EventModel
import Processes
import ReadModels

/// What the reversal of a batch came to.
public struct ReversalSummary: Sendable {
    public let batch: String
    /// How many streams were set back.
    public var reversed = 0
    public var events = 0
    /// What changed since and was left as it is, in words.
    public var left: [String] = []
}

extension ServiceEngine {
    /// Takes back what a batch of reports led to, by events that compensate it: attributes, sightings and conflicts are as they
    /// were before, items that it registered never were, its relationships are void. What others changed since is left and
    /// listed.
    ///
    /// A run that was cut off goes on when it is run again. `planned` hears every event; with a dry run nothing is recorded.
    /// - Throws: `EngineError`, or what `planned` throws; what was recorded before stays recorded.
    public func reverse(
        batch: String, isDryRun: Bool = false, _ envelope: CommandEnvelope,
        planned: (PlannedEvent) throws -> Void = { _ in }, progress: @Sendable (ReversalSummary) -> Void = { _ in }
    ) async throws -> ReversalSummary {
        try authorise(envelope.actor, to: .command("Reconcile", on: nil))
        var run = try await ReversalRun(self, batch, isDryRun, envelope)
        // Relationships first: an item that has none left may turn out never to have been.
        for streams in run.streams(of: RelationshipProcess.category) {
            try await run.takeBack(relationships: streams, planned)
            progress(run.summary)
        }
        for streams in run.streams(of: CIProcess.category) {
            try await run.takeBack(items: streams, planned)
            progress(run.summary)
        }
        try await run.finish(planned)
        return run.summary
    }
}

/// A reversal, as far as it is.
private struct ReversalRun {
    private let engine: ServiceEngine
    private let envelope: CommandEnvelope
    private let isDryRun: Bool
    private let received: DiscoveryReceived
    private let correlation: Position
    private let reason: String
    /// How many events the batch's stream has.
    private let version: UInt64
    /// What the batch touched, in the order of names.
    private let touched: [StreamID]
    private var retracted: Set<RelationshipID> = []
    var summary: ReversalSummary

    private var stream: StreamID { DiscoveryProcess.stream(received.batch) }

    init(_ engine: ServiceEngine, _ batch: String, _ isDryRun: Bool, _ envelope: CommandEnvelope) async throws {
        let (found, version) = try await engine.loaded(DiscoveryProcess.stream(batch), in: DiscoveryProcess.self)
        guard let found else { throw EngineError.rejected(DiscoveryRejection.unknown(batch: batch)) }
        if let reversed = found.reversed {
            throw EngineError.rejected(DiscoveryRejection.alreadyReversed(batch: batch, reason: reversed.reason))
        }
        guard let reason = envelope.reason, reason.contains(where: { !$0.isWhitespace }) else {
            throw EngineError.rejected(DiscoveryRejection.withoutReason(batch: batch))
        }
        (self.engine, self.envelope, self.isDryRun, self.version) = (engine, envelope, isDryRun, version)
        (received, correlation, self.reason) = (found.received, found.receivedAt, reason)
        touched = try await engine.streams(correlatedWith: found.receivedAt)
        summary = ReversalSummary(batch: batch)
    }

    /// Streams of a category, as many together as fit into a commit.
    func streams(of category: String) -> [[StreamID]] {
        let own = touched.filter { $0.category == category }
        return stride(from: 0, to: own.count, by: 500).map { Array(own[$0..<min($0 + 500, own.count)]) }
    }

    mutating func takeBack(relationships streams: [StreamID], _ planned: (PlannedEvent) throws -> Void) async throws {
        let (received, reason, isOurs) = (received, reason, isOurs)
        try await takeBack(streams, planned) { histories in
            try histories.map { stream, records in
                let id = RelationshipID(stream.key)
                let reversal = RelationshipReversal(
                    of: id, try Self.decoded(records, RelationshipEvent.self), received, reason: reason,
                    isOfBatch: isOurs)
                let events = reversal.events.map { PlannedEvent(stream, received.observedAt, $0.event) }
                return (events, reversal.left, reversal.events.isEmpty ? nil : id)
            }
        }
    }

    mutating func takeBack(items streams: [StreamID], _ planned: (PlannedEvent) throws -> Void) async throws {
        let (received, reason, isOurs) = (received, reason, isOurs)
        let used = try await engine.uses(of: streams.map { CIID($0.key) }, but: retracted)
        try await takeBack(streams, planned) { histories in
            try histories.map { stream, records in
                let id = CIID(stream.key)
                let reversal = ReportReversal(
                    of: id, try Self.decoded(records.inEffectiveOrder(), CIEvent.self), received, reason: reason,
                    isOfBatch: isOurs)
                // Only what never was goes away, and only if nothing else needs it.
                if let user = used[id], reversal.voids {
                    return ([], ["\(id): registered by the batch, and used since: \(user)"], nil)
                }
                return (reversal.events.map { PlannedEvent(stream, $0.occurredAt, $0.event.event) }, reversal.left, nil)
            }
        }
    }

    private var isOurs: @Sendable (RecordedEvent) -> Bool {
        let correlation = correlation
        return { $0.correlation == correlation }
    }

    private static func decoded<Event: EventUnion>(
        _ records: [RecordedEvent], _: Event.Type
    ) throws -> [(event: Event, record: RecordedEvent)] {
        var decoded: [(event: Event, record: RecordedEvent)] = []
        for record in records {
            do { decoded += try Event.catalogue.decode(record).map { (event: $0, record: record) } } catch {
                throw EngineError.undecodable(position: record.position, type: record.type, error)
            }
        }
        return decoded
    }

    private typealias Part = (events: [PlannedEvent], left: [String], retracted: RelationshipID?)

    private mutating func takeBack(
        _ streams: [StreamID], _ planned: (PlannedEvent) throws -> Void,
        _ decide: ([(stream: StreamID, records: [RecordedEvent])]) throws -> [Part]
    ) async throws {
        for _ in 1...Dispatcher.attempts {
            let histories = try await engine.histories(of: streams)
            let parts = try decide(zip(streams, histories).map { (stream: $0, records: $1) })
            let events = parts.flatMap(\.events)
            let versions = zip(streams, histories).map { ($0, $1.last?.version ?? 0) }
            guard try await record(events, Dictionary(uniqueKeysWithValues: versions)) else { continue }
            for event in events { try planned(event) }
            summary.reversed += parts.count { !$0.events.isEmpty }
            summary.left += parts.flatMap(\.left)
            retracted.formUnion(parts.compactMap(\.retracted))
            return
        }
        throw EngineError.busy(stream: stream, attempts: Dispatcher.attempts)
    }

    /// False where a stream has changed since it was looked at.
    private mutating func record(_ events: [PlannedEvent], _ versions: [StreamID: UInt64]) async throws -> Bool {
        if !isDryRun, !events.isEmpty {
            let own = Set(events.map(\.stream))
            let commit = ExternalCommit(
                commandID: engine.dispatcher.newCommandID(), actor: envelope.actor, reason: reason,
                correlation: correlation,
                items: events.map { .init(target: .named($0.stream), occurredAt: $0.occurredAt, event: $0.event) },
                versions: versions.filter { own.contains($0.key) }.merging([stream: version]) { found, _ in found })
            do { _ = try await engine.record([commit]) } catch {
                guard case .append(.conflict(let changed, _, _)) = error, changed != stream else { throw error }
                return false
            }
        }
        summary.events += events.count
        return true
    }

    mutating func finish(_ planned: (PlannedEvent) throws -> Void) async throws {
        let event = DiscoveryReversed(
            reason: reason, reversed: Int64(summary.reversed), left: Int64(summary.left.count),
            examples: Array(summary.left.prefix(100)))
        let last = PlannedEvent(stream, engine.options.clock(), event)
        guard try await record([last], [:]) else { return }
        try planned(last)
    }
}

extension ServiceEngine {
    /// The streams that were written in the chain of events that began at a position, in the order of names.
    fileprivate func streams(correlatedWith position: Position) async throws -> [StreamID] {
        let store = store
        let result = try await dispatcher.onReader { () throws(EngineError) in
            Result<[StreamID], LogError> { () throws(LogError) in
                var streams: Set<StreamID> = []
                var slices = store.slices(from: position.next)
                while let slice = try slices.next() {
                    for record in slice where record.correlation == position { streams.insert(record.stream) }
                }
                return streams.sorted()
            }
        }
        do { return try result.get() } catch { throw EngineError.log(error) }
    }

    fileprivate func histories(of streams: [StreamID]) async throws(EngineError) -> [[RecordedEvent]] {
        let loader = StreamLoader(store: store)
        return try await dispatcher.onReader { () throws(EngineError) in
            var histories: [[RecordedEvent]] = []
            for stream in streams { histories.append(try loader.readStream(stream)) }
            return histories
        }
    }

    /// What else needs items: a relationship that holds and is not among `but`, or an incident. In words.
    fileprivate func uses(of items: [CIID], but retracted: Set<RelationshipID>) async throws -> [CIID: String] {
        var uses = try await configuration { view in
            var uses: [CIID: String] = [:]
            for id in items {
                guard let item = view.item(id) else { continue }
                for each in view.relationships(of: item) {
                    let (from, to) = each.begins ? (id, view.id(each.other)) : (view.id(each.other), id)
                    let name = RelationshipID(from: from, type: each.type, to: to)
                    if !retracted.contains(name) { uses[id] = "\(from) \(each.type) \(to)" }
                }
            }
            return uses
        }
        let incidents = try await serviceDesk { desk in
            var found: [CIID: String] = [:]
            for id in items {
                try desk.scan(.ci, .exactly(IndexKey(id.rawValue)), .ascending) { _, stream throws(TableError) in
                    found[id] = "incident \(stream.key)"
                    return .enough
                }
            }
            return found
        }
        uses.merge(incidents) { _, incident in incident }
        return uses
    }
}
