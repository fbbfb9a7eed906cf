import EventModel

// Every change of state goes through `move`: what happened has happened, and what the state machine does not know is
// noted as a contradiction.

extension Problem {
    mutating func move(to next: ProblemState, _ record: RecordedEvent) {
        if !state.leads(to: next) { note("\(record.type) took it from \(state.name) to \(next.name)", record) }
        if next != .pending { waiting = Waiting() }
        if next != .closed { times.closedAt = nil }
        if next.isOpen { (times.resolvedAt, resolution, verifiedFix, review) = (nil, nil, nil, nil) }
        if next != state { times.stateSince = record.occurredAt }
        state = next
    }

    mutating func assign(_ event: ProblemAssigned, _ record: RecordedEvent) {
        if !state.isOpen { note("\(record.type) while it was \(state.name)", record) }
        (group, person) = (event.group, event.person)
        if state == .new { move(to: .assigned, record) }
        if waiting.stateBefore == .new { waiting.stateBefore = .assigned }
    }

    mutating func pend(_ event: ProblemPended, _ record: RecordedEvent) {
        if state != .pending { beginWait(record) }
        (waiting.reason, waiting.until) = (event.waitingFor, event.until)
    }

    private mutating func beginWait(_ record: RecordedEvent) {
        let before = state.isOpen ? state : .inProgress
        move(to: .pending, record)
        (waiting.stateBefore, waiting.since) = (before, record.occurredAt)
    }

    mutating func resume(_ record: RecordedEvent) {
        guard state == .pending else { return note("\(record.type) while it was \(state.name)", record) }
        move(to: waiting.stateBefore ?? .inProgress, record)
    }

    mutating func resolve(_ event: ProblemResolved, _ record: RecordedEvent) {
        move(to: .resolved, record)
        resolution = event
        markResolved(record)
    }

    private mutating func markResolved(_ record: RecordedEvent) {
        times.firstResolvedAt = times.firstResolvedAt ?? record.occurredAt
        times.resolvedAt = record.occurredAt
    }

    /// A second closing is noted; the first is the one that counts.
    mutating func close(_ event: ProblemClosed, _ record: RecordedEvent) {
        let wasClosed = state == .closed
        move(to: .closed, record)
        if wasClosed { return }
        (times.closedAt, review) = (record.occurredAt, event.review)
    }

    mutating func reopen(_ event: ProblemReopened, _ record: RecordedEvent) {
        if state.isOpen { note("\(record.type) while it was \(state.name)", record) }
        move(to: group != nil || person != nil ? .assigned : .new, record)
        reopenedCount += 1
        times.recurredAt = times.recurredAt ?? record.occurredAt
        if let incident = event.incident { relations.incidents.appendNew(incident) }
    }

    mutating func fold(_ event: ProblemSourceStateRecorded, _ record: RecordedEvent) {
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
        case .new, .assigned, .inProgress, .cancelled: move(to: next, record)
        }
    }
}
