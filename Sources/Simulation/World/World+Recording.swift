import EventModel
import Processes

// Everything that happens goes through the real commands and folds, so that the domain's rules hold.

extension World {
    /// Carries out a command on a live incident. Nil where the rules refuse it, or its events do not fit any more.
    mutating func record<Order: Command>(
        _ command: Order, on slot: Int, by actor: Actor, reason: String? = nil, drawn: DrawnNumber? = nil
    ) -> SimulatedCommit? where Order.Process == IncidentProcess {
        let (stream, state) = (incidents[slot].number.stream, incidents[slot].state)
        let facts = facts(for: command, state)
        guard let decision = decide(command, stream, state, actor, reason, facts) else { return nil }
        let events = decision.events.map { SimulatedEvent(stream: $0.stream ?? stream, event: $0.event.event) }
        let commit = commit(events, actor, reason, drawn)
        for (index, entry) in decision.events.enumerated() {
            let other = entry.stream.map { slots[IncidentNumber($0.key)] }
            guard let target = other ?? slot else { continue }
            incidents[target].version += 1
            let record = envelope(commit, index, version: incidents[target].version)
            IncidentProcess.evolve(&incidents[target].state, entry.event, record)
            if target != slot, case .resolved = entry.event { followParent(target) }
        }
        return commit
    }

    /// Carries out a command on a stream that is no incident.
    mutating func record<Order: Command>(
        _ command: Order, on stream: StreamID, _ state: inout Order.Process.State, by actor: Actor,
        drawn: DrawnNumber? = nil
    ) -> SimulatedCommit? {
        let facts = facts(for: command, state)
        guard let decision = decide(command, stream, state, actor, nil, facts) else { return nil }
        let events = decision.events.map { SimulatedEvent(stream: stream, event: $0.event.event) }
        let commit = commit(events, actor, nil, drawn)
        for (index, entry) in decision.events.enumerated() {
            Order.Process.evolve(&state, entry.event, envelope(commit, index, version: UInt64(index) + 1))
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
            wasTooLong = decision.events.count > total - recorded
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
                let incident = slots[IncidentNumber(stream.key)].flatMap { incidents[$0].state }
                facts.set(incident, of: stream, in: IncidentProcess.self)
            }
        }
    }

    private mutating func commit(
        _ events: [SimulatedEvent], _ actor: Actor, _ reason: String?, _ drawn: DrawnNumber?
    ) -> SimulatedCommit {
        let id = CommandID(at: now, randomness: (dice.next(), dice.next()))
        return SimulatedCommit(
            commandID: id, actor: actor, occurredAt: now, reason: reason, drawn: drawn, events: events)
    }

    /// The event as a log that holds nothing else would record it; folds do not look at its payload.
    private func envelope(_ commit: SimulatedCommit, _ index: Int, version: UInt64) -> RecordedEvent {
        let event = commit.events[index]
        return RecordedEvent(
            position: Position(UInt64(recorded + index) + 1), version: version, recordedAt: commit.occurredAt,
            stream: event.stream, drawn: index == 0 ? commit.drawn : nil, type: event.event.eventName,
            schemaVersion: event.event.eventVersion, occurredAt: commit.occurredAt, actor: commit.actor,
            commandID: commit.commandID, commitIndex: UInt32(index), commitCount: UInt32(commit.events.count),
            causation: nil, correlation: nil, reason: commit.reason, claims: [], payload: [])
    }
}
