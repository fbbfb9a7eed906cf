import EventLog
import EventModel
public import Imports
import Processes
import ReadModels

extension ServiceEngine {
    /// Takes what a source saw: recognises items by the identifier rules of the schema, and records what differs from what is
    /// on record, as far as the order of sources allows. What cannot be told becomes a conflict, never a guess.
    ///
    /// A chunk of rows is one commit, durable before `progress` hears of it; a run that was cut off goes on under the name of
    /// its batch, and what was taken makes no event again. `planned` hears every event, recorded or not; with a dry run
    /// nothing is.
    /// - Throws: `EngineError`, `ImportError`, or what `planned` throws; what was recorded before stays recorded.
    public func reconcile(
        _ report: consuming ReportTables, _ options: ReconciliationOptions, _ envelope: CommandEnvelope,
        planned: (PlannedEvent) throws -> Void = { _ in },
        progress: @Sendable (ReconciliationSummary) -> Void = { _ in }
    ) async throws -> ReconciliationSummary {
        try authorise(envelope.actor, to: .command("Reconcile", on: nil))
        var run = try await ReconciliationRun(self, options, envelope)
        try await run.begin(planned)
        var chunks = ReportChunks(report, run.rules)
        while let chunk = try chunks.next(&run.summary) {
            switch chunk {
            case .items(let rows): try await run.take(rows, planned)
            case .relationships(let rows): try await run.take(rows, planned)
            }
            progress(run.summary)
        }
        return run.summary
    }
}

/// A run through a report, as far as it is.
struct ReconciliationRun {
    let engine: ServiceEngine
    let envelope: CommandEnvelope
    let isDryRun: Bool
    let reconciler: Reconciler
    /// How many events the schema's stream and the batch's had: neither may change while the run goes on.
    private var guarded: [StreamID: UInt64]
    private let received: DiscoveryReceived
    private(set) var overlay = ReportOverlay()
    private(set) var names = ReportNames()
    var relations: ConfigurationImport
    var summary: ReconciliationSummary

    var rules: IdentityRules { reconciler.rules }

    init(_ engine: ServiceEngine, _ options: ReconciliationOptions, _ envelope: CommandEnvelope) async throws {
        let (stream, now) = (DiscoveryProcess.stream(options.batch), engine.options.clock())
        try Self.check(options, now)
        let (schema, schemaVersion) = try await engine.loaded(CISchema.stream, in: CISchemaProcess.self)
        let (batch, batchVersion) = try await engine.loaded(stream, in: DiscoveryProcess.self)
        if let batch { try options.check(against: batch) }
        let observedAt = batch?.received.observedAt ?? options.observedAt ?? now
        (self.engine, self.envelope, isDryRun) = (engine, envelope, options.isDryRun)
        reconciler = Reconciler(schema, source: options.source, batch: options.batch, observedAt: observedAt)
        relations = ConfigurationImport(schema: schema, source: options.source, at: observedAt)
        guarded = [CISchema.stream: schemaVersion, stream: batchVersion]
        received = DiscoveryReceived(
            source: options.source, batch: options.batch, observedAt: observedAt, schemaVersion: schema.version)
        summary = ReconciliationSummary(batch: options.batch, observedAt: observedAt)
        summary.started = batch?.receivedAt
    }

    private static func check(_ options: ReconciliationOptions, _ now: Instant) throws {
        for (what, name) in [("source", options.source), ("batch", options.batch)] where !CISchema.isName(name) {
            throw EngineError.rejected(DiscoveryRejection.badName(what: what, name))
        }
        if let at = options.observedAt, at > now {
            throw EngineError.rejected(DiscoveryRejection.inFuture(observedAt: at, now: now))
        }
    }

    /// Records that the batch began, unless an earlier run did.
    mutating func begin(_ planned: (PlannedEvent) throws -> Void) async throws {
        guard summary.started == nil else { return }
        let stream = DiscoveryProcess.stream(received.batch)
        let event = PlannedEvent(stream, reconciler.observedAt, received)
        try planned(event)
        summary.events += 1
        guard !isDryRun else { return }
        summary.started = try await engine.record([commit([event], guarded)])[0].positions[0]
        guarded[stream] = 1
    }

    /// Takes rows of items.
    mutating func take(_ rows: [ReportedRow], _ planned: (PlannedEvent) throws -> Void) async throws {
        guard !rows.isEmpty else { return }
        for _ in 1...Dispatcher.attempts {
            try await engine.store(CITable.self)
            let (known, position) = try await engine.read(CITable.self) { table in
                (try rows.map { try table.known(of: $0) }, table.position)
            }
            var draft = ReportDraft(reconciler, isDryRun ? overlay : ReportOverlay())
            if isDryRun { overlay = ReportOverlay() }
            for (row, known) in zip(rows, known) { draft.take(row, known, names) }
            guard try await record(draft.events, decidedAt: position, [CIProcess.category]) else { continue }
            for event in draft.events { try planned(event) }
            if isDryRun { overlay = draft.overlay }
            names.add(draft.names)
            for (outcome, count) in draft.outcomes { summary.outcomes[outcome, default: 0] += count }
            summary.rejected += draft.rejected
            return
        }
        throw EngineError.busy(stream: CISchema.stream, attempts: Dispatcher.attempts)
    }

    /// Records events that were decided on what was known at a position. False where something that may matter was recorded
    /// since: it has to be decided anew.
    mutating func record(
        _ events: [PlannedEvent], decidedAt position: Position, _ categories: Set<String>
    ) async throws -> Bool {
        if isDryRun || events.isEmpty {
            summary.events += events.count
            return true
        }
        let streams = Set(events.map(\.stream)).sorted()
        guard let versions = try await engine.versions(of: streams, unchangedSince: position, categories) else {
            return false
        }
        do {
            let expected = versions.merging(guarded) { found, _ in found }
            for part in events.parts() {
                let own = Set(part.map(\.stream))
                let versions = expected.filter { own.contains($0.key) || guarded[$0.key] != nil }
                _ = try await engine.record([commit(part, versions)])
            }
        } catch {
            guard case .append(.conflict(let stream, _, _)) = error else { throw error }
            // Under another schema everything would have to be looked at again.
            if guarded[stream] != nil { throw EngineError.busy(stream: stream, attempts: 1) }
            return false
        }
        summary.events += events.count
        return true
    }

    private func commit(_ events: some Collection<PlannedEvent>, _ versions: [StreamID: UInt64]) -> ExternalCommit {
        ExternalCommit(
            commandID: engine.dispatcher.newCommandID(), actor: envelope.actor, reason: envelope.reason,
            correlation: summary.started,
            items: events.map { .init(target: .named($0.stream), occurredAt: $0.occurredAt, event: $0.event) },
            versions: versions)
    }
}

extension ReconciliationOptions {
    fileprivate func check(against batch: DiscoveryBatch) throws {
        let received = batch.received
        let rejection: DiscoveryRejection? =
            if let reversed = batch.reversed {
                .reversed(batch: received.batch, reason: reversed.reason)
            } else if received.source != source {
                .otherSource(batch: received.batch, recorded: received.source, given: source)
            } else if let observedAt, observedAt != received.observedAt {
                .otherTime(batch: received.batch, recorded: received.observedAt, given: observedAt)
            } else { nil }
        if let rejection { throw EngineError.rejected(rejection) }
    }
}

extension ServiceEngine {
    /// A stream's state and how many events it has.
    func loaded<Process: Decider>(
        _ stream: StreamID, in process: Process.Type
    ) async throws(EngineError) -> (state: Process.State, version: UInt64) {
        let loader = StreamLoader(store: store)
        return try await dispatcher.onReader { () throws(EngineError) in
            let loaded = try loader.load(stream, in: process)
            return (loaded.state, loaded.version)
        }
    }

    /// Stores what a model lacks, or waits a while for another process that does: looking up an index goes through all that is
    /// not stored.
    func store<Content: RowModel>(_: Content.Type) async throws(EngineError) {
        let (model, head) = (model(Content.self), try head().position)
        for _ in 0..<100 {
            let isStored = try await dispatcher.onReader { () throws(EngineError) in
                do throws(TableError) {
                    try model.catchUp()
                    return try model.status().position >= head
                } catch {
                    // On a full disk it is folded over what is stored.
                    if error.isOfStorage { return true }
                    throw EngineError(error)
                }
            }
            if isStored { return }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { return }
        }
    }

    private func head() throws(EngineError) -> LogHead { do { return try store.head() } catch { throw .log(error) } }

    /// How many events each stream has; nil where streams of `categories` changed after `position`.
    func versions(
        of streams: [StreamID], unchangedSince position: Position, _ categories: Set<String>
    ) async throws(EngineError) -> [StreamID: UInt64]? {
        let store = store
        let result = try await dispatcher.onReader { () throws(EngineError) in
            Result<[StreamID: UInt64]?, LogError> { () throws(LogError) in
                var versions: [StreamID: UInt64] = [:]
                for stream in streams { versions[stream] = try store.version(of: stream) }
                // What was counted is what was looked at, if nothing came in between.
                let head = try store.head().position
                var slices = store.slices(from: position.next, through: head)
                while position < head, let slice = try slices.next() {
                    if slice.contains(where: { categories.contains($0.stream.category) }) { return nil }
                }
                return versions
            }
        }
        do { return try result.get() } catch { throw .log(error) }
    }
}

extension [PlannedEvent] {
    /// The events in their order, in parts that fit into a commit (of 4,096 events at most), cut between two streams.
    func parts() -> [ArraySlice<PlannedEvent>] {
        var parts: [ArraySlice<PlannedEvent>] = []
        var start = 0
        for index in indices where index - start >= 3_000 && self[index].stream != self[index - 1].stream {
            parts.append(self[start..<index])
            start = index
        }
        return start < count ? parts + [self[start...]] : parts
    }
}
