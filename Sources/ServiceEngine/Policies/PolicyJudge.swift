import EventLog
import EventModel
import Processes

/// Says what follows from a cause, as known at the end of the cause's commit. Blocks: runs on a reader's thread.
struct PolicyJudge: Sendable {
    let store: any EventStore
    let graph: GraphAnswers
    let search: RecordFinder

    /// The longest chain of causes, in events after the first, that a policy adds to.
    static let deepestChain = 16

    /// What follows from `record` by `policy`. `known` is of an earlier cause; it is kept where that stands in the same commit.
    func verdict<P: ReactivePolicy>(
        of policy: P, on record: RecordedEvent, _ known: inout CommitKnowledge
    ) throws(EngineError) -> PolicyVerdict {
        if known.end != record.commitEnd { known = CommitKnowledge(store, at: record.commitEnd) }
        let reactions = try reactions(of: policy, to: record, &known)
        return PolicyVerdict(reactions: reactions, loop: reactions.isEmpty ? nil : try loop(of: policy, at: record))
    }

    /// The commands that follow; none where the condition does not hold.
    private func reactions<P: ReactivePolicy>(
        of policy: P, to record: RecordedEvent, _ known: inout CommitKnowledge
    ) throws(EngineError) -> [Reaction] {
        guard record.stream.category == P.Process.category else { return [] }
        let events = try StreamLoader(store: store).decode(record, as: P.Process.Event.self)
            .filter { policy.mayReact(to: $0, in: record) }
        guard !events.isEmpty else { return [] }
        let state = try known.state(of: record.stream, in: P.Process.self)
        var reactions: [Reaction] = []
        for event in events {
            var found: [RecordSearch: [StreamID]] = [:]
            func cause(_ facts: Facts) -> PolicyCause<P.Process> {
                PolicyCause(
                    event: event, record: record, state: state, facts: facts, found: found, zone: store.identity.zone)
            }
            let early = try known.facts { policy.needs(cause($0)) }
            for wanted in policy.searches(cause(early)) { found[wanted] = try search.find(wanted) }
            var cause = cause(try known.facts(early) { policy.needs(cause($0)) })
            for question in policy.questions(cause) {
                cause.answers[question] = try graph.answer(question, knownAt: known.end)
            }
            reactions += policy.reactions(to: cause)
        }
        return reactions
    }

    /// Why `policy` must not react to `record`, although its condition holds: it has reacted to the same stream before in this
    /// chain of causes, or the chain is too long. Nil where neither is so.
    func loop(of policy: any Policy, at record: RecordedEvent) throws(EngineError) -> String? {
        var event = record
        for _ in 0..<Self.deepestChain {
            guard let position = event.causation else { return nil }
            let cause = try self.record(at: position)
            if event.actor == .policy(policy), cause.stream == record.stream {
                return "a loop: it reacted to \(record.stream) at position \(cause.position) already, "
                    + "and position \(record.position) follows from that"
            }
            event = cause
        }
        guard event.causation != nil else { return nil }
        return "position \(record.position) is at the end of a chain of more than \(Self.deepestChain) causes"
    }

    func record(at position: Position) throws(EngineError) -> RecordedEvent {
        let found: RecordedEvent?
        do { found = try store.read(from: position, through: position, limit: 1).first } catch { throw .log(error) }
        guard let found else {
            throw .log(.corrupt(Corruption("a cause", at: position, expected: "an event", found: "none")))
        }
        return found
    }
}

extension Actor {
    /// The policy itself, as the envelopes of what it does name it.
    static func policy(_ policy: any Policy) -> Actor { Actor(principal: PersonID(policy.name), kind: .policy) }
}
