public import EventModel
public import Processes

/// Streams in memory, without a log: what commands decide on, and what they record.
public struct World: Sendable {
    public enum Order: Sendable {
        /// As the log keeps them.
        case recorded
        /// By the times at which things happened, as read models fold them.
        case effective
    }

    /// Every record, in the order of recording.
    public internal(set) var records: [RecordedEvent] = []
    private var streams: [StreamID: [(event: any EventUnion, record: RecordedEvent)]] = [:]
    public var zone: ZoneRules = .utc
    /// What the configuration graph says to policies: nothing to any other question.
    public var answers: [ConfigurationQuestion: ConfigurationAnswer] = [:]
    /// What the read models find for policies: nothing for any other search.
    public var found: [RecordSearch: [StreamID]] = [:]

    public init() {}

    /// The stream's events up to `position`, in the order of recording.
    public func history(_ stream: StreamID, through position: Position = Position(.max)) -> [RecordedEvent] {
        (streams[stream] ?? []).map(\.record).filter { $0.position <= position }
    }

    /// The version of `stream`: how many events it has.
    public func version(of stream: StreamID) -> UInt64 { UInt64(streams[stream]?.count ?? 0) }

    public mutating func record(
        _ event: some EventUnion, on stream: StreamID, at occurredAt: Instant, by actor: Actor, reason: String? = nil,
        index: Int = 0, of count: Int = 1
    ) {
        let record = RecordedEvent(
            position: Position(UInt64(records.count) + 1), version: version(of: stream) + 1, recordedAt: occurredAt,
            stream: stream, drawn: nil, type: event.event.eventName, schemaVersion: event.event.eventVersion,
            occurredAt: occurredAt, actor: actor, commandID: CommandID(high: 0, low: UInt64(records.count)),
            commitIndex: UInt32(index), commitCount: UInt32(count), causation: nil, correlation: nil, reason: reason,
            claims: [], payload: event.event.encoded())
        records.append(record)
        streams[stream, default: []].append((event, record))
    }

    public func state<Process: Decider>(
        _: Process.Type, of stream: StreamID, order: Order = .recorded
    ) -> Process.State {
        var history = streams[stream] ?? []
        switch order {
        case .recorded: break
        case .effective:
            history.sort { ($0.record.occurredAt, $0.record.position) < ($1.record.occurredAt, $1.record.position) }
        }
        var state = Process.initial(stream)
        for case (let event as Process.Event, let record) in history { Process.evolve(&state, event, record) }
        return state
    }

    /// What `command` decides, having been handed every stream that it needs; nothing is recorded.
    public func decide<Wish: Command>(
        _ command: Wish, on stream: StreamID, at occurredAt: Instant, now: Instant? = nil, by actor: Actor,
        reason: String? = nil
    ) -> Result<Decision<Wish.Process.Event>, Wish.Rejection> {
        let state = state(Wish.Process.self, of: stream)
        let facts = facts { command.needs(state, $0) }
        let context = DecisionContext(
            stream: stream, actor: actor, occurredAt: occurredAt, now: now ?? occurredAt, reason: reason, zone: zone,
            facts: facts)
        do throws(Wish.Rejection) { return .success(try command.decide(state, context)) } catch {
            return .failure(error)
        }
    }

    /// Records what a command decided.
    public mutating func record<Event: EventUnion>(
        _ decision: Decision<Event>, on stream: StreamID, at occurredAt: Instant, by actor: Actor
    ) {
        for (index, (other, event)) in decision.events.enumerated() {
            record(
                event, on: other ?? stream, at: occurredAt, by: actor, index: index, of: decision.events.count)
        }
    }

    /// The event that was recorded at `position`.
    func event(at position: Position) -> (any EventUnion)? {
        let record = records[Int(position.rawValue) - 1]
        return streams[record.stream]?[Int(record.version) - 1].event
    }

    /// The same without what was recorded after `position`.
    func asKnown(at position: Position) -> World {
        var world = self
        world.records = Array(records.prefix(Int(position.rawValue)))
        world.streams = streams.mapValues { history in history.filter { $0.record.position <= position } }
        return world
    }

    /// The states that `needs` asks for, until it asks for no more.
    func facts(_ needs: (Facts) -> [StreamID]) -> Facts {
        var facts = Facts()
        while case let missing = needs(facts).filter({ !facts.has($0) }), !missing.isEmpty {
            for stream in missing { add(stream, to: &facts) }
        }
        return facts
    }

    private func add(_ stream: StreamID, to facts: inout Facts) {
        guard let process = Catalogue.processes.first(where: { $0.category == stream.category }) else {
            fatalError("a decision needs \(stream), a stream of no process")
        }
        add(stream, of: process, to: &facts)
    }
    private func add<Process: Decider>(_ stream: StreamID, of _: Process.Type, to facts: inout Facts) {
        facts.set(state(Process.self, of: stream), of: stream, in: Process.self)
    }
}

extension DomainEvent {
    /// The declared name, for an event whose type is not known where it stands.
    public static var typeName: String { type.name }
}
