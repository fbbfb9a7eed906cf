import EventModel

// Every change of state goes through `move`: what happened has happened, and what the state machine does not know is
// noted as a contradiction.

extension Incident {
    mutating func move(to next: IncidentState, _ record: RecordedEvent) {
        if !state.leads(to: next) {
            note("\(record.type) took it from \(state.name) to \(next.name)", record)
        }
        // A merge that turns out to be a mistake leaves the wait as it was; anything else ends it.
        if next != .pending && next != .merged { endWait(record.occurredAt) }
        if next != .closed { times.closedAt = nil }
        if next.isOpen { (times.resolvedAt, resolution) = (nil, nil) }
        if next.isOpen && !state.isOpen { times.openSince = record.occurredAt }
        if next != state { times.stateSince = record.occurredAt }
        moved(record)
        state = next
    }

    private mutating func moved(_ record: RecordedEvent) {
        times.movedAt = max(times.movedAt ?? record.occurredAt, record.occurredAt)
    }

    private mutating func endWait(_ at: Instant) {
        if let since = waiting.since { waiting.pausedMicros += max(0, at.micros(since: since)) }
        waiting.reason = nil
        waiting.since = nil
        waiting.until = nil
        waiting.stateBefore = nil
    }

    private mutating func beginWait(_ record: RecordedEvent) {
        let before = state.isOpen ? state : .inProgress
        move(to: .pending, record)
        waiting.stateBefore = before
        waiting.since = record.occurredAt
        counts.pended += 1
    }

    mutating func assign(_ group: GroupID?, _ person: PersonID?, _ record: RecordedEvent) {
        if !state.isOpen { note("\(record.type) while it was \(state.name)", record) }
        assignment.firstGroup = assignment.firstGroup ?? group
        assignment.group = group
        assignment.person = person
        moved(record)
        if state == .new { move(to: .assigned, record) }
        if waiting.stateBefore == .new { waiting.stateBefore = .assigned }
    }

    mutating func reassign(_ event: IncidentReassigned, _ record: RecordedEvent) {
        if let before = assignment.group, let now = event.group, before != now { counts.reassigned += 1 }
        assign(event.group, event.person, record)
    }

    mutating func start(_ event: IncidentWorkStarted, _ record: RecordedEvent) {
        assignment.person = assignment.person ?? event.person
        if state != .inProgress { move(to: .inProgress, record) }
    }

    mutating func pend(_ event: IncidentPended, _ record: RecordedEvent) {
        if state != .pending { beginWait(record) }
        waiting.reason = event.waitingFor
        waiting.until = event.until
        moved(record)
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
        markResolved(record)
    }

    private mutating func markResolved(_ record: RecordedEvent) {
        times.firstResolvedAt = times.firstResolvedAt ?? record.occurredAt
        times.resolvedAt = record.occurredAt
        waiting.pausedMicrosAtResolution = waiting.pausedMicros
    }

    /// A second closing is noted; the first is the one that counts.
    mutating func close(_ event: IncidentClosed, _ record: RecordedEvent) {
        let wasClosed = state == .closed
        move(to: .closed, record)
        if wasClosed { return }
        times.closedAt = record.occurredAt
        resolution?.closedBy = event.mode
    }

    mutating func reopen(_ record: RecordedEvent) {
        if state.isOpen { note("\(record.type) while it was \(state.name)", record) }
        let wasAssigned = assignment.group != nil || assignment.person != nil
        move(to: wasAssigned ? .assigned : .new, record)
        counts.reopened += 1
        times.lastReopenedAt = record.occurredAt
    }

    mutating func fold(_ event: SourceStateRecorded, _ record: RecordedEvent) {
        guard let next = event.state else {
            return note("\(event.source) gave the state \(event.code), which nobody knows", record)
        }
        guard next != state else { return }
        switch next {
        case .pending: beginWait(record)
        case .resolved:
            move(to: .resolved, record)
            markResolved(record)
        case .closed:
            move(to: .closed, record)
            times.closedAt = record.occurredAt
        case .new, .assigned, .inProgress, .cancelled, .merged: move(to: next, record)
        }
    }
}
