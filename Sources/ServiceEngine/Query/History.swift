public import EventLog
public import EventModel

extension ServiceEngine {
    /// The events of a stream as of a moment, in the order of effective time: an item's timeline. Empty where there is none.
    public func history(of stream: StreamID, _ moment: Moment = .now) async throws(EngineError) -> [RecordedEvent] {
        let store = store
        return try await dispatcher.onReader { () throws(EngineError) in
            let known = try MomentResolver(store: store).position(moment.asKnownAt)
            let records = try StreamLoader(store: store).readStream(stream, through: known)
            return records.filter { record in moment.asOf.map { record.occurredAt <= $0 } ?? true }.inEffectiveOrder()
        }
    }

    /// The state of one stream as of a moment: the fold of a prefix of its events.
    public func state<Process: Decider>(
        of stream: StreamID, in process: Process.Type, _ moment: Moment = .now
    ) async throws(EngineError) -> Process.State {
        let records = try await history(of: stream, moment)
        let loader = StreamLoader(store: store)
        var state = process.initial(stream)
        for record in records {
            for event in try loader.decode(record, as: Process.Event.self) { process.evolve(&state, event, record) }
        }
        return state
    }

    /// The position and the instant that a moment means in the log as it is now.
    public func resolve(_ moment: Moment) async throws(EngineError) -> ResolvedMoment {
        let (store, now) = (store, options.clock())
        return try await dispatcher.onReader { () throws(EngineError) in
            try MomentResolver(store: store).resolve(moment, now: now)
        }
    }

    /// The log from a position on, without an end: what is there, and then what comes, of any process.
    /// Keep `EventBatch.position` with what you made of a batch, and go on from the next after a restart.
    public func subscribe(
        from position: Position = .first, _ selection: EventSelection = .all
    ) -> EventSubscription { store.subscribe(from: position, selection) }

    /// What is recorded from now on.
    public func subscribeLive(_ selection: EventSelection = .all) throws(EngineError) -> EventSubscription {
        do { return try store.subscribeLive(selection) } catch { throw .log(error) }
    }
}

/// Turns what somebody means by "as known at" into the position up to which the log is read.
struct MomentResolver: Sendable {
    let store: any EventStore

    func resolve(_ moment: Moment, now: Instant) throws(EngineError) -> ResolvedMoment {
        let position = try position(moment.asKnownAt)
        // `??` would throw any error.
        let instant = if let asOf = moment.asOf { asOf } else { try knownUntil(moment.asKnownAt, position) }
        return ResolvedMoment(position: position, asOf: moment.asOf, instant: instant ?? now)
    }

    /// The past that a moment asks for; nil where that is now.
    func past(_ moment: Moment) throws(EngineError) -> PastMoment? {
        moment.isNow ? nil : PastMoment(knownAt: try position(moment.asKnownAt), asOf: moment.asOf)
    }

    /// Until when the log was known; nil for as long as it goes.
    private func knownUntil(_ knowledge: Moment.Knowledge?, _ last: Position) throws(EngineError) -> Instant? {
        do throws(LogError) {
            switch knowledge {
            case nil: return nil
            case .instant(let instant): return instant
            case .position:
                if last >= (try store.head().position) { return nil }
                return try store.event(at: last)?.recordedAt ?? store.identity.createdAt
            }
        } catch {
            throw .log(error)
        }
    }

    /// The last position known then. A position inside a commit means the commit's end; an instant means everything recorded
    /// at or before it.
    func position(_ knowledge: Moment.Knowledge?) throws(EngineError) -> Position {
        do {
            let head = try store.head().position
            switch knowledge {
            case nil: return head
            case .position(let position):
                guard position > .zero, position < head else { return min(position, head) }
                guard let record = try store.event(at: position) else { return head }
                return Position(position.rawValue + UInt64(record.commitCount - record.commitIndex) - 1)
            case .instant(let instant): return try last(through: head) { $0.recordedAt <= instant }
            }
        } catch {
            throw .log(error)
        }
    }

    /// The last position whose record still fulfils `isEarlier`, which is true up to some position and false after it.
    private func last(
        through head: Position, where isEarlier: (RecordedEvent) -> Bool
    ) throws(LogError) -> Position {
        var (low, high) = (Position.zero.rawValue, head.rawValue)
        while low < high {
            let middle = low + (high - low + 1) / 2
            if let record = try store.event(at: Position(middle)), isEarlier(record) {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return Position(low)
    }
}
