public import EventModel
public import Processes
import Testing

extension Outcome {
    /// The commands that `policy` gives because of what was recorded, before any of them is carried out.
    public func reactions<P: ReactivePolicy>(of policy: P) -> [Reaction] {
        let world = after.world
        return world.records.dropFirst(before.world.records.count).flatMap { world.reactions(of: policy, to: $0) }
    }

    /// The story goes on with what was decided, and with what follows by `policy` until nothing follows any more.
    public func settled<P: ReactivePolicy>(by policy: P) -> Scenario<Wish.Process> {
        var story = after
        story.world.settle(policy, from: before.world.records.count)
        return story
    }
}

extension World {
    /// What follows from `record` by `policy`, as known at the end of the record's commit. The configuration graph says what
    /// `answers` has.
    public func reactions<P: ReactivePolicy>(of policy: P, to record: RecordedEvent) -> [Reaction] {
        guard policy.triggers.contains(record.type), let event = event(at: record.position) as? P.Process.Event else {
            return []
        }
        let known = asKnown(at: record.commitEnd)
        let state = known.state(P.Process.self, of: record.stream, order: .effective)
        var found: [RecordSearch: [StreamID]] = [:]
        func cause(_ facts: Facts) -> PolicyCause<P.Process> {
            PolicyCause(event: event, record: record, state: state, facts: facts, found: found, zone: zone)
        }
        let early = known.facts { policy.needs(cause($0)) }
        for search in policy.searches(cause(early)) { found[search] = self.found[search] }
        var all = cause(known.facts { policy.needs(cause($0)) })
        for question in policy.questions(all) { all.answers[question] = answers[question] ?? .nothing }
        let reactions = policy.reactions(to: all)
        if !reactions.isEmpty, !policy.mayReact(to: event, in: record) {
            Issue.record("\(policy.name) reacts to \(record.type), and says that it does not: see mayReact")
        }
        return reactions
    }

    /// Carries out what follows by `policy` from the records from `index` on, and from what that records.
    mutating func settle<P: ReactivePolicy>(_ policy: P, from index: Int) {
        var index = index
        while index < records.count {
            let record = records[index]
            for reaction in reactions(of: policy, to: record) { perform(reaction.command, reaction, policy, record) }
            index += 1
        }
    }

    private mutating func perform<Wish: Command>(
        _ command: Wish, _ reaction: Reaction, _ policy: any Policy, _ cause: RecordedEvent
    ) {
        guard let stream = reaction.stream else {
            Issue.record("\(policy.name) begins a stream")
            return
        }
        let actor = Actor(principal: PersonID(policy.name), kind: .policy)
        let occurredAt = reaction.occurredAt ?? cause.recordedAt
        let decided = decide(command, on: stream, at: occurredAt, now: cause.recordedAt, by: actor)
        if case .success(let decision) = decided { record(decision, on: stream, at: occurredAt, by: actor) }
    }
}
