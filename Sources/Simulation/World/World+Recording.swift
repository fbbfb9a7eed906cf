import EventModel
import Processes

// Everything that happens goes through the real commands and folds, so that the domain's rules hold.

extension World {
    /// Carries out a command on a live incident. Nil where the rules refuse it, or its events do not fit any more.
    mutating func record<Order: Command>(
        _ command: Order, on live: LiveIncident, by actor: Actor, reason: String? = nil, drawn: DrawnNumber? = nil
    ) -> SimulatedCommit? where Order.Process == IncidentProcess {
        // Taken out for the while, so that deciding copies nothing.
        let stream = live.number.stream
        let state = live.state.take()
        let facts = facts(for: command, state)
        let decided = decide(command, stream, state, actor, reason, facts)
        live.state = state
        guard let decision = decided else { return nil }
        var commit = begin(actor, reason, drawn, decision.events.count)
        for entry in decision.events {
            commit.events.append(SimulatedEvent(stream: entry.stream ?? stream, event: entry.event.event))
            var target: LiveIncident? = live
            if let other = entry.stream, other != stream { target = backlog[IncidentNumber(other.key)] }
            guard let target else { continue }
            target.version += 1
            target.fold(entry.event, envelope(commit, version: target.version))
            if target !== live, case .resolved = entry.event { followParent(target) }
        }
        return commit
    }

    /// Carries out a command on a configuration item, which may change others with it.
    mutating func record<Order: Command>(
        _ command: Order, on ci: CIID, by actor: Actor
    ) -> SimulatedCommit? where Order.Process == CIProcess {
        let facts = facts(for: command, estate.items[ci])
        guard let decision = decide(command, ci.stream, estate.items[ci], actor, nil, facts) else { return nil }
        var commit = begin(actor, nil, nil, decision.events.count)
        for entry in decision.events {
            let stream = entry.stream ?? ci.stream
            commit.events.append(SimulatedEvent(stream: stream, event: entry.event.event))
            CIProcess.evolve(&estate.items[CIID(stream.key)], entry.event, envelope(commit, version: 0))
        }
        return commit
    }

    /// Carries out a command on a stream that is neither incident nor item.
    mutating func record<Order: Command>(
        _ command: Order, on stream: StreamID, _ state: inout Order.Process.State, by actor: Actor,
        drawn: DrawnNumber? = nil
    ) -> SimulatedCommit? {
        let facts = facts(for: command, state)
        guard let decision = decide(command, stream, state, actor, nil, facts) else { return nil }
        var commit = begin(actor, nil, drawn, decision.events.count)
        for (index, entry) in decision.events.enumerated() {
            commit.events.append(SimulatedEvent(stream: stream, event: entry.event.event))
            Order.Process.evolve(&state, entry.event, envelope(commit, version: UInt64(index) + 1))
        }
        return commit
    }

    private mutating func decide<Order: Command>(
        _ command: Order, _ stream: StreamID, _ state: Order.Process.State, _ actor: Actor, _ reason: String?,
        _ facts: Facts
    ) -> Decision<Order.Process.Event>? {
        let context = DecisionContext(
            stream: stream, actor: actor, occurredAt: now, now: now, reason: reason, zone: calendar.zone, facts: facts)
        do throws(Order.Rejection) {
            let decision = try command.decide(state, context)
            wasTooLong = decision.events.count > limit - recorded
            return wasTooLong || decision.events.isEmpty ? nil : decision
        } catch {
            refusals.append("\(Order.self) on \(stream): \(error)")
            return nil
        }
    }

    /// The states that a command asks for, until it asks for no more.
    private func facts<Order: Command>(for command: Order, _ state: Order.Process.State) -> Facts {
        var facts = definitions
        while true {
            let missing = command.needs(state, facts).filter { !facts.has($0) }
            if missing.isEmpty { return facts }
            for stream in missing {
                set(stream, in: &facts)
            }
        }
    }

    private func set(_ stream: StreamID, in facts: inout Facts) {
        switch stream.category {
        case CIProcess.category: facts.set(estate.items[CIID(stream.key)], of: stream, in: CIProcess.self)
        case ChangeProcess.category:
            facts.set(changes.live[ChangeNumber(stream.key)]?.state, of: stream, in: ChangeProcess.self)
        case ProblemProcess.category:
            facts.set(problems.live[ProblemNumber(stream.key)]?.state, of: stream, in: ProblemProcess.self)
        case KnownErrorProcess.category:
            facts.set(problems.errors[KnownErrorNumber(stream.key)]?.error, of: stream, in: KnownErrorProcess.self)
        default: facts.set(backlog[IncidentNumber(stream.key)]?.state, of: stream, in: IncidentProcess.self)
        }
    }

    private mutating func begin(
        _ actor: Actor, _ reason: String?, _ drawn: DrawnNumber?, _ count: Int
    ) -> SimulatedCommit {
        var commit = SimulatedCommit(
            commandID: CommandID(at: now, randomness: (dice.next(), dice.next())), actor: actor, occurredAt: now,
            reason: reason, drawn: drawn, events: [])
        commit.events.reserveCapacity(count)
        return commit
    }

    /// The commit's last event as a log that holds nothing else would record it. Folds look neither at its payload nor,
    /// unless a rule is broken, at its name, which takes long to find out: both are left out.
    private func envelope(_ commit: SimulatedCommit, version: UInt64) -> RecordedEvent {
        let index = commit.events.count - 1
        return RecordedEvent(
            position: Position(UInt64(recorded + index) + 1), version: version, recordedAt: commit.occurredAt,
            stream: commit.events[index].stream, drawn: index == 0 ? commit.drawn : nil, type: "", schemaVersion: 1,
            occurredAt: commit.occurredAt, actor: commit.actor, commandID: commit.commandID,
            commitIndex: UInt32(index), commitCount: 1, causation: nil, correlation: nil, reason: commit.reason,
            claims: [], payload: [])
    }
}
