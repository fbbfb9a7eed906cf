import EventLog
import EventModel
import Processes
import Tracing

/// Turns a command into a commit: loads what the decision needs, decides, and appends if nothing of it has changed.
struct Dispatcher: Sendable {
    let store: any EventStore
    let keys: KeyStore?
    let tracer: any Tracer
    let clock: @Sendable () -> Instant
    let randomness: @Sendable () -> (UInt64, UInt64)

    func newCommandID() -> CommandID { CommandID(at: clock(), randomness: randomness()) }

    var encoder: EventEncoder { EventEncoder(keys: keys, origin: store.identity.origin) }

    /// How often a decision is made anew because others changed its streams meanwhile.
    static let attempts = 8

    /// Decides `command` on `stream`, or on a new stream that draws its number where that is nil.
    func execute<C: Command>(
        _ command: C, on stream: StreamID?, _ envelope: CommandEnvelope
    ) async throws(EngineError) -> Receipt<C.Process> {
        switch try await attempt(command, on: stream, envelope) {
        case .recorded(let appended): try await receipt(appended)
        case .nothing(let plan):
            Receipt(stream: plan.stream, version: plan.version, state: plan.state, positions: [], wasDuplicate: false)
        }
    }

    /// The same without looking at what became of the stream.
    func attempt<C: Command>(
        _ command: C, on stream: StreamID?, _ envelope: CommandEnvelope
    ) async throws(EngineError) -> Attempt<C.Process> {
        let id = envelope.commandID ?? newCommandID()
        if envelope.commandID != nil, let earlier = try await reading({ () throws(LogError) in try store.find(id) }) {
            return .recorded(earlier)
        }
        var lastConflict = stream
        for _ in 1...Dispatcher.attempts {
            let plan = try await plan(command, on: stream, envelope, id)
            guard let commit = plan.commit else { return .nothing(plan) }
            switch await append(commit) {
            case .success(let appended): return .recorded(appended)
            case .failure(.conflict(let changed, _, _)): lastConflict = changed
            case .failure(let error): throw .append(error)
            }
        }
        throw .busy(stream: lastConflict ?? newStream(C.Process.self), attempts: Dispatcher.attempts)
    }

    /// Records one event, whatever its stream has become.
    func record(
        _ event: any DomainEvent, on stream: StreamID, _ envelope: CommandEnvelope, id: CommandID
    ) async throws(EngineError) -> Appended {
        let pending = ExternalCommit.Item(
            target: .named(stream), occurredAt: envelope.occurredAt ?? clock(), event: event)
        let commit = Commit(
            commandID: id, actor: envelope.actor, events: try encoder.encode([(id, [pending])])[0],
            expectations: [stream: .any], causation: envelope.causation,
            correlation: try await onReader { () throws(EngineError) in try correlation(of: envelope.causation) },
            reason: envelope.reason)
        do { return try await append(commit).get() } catch { throw .append(error) }
    }
}

extension Dispatcher {
    /// What came of a command.
    enum Attempt<Process: Decider>: Sendable {
        case recorded(Appended)
        /// There was nothing to record.
        case nothing(Plan<Process>)
    }

    /// A decision, and the commit that would record it; no commit where there is nothing to record.
    struct Plan<Process: Decider>: Sendable {
        let stream: StreamID
        let version: UInt64
        let state: Process.State
        let commit: Commit?
    }

    private func plan<C: Command>(
        _ command: C, on stream: StreamID?, _ envelope: CommandEnvelope, _ id: CommandID
    ) async throws(EngineError) -> Plan<C.Process> {
        try await onReader { () throws(EngineError) in try planNow(command, on: stream, envelope, id) }
    }

    private func planNow<C: Command>(
        _ command: C, on named: StreamID?, _ envelope: CommandEnvelope, _ id: CommandID
    ) throws(EngineError) -> Plan<C.Process> {
        let loader = StreamLoader(store: store)
        let stream = named ?? newStream(C.Process.self)
        // Not before what is recorded already: a clock that went back would put a command before its causes.
        let now = max(clock(), try logging { () throws(LogError) in try store.head().recordedAt })
        let own: StreamLoader.Loaded<C.Process> =
            named == nil
            ? .init(state: C.Process.initial(stream), version: 0) : try loader.load(stream, in: C.Process.self)
        let (facts, versions) = try loader.facts(for: command, own.state)
        let context = DecisionContext(
            stream: stream, actor: envelope.actor, occurredAt: envelope.occurredAt ?? now, now: now,
            reason: envelope.reason, zone: store.identity.zone, facts: facts)
        let decision = try decide(command, own.state, context)
        guard !decision.events.isEmpty else {
            return Plan(stream: stream, version: own.version, state: own.state, commit: nil)
        }

        var expectations = versions.mapValues { StreamExpectation(version: $0) }
        if let named { expectations[named] = StreamExpectation(version: own.version) }
        let first: StreamTarget = named.map(StreamTarget.named) ?? draw(C.Process.self, now)
        let pending = decision.events.enumerated().map { index, item in
            let own: StreamTarget = named == nil && index > 0 ? .sameAs(event: 0) : first
            return ExternalCommit.Item(
                target: item.stream.map(StreamTarget.named) ?? own, occurredAt: context.occurredAt,
                event: item.event.event)
        }
        let commit = Commit(
            commandID: id, actor: envelope.actor, events: try encoder.encode([(id, pending)])[0],
            expectations: expectations, claims: decision.claims, causation: envelope.causation,
            correlation: try correlation(of: envelope.causation), reason: envelope.reason)
        return Plan(stream: stream, version: own.version, state: own.state, commit: commit)
    }

    private func decide<C: Command>(
        _ command: C, _ state: C.Process.State, _ context: DecisionContext
    ) throws(EngineError) -> Decision<C.Process.Event> {
        do { return try command.decide(state, context) } catch { throw .rejected(error) }
    }

    /// The event that began the chain which `cause` belongs to.
    private func correlation(of cause: Position?) throws(EngineError) -> Position? {
        guard let cause else { return nil }
        return try logging { () throws(LogError) in
            try store.read(from: cause, through: cause, limit: 1).first?.correlation ?? cause
        }
    }

    private func logging<Value>(_ body: () throws(LogError) -> Value) throws(EngineError) -> Value {
        do { return try body() } catch { throw .log(error) }
    }

    /// What a commit recorded, with the state of its first event's stream after it.
    private func receipt<Process: Decider>(_ appended: Appended) async throws(EngineError) -> Receipt<Process> {
        let stream = appended.events[0].stream
        let loaded = try await onReader { () throws(EngineError) in
            try StreamLoader(store: store).load(stream, in: Process.self, through: appended.lastPosition)
        }
        return Receipt(
            stream: stream, version: loaded.version, state: loaded.state, positions: appended.positions,
            wasDuplicate: appended.wasDuplicate)
    }

    private func newStream<Process: Decider>(_: Process.Type) -> StreamID {
        StreamID(category: Process.category, key: "new")
    }

    /// `INC-2026`: the year of the reporting zone in which the number is drawn.
    private func draw<Process: Decider>(_: Process.Type, _ now: Instant) -> StreamTarget {
        guard let prefix = Process.numberPrefix else {
            preconditionFailure("streams of \(Process.category) have names of their own and draw no numbers")
        }
        return .drawn(category: Process.category, sequence: "\(prefix)-\(store.identity.zone.civil(at: now).date.year)")
    }
}

extension Dispatcher {
    /// Runs `body` on one of the log's reader threads, where it may block.
    func onReader<Value: Sendable>(
        _ body: @escaping @Sendable () throws(EngineError) -> Value
    ) async throws(EngineError) -> Value {
        let result = try await reading { () throws(LogError) in
            do throws(EngineError) { return Result<Value, EngineError>.success(try body()) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func append(_ commit: Commit) async -> Result<Appended, AppendError> {
        let span = tracer.startSpan("logbook.append")
        defer { span.end() }
        return await store.append([commit])[0]
    }

    private func reading<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LogError) -> Value
    ) async throws(EngineError) -> Value {
        do { return try await store.onReader(body) } catch { throw .log(error) }
    }
}

extension StreamExpectation {
    init(version: UInt64) { self = version == 0 ? .noStream : .exactly(version) }
}
