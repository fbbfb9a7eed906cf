import EventModel

// Every change of state goes through `move`: what happened has happened, and what the state machine does not know is
// noted as a contradiction.

extension Incident {
    mutating func move(to next: IncidentState, _ record: RecordedEvent) {
        if !state.successors.contains(next) {
            note("\(record.type) took it from \(state.name) to \(next.name)", record)
        }
        if state == .pending { endWait(record.occurredAt) }
        state = next
    }

    private mutating func endWait(_ at: Instant) {
        if let since = waiting.since { waiting.pausedMicros += max(0, at.micros(since: since)) }
        waiting.reason = nil
        waiting.since = nil
        waiting.until = nil
        waiting.stateBefore = nil
    }

    mutating func assign(_ group: GroupID?, _ person: PersonID?, _ record: RecordedEvent) {
        assignment.firstGroup = assignment.firstGroup ?? group
        assignment.group = group
        assignment.person = person
        if state == .new { move(to: .assigned, record) }
        if waiting.stateBefore == .new { waiting.stateBefore = .assigned }
        if !state.isOpen { note("\(record.type) while it was \(state.name)", record) }
    }

    mutating func reassign(_ event: IncidentReassigned, _ record: RecordedEvent) {
        if let before = assignment.group, let now = event.group, before != now { counts.reassigned += 1 }
        assign(event.group, event.person, record)
    }

    mutating func start(_ event: IncidentWorkStarted, _ record: RecordedEvent) {
        if assignment.person == nil { assignment.person = event.person }
        if state != .inProgress { move(to: .inProgress, record) }
    }

    mutating func pend(_ event: IncidentPended, _ record: RecordedEvent) {
        if state != .pending {
            let before = state.isOpen ? state : .inProgress
            move(to: .pending, record)
            waiting.stateBefore = before
            waiting.since = record.occurredAt
            counts.pended += 1
        }
        waiting.reason = event.waitingFor
        waiting.until = event.until
    }

    mutating func resume(_ record: RecordedEvent) {
        guard state == .pending else { return note("\(record.type) while it was \(state.name)", record) }
        move(to: waiting.stateBefore ?? .inProgress, record)
    }

    mutating func resolve(_ event: IncidentResolved, _ record: RecordedEvent) {
        move(to: .resolved, record)
        classification.service = event.service ?? classification.service
        resolution = Resolution(
            code: event.code, solution: event.solution, causeCI: event.causeCI, restoredAt: event.restoredAt,
            closedBy: nil)
        times.firstResolvedAt = times.firstResolvedAt ?? record.occurredAt
        times.resolvedAt = record.occurredAt
        waiting.pausedMicrosAtResolution = waiting.pausedMicros
    }

    mutating func close(_ event: IncidentClosed, _ record: RecordedEvent) {
        let wasClosed = state == .closed
        move(to: .closed, record)
        // A second closing is noted; the first is the one that counts.
        if !wasClosed {
            times.closedAt = record.occurredAt
            resolution?.closedBy = event.mode
        }
    }

    mutating func reopen(_ record: RecordedEvent) {
        let wasAssigned = assignment.group != nil || assignment.person != nil
        move(to: wasAssigned ? .assigned : .new, record)
        counts.reopened += 1
        times.lastReopenedAt = record.occurredAt
        times.resolvedAt = nil
        times.closedAt = nil
        resolution = nil
    }

    mutating func fold(_ event: SourceStateRecorded, _ record: RecordedEvent) {
        guard let next = event.state else {
            return note("\(event.source) gave the state \(event.code), which nobody knows", record)
        }
        if next != state { move(to: next, record) }
        if next.isOpen { (times.resolvedAt, times.closedAt, resolution) = (nil, nil, nil) }
        if next == .pending {
            waiting.since = record.occurredAt
            waiting.stateBefore = .inProgress
        }
    }
}
