public import EventModel

/// How an incident's events fold. Nil is a stream without events: an incident that nobody has logged.
public enum IncidentProcess: Decider {
    public typealias Event = IncidentEvent
    public typealias State = Incident?

    public static let category = "incident"
    public static let numberPrefix: String? = "INC"
    public static func initial(_: StreamID) -> Incident? { nil }

    public static func evolve(_ state: inout Incident?, _ event: IncidentEvent, _ record: RecordedEvent) {
        if case nil = state { state = Incident(from: event, record) }
        state?.take(event, record)
    }
}

extension Incident {
    /// The incident before its first event is folded in. Its logging, as a rule; a record from elsewhere may begin
    /// in the middle, and a late fact before it, so any event will do.
    public init(from event: IncidentEvent, _ record: RecordedEvent) {
        let at = record.occurredAt
        number = IncidentNumber(record.stream.key)
        title = ""
        state = .new
        times = Times(detectedAt: at, loggedAt: at, lastChangeAt: at, stateSince: at, openSince: at)
        firstPosition = record.position
        lastPosition = record.position
        if case .logged = event { return }
        note(Self.beganInTheMiddle, record)
    }

    /// What `event` makes of the incident, in place: it has too many parts to be copied for every event, and nobody else
    /// may hold its lists while they change.
    public mutating func take(_ event: IncidentEvent, _ record: RecordedEvent) {
        fold(event, record)
        firstPosition = min(firstPosition, record.position)
        lastPosition = max(lastPosition, record.position)
        times.lastChangeAt = max(times.lastChangeAt, record.occurredAt)
    }

    /// Withdrawn where the logging follows after all: what was done before anybody wrote it down.
    static let beganInTheMiddle = "something happened before it was detected, or it was never logged"

    mutating func fold(_ event: IncidentEvent, _ record: RecordedEvent) {
        if state.isFinal, !event.mayFollowTheEnd { note("\(record.type) while it was \(state.name)", record) }
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
        case .acknowledged: times.acknowledgedAt = earlier(times.acknowledgedAt, record)
        case .escalated(let event): fold(event)
        case .supplierEngaged(let event): fold(event)
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
        case .cisComputed(let event): keep(event)
        case .linked(let event): relations.links.appendNew(event)
        case .changeCauseSuggested(let event): relations.suspectedChanges.appendNew(event.change)
        case .changeCauseConfirmed(let event): confirm(event.change)
        case .changeCauseRejected(let event): reject(event.change)
        case .parentProposed(let event): relations.proposedParent = event.parent
        case .majorProposed: relations.isProposedMajor = true
        case .parentSet(let event): fold(event)
        case .parentRemoved(let event): fold(event)
        case .merged(let event): fold(event, record)
        case .unmerged(let event): fold(event, record)
        case .resolutionProposed(let event): relations.resolutionProposal = event.why
        case .resolutionProposalWithdrawn: relations.resolutionProposal = nil
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

extension IncidentEvent {
    /// Events that change the state say themselves whether they may; what others do to the graph of parents and
    /// duplicates is recorded here too, whenever it happens.
    fileprivate var mayFollowTheEnd: Bool {
        switch self {
        case .assigned, .reassigned, .workStarted, .pended, .resumed, .resolved, .closed, .reopened, .cancelled,
            .sourceStateRecorded, .logged, .merged:
            true
        // A policy resolves the children a moment later: the incident may have been closed by then.
        case .parentSet, .parentRemoved, .unmerged, .childrenResolved: true
        case .categorised, .prioritised, .priorityOverridden, .majorDeclared, .majorStoodDown, .acknowledged,
            .escalated, .supplierEngaged, .supplierResponded, .diagnosed, .workLogged, .knownErrorMatched,
            .workaroundApplied, .commented, .ciLinked, .cisComputed, .linked, .changeCauseSuggested,
            .changeCauseConfirmed, .changeCauseRejected, .parentProposed, .majorProposed, .resolutionProposed,
            .resolutionProposalWithdrawn:
            false
        }
    }
}

/// The earlier of a time that is known and that of `record`: late facts may come first.
func earlier(_ known: Instant?, _ record: RecordedEvent) -> Instant {
    known.map { min($0, record.occurredAt) } ?? record.occurredAt
}

extension Array where Element: Equatable {
    mutating func appendNew(_ element: Element) { if !contains(element) { append(element) } }
}
