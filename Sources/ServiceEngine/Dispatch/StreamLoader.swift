import EventLog
import EventModel
import Processes

/// Folds streams of the log into states. Blocks: runs on a reader's thread.
struct StreamLoader: Sendable {
    let store: any EventStore

    /// A folded state, and the version of the stream that it was folded from.
    struct Loaded<Process: Decider>: Sendable {
        let state: Process.State
        let version: UInt64
    }

    /// The stream folded in the order of effective time, then position: late facts fall into their place. Of its events those
    /// up to `through` that were true at `asOf`, where there is such a moment.
    func load<Process: Decider>(
        _ stream: StreamID, in process: Process.Type, through: Position = Position(.max), asOf: Instant? = nil
    ) throws(EngineError) -> Loaded<Process> {
        var records = try readStream(stream, through: through)
        if let asOf { records.removeAll { $0.occurredAt > asOf } }
        var state = process.initial(stream)
        for record in records.inEffectiveOrder() {
            for event in try decode(record, as: Process.Event.self) { process.evolve(&state, event, record) }
        }
        return Loaded(state: state, version: records.last?.version ?? 0)
    }

    /// Loads what `command` says it needs. Answers the versions beside the facts.
    func facts<C: Command>(
        for command: C, _ state: C.Process.State
    ) throws(EngineError) -> (facts: Facts, versions: [StreamID: UInt64]) {
        try facts { command.needs(state, $0) }
    }

    /// Loads the streams that `needs` names, as known at `through` and true at `asOf`, until it asks for nothing new. What is
    /// in `known` already is not loaded again.
    func facts(
        through: Position = Position(.max), asOf: Instant? = nil, known: Facts = Facts(), needs: (Facts) -> [StreamID]
    ) throws(EngineError) -> (facts: Facts, versions: [StreamID: UInt64]) {
        var facts = known
        var versions: [StreamID: UInt64] = [:]
        while true {
            let missing = needs(facts).filter { !facts.has($0) }
            if missing.isEmpty { return (facts, versions) }
            for stream in missing {
                guard let process = Catalogue.process(of: stream.category) else {
                    preconditionFailure("a decision needs \(stream), whose category is in no catalogue")
                }
                versions[stream] = try load(stream, in: process, through, asOf, into: &facts)
            }
        }
    }

    private func load<Process: Decider>(
        _ stream: StreamID, in process: Process.Type, _ through: Position, _ asOf: Instant?, into facts: inout Facts
    ) throws(EngineError) -> UInt64 {
        let loaded = try load(stream, in: process, through: through, asOf: asOf)
        facts.set(loaded.state, of: stream, in: process)
        return loaded.version
    }

    func readStream(_ stream: StreamID, through: Position = Position(.max)) throws(EngineError) -> [RecordedEvent] {
        do {
            return try store.readStream(stream, fromVersion: 1, through: through)
        } catch {
            throw .log(error)
        }
    }

    func decode<Event: EventUnion>(_ record: RecordedEvent, as _: Event.Type) throws(EngineError) -> [Event] {
        do {
            return try Event.catalogue.decode(record)
        } catch {
            throw .undecodable(position: record.position, type: record.type, error)
        }
    }
}

extension [RecordedEvent] {
    /// By effective time, then position. Cheap where they stand so already, as they nearly always do.
    func inEffectiveOrder() -> [RecordedEvent] {
        let isOrdered = zip(self, dropFirst()).allSatisfy { $0.occurredAt <= $1.occurredAt }
        return isOrdered ? self : sorted { ($0.occurredAt, $0.position) < ($1.occurredAt, $1.position) }
    }
}
