public import EventModel

/// How an incident's events fold. Nil is a stream without events: an incident that nobody has logged.
public enum IncidentProcess: Decider {
    public typealias Event = IncidentEvent
    public typealias State = Incident?

    public static let category = "incident"
    public static func initial(_: StreamID) -> Incident? { nil }

    public static func evolve(_ state: inout Incident?, _ event: IncidentEvent, _ record: RecordedEvent) {
        guard var incident = state ?? Incident(from: event, record) else { return }
        incident.fold(event, record)
        incident.lastPosition = max(incident.lastPosition, record.position)
        incident.times.lastChangeAt = max(incident.times.lastChangeAt, record.occurredAt)
        state = incident
    }
}

extension Incident {
    /// The incident before its first event is folded in. Its logging, as a rule; a record from elsewhere may begin
    /// in the middle, and a late fact before it, so any event will do.
    init?(from event: IncidentEvent, _ record: RecordedEvent) {
        number = IncidentNumber(record.stream.key)
        title = ""
        state = .new
        times = Times(detectedAt: record.occurredAt, loggedAt: record.occurredAt, lastChangeAt: record.occurredAt)
        firstPosition = record.position
        lastPosition = record.position
        if case .logged = event { return }
        note("the first event is \(record.type), not IncidentLogged", record)
    }

    mutating func fold(_ event: IncidentEvent, _ record: RecordedEvent) {
        switch event {
        case .logged(let event): fold(event, record)
        case .categorised(let event): fold(event)
        case .prioritised(let event): fold(event)
        case .priorityOverridden(let event):
            (classification.priority, classification.isOverridden) = (event.priority, true)
        case .majorDeclared(let event): major = MajorIncident(declaredAt: record.occurredAt, manager: event.manager)
        case .majorStoodDown: major?.stoodDownAt = record.occurredAt
        case .assigned(let event): assign(event.group, event.person, record)
        case .reassigned(let event): reassign(event, record)
        case .acknowledged: times.acknowledgedAt = times.acknowledgedAt ?? record.occurredAt
        case .escalated(let event): fold(event)
        case .supplierEngaged(let event): assignment.supplier = event.supplier
        case .supplierResponded: break
        case .workStarted(let event): start(event, record)
        case .pended(let event): pend(event, record)
        case .resumed: resume(record)
        case .diagnosed: break
        case .workLogged(let event): counts.workMinutes += event.minutes
        case .knownErrorMatched(let event): relations.knownErrors.appendNew(event.knownError)
        case .workaroundApplied: break
        case .commented(let event): fold(event, record)
        case .ciLinked(let event): link(event)
        case .linked(let event): relations.links.appendNew(event)
        case .changeCauseSuggested(let event): relations.suspectedChanges.appendNew(event.change)
        case .changeCauseConfirmed(let event): confirm(event.change)
        case .changeCauseRejected(let event): relations.suspectedChanges.removeAll { $0 == event.change }
        case .parentSet(let event): fold(event)
        case .parentRemoved(let event): fold(event)
        case .merged(let event): fold(event, record)
        case .unmerged(let event): fold(event, record)
        case .resolved(let event): resolve(event, record)
        case .childrenResolved: break
        case .closed(let event): close(event, record)
        case .reopened: reopen(record)
        case .cancelled: move(to: .cancelled, record)
        case .sourceStateRecorded(let event): fold(event, record)
        }
    }

    mutating func note(_ what: String, _ record: RecordedEvent) {
        contradictions.append(Contradiction(position: record.position, what: what))
    }
}

extension Array where Element: Equatable {
    mutating func appendNew(_ element: Element) { if !contains(element) { append(element) } }
}
