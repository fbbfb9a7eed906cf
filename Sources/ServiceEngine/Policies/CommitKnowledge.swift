import EventLog
import EventModel
import Processes

/// What is known at the end of one commit: each stream is read and folded once, however many causes in the commit ask for it.
struct CommitKnowledge: Sendable {
    /// The position of the commit's last event.
    let end: Position
    private let loader: StreamLoader
    private var states = Facts()

    init(_ store: any EventStore, at end: Position) {
        (self.end, loader) = (end, StreamLoader(store: store))
    }

    mutating func state<Process: Decider>(
        of stream: StreamID, in process: Process.Type
    ) throws(EngineError) -> Process.State {
        // A state may be optional itself: one that is nil is known as well.
        if states.has(stream), let state = states.state(of: stream, in: process) { return state }
        let state = try loader.load(stream, in: process, through: end).state
        states.set(state, of: stream, in: process)
        return state
    }

    /// What is in `known` and what `needs` asks for, until it asks for nothing new. Nothing else, whatever is known of others:
    /// a decision looks at what it asked for.
    mutating func facts(
        _ known: Facts = Facts(), needs: (Facts) -> [StreamID]
    ) throws(EngineError) -> Facts {
        var facts = known
        while true {
            let missing = needs(facts).filter { !facts.has($0) }
            if missing.isEmpty { return facts }
            for stream in missing {
                guard let process = Catalogue.process(of: stream.category) else {
                    preconditionFailure("a decision needs \(stream), whose category is in no catalogue")
                }
                try put(stream, in: process, into: &facts)
            }
        }
    }

    private mutating func put<Process: Decider>(
        _ stream: StreamID, in process: Process.Type, into facts: inout Facts
    ) throws(EngineError) {
        facts.set(try state(of: stream, in: process), of: stream, in: process)
    }
}
