public import EventModel

/// How a problem's events fold. Nil is a stream without events: a problem that nobody has logged.
public enum ProblemProcess: Decider {
    public typealias Event = ProblemEvent
    public typealias State = Problem?

    public static let category = "problem"
    public static let numberPrefix: String? = "PRB"
    public static func initial(_: StreamID) -> Problem? { nil }

    public static func evolve(_ state: inout Problem?, _ event: ProblemEvent, _ record: RecordedEvent) {
        if case nil = state { state = Problem(record) }
        state?.take(event, record)
    }
}

extension Problem {
    /// The problem before its first event is folded in: its logging, as a rule.
    public init(_ record: RecordedEvent) {
        number = ProblemNumber(record.stream.key)
        (title, state, lastPosition) = ("", .new, record.position)
        let at = record.occurredAt
        times = Times(loggedAt: at, stateSince: at, lastChangeAt: at)
    }

    public mutating func take(_ event: ProblemEvent, _ record: RecordedEvent) {
        lastPosition = max(lastPosition, record.position)
        times.lastChangeAt = max(times.lastChangeAt, record.occurredAt)
        switch event {
        case .logged(let event): log(event, record)
        case .incidentLinked(let event): relations.incidents.appendNew(event.incident)
        case .incidentUnlinked(let event): relations.incidents.removeAll { $0 == event.incident }
        case .parentSet(let event):
            if event.child == number {
                relations.parent = event.parent
            } else {
                relations.children.appendNew(event.child)
            }
        case .parentRemoved(let event):
            if event.child == number {
                relations.parent = nil
            } else {
                relations.children.removeAll { $0 == event.child }
            }
        case .assigned(let event): assign(event, record)
        case .workStarted(let event):
            person = person ?? event.person
            if state != .inProgress { move(to: .inProgress, record) }
        case .pended(let event): pend(event, record)
        case .resumed: resume(record)
        case .workLogged(let event): workMinutes += event.minutes
        case .hypothesisRecorded(let event):
            hypotheses.append(Hypothesis(text: event.text, recordedAt: record.occurredAt))
        case .hypothesisRejected(let event):
            if let index = index(ofHypothesis: event.number) { hypotheses[index].rejection = event.reason }
        case .rootCauseIdentified(let event):
            rootCause = event
            times.rootCauseAt = times.rootCauseAt ?? record.occurredAt
        case .supplierFixVerified(let event): verifiedFix = event
        case .resolved(let event): resolve(event, record)
        case .closed(let event): close(event, record)
        case .reopened(let event): reopen(event, record)
        case .recurred(let event):
            relations.recurrences.appendNew(event.incident)
            times.recurredAt = times.recurredAt ?? record.occurredAt
        case .cancelled: move(to: .cancelled, record)
        case .sourceStateRecorded(let event): fold(event, record)
        }
    }

    /// Where the hypothesis of this number stands; nil where there is none.
    func index(ofHypothesis number: Int64) -> Int? {
        guard number > 0, number <= hypotheses.count else { return nil }
        return Int(number) - 1
    }

    private mutating func log(_ event: ProblemLogged, _ record: RecordedEvent) {
        if !title.isEmpty { return note("logged a second time", record) }
        title = event.title
        times.loggedAt = record.occurredAt
        (classification.origin, classification.description) = (event.origin, event.description)
        (classification.impact, classification.urgency) = (event.impact, event.urgency)
        (classification.priority, classification.service) = (event.priority, event.service)
        classification.signature = event.signature
        relations.cis = event.cis
        relations.trend = event.trend
        if let incident = event.incident { relations.incidents.appendNew(incident) }
    }

    func contradiction(_ what: String, _ record: RecordedEvent) -> Incident.Contradiction {
        Incident.Contradiction(position: record.position, what: what)
    }

    mutating func note(_ what: String, _ record: RecordedEvent) { contradictions.append(contradiction(what, record)) }
}
