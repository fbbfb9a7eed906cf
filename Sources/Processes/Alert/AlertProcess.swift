public import EventModel

/// How an alert's events fold. Nil is a stream in which nothing was raised.
public enum AlertProcess: Decider {
    public static let category = "alert"
    public static func initial(_: StreamID) -> Alert? { nil }

    public static func evolve(_ state: inout Alert?, _ event: AlertEvent, _ record: RecordedEvent) {
        switch event {
        case .raised(let event):
            // What it was about last time is not what it follows from now; an incident may still be open.
            let incident = state?.incident
            state = Alert(
                id: AlertID(record.stream.key), ci: event.ci, signature: event.signature, severity: event.severity,
                message: event.message, raisedAt: record.occurredAt)
            state?.incident = incident
            state?.isUnregistered = event.isUnregistered
        case .deduplicated(let event):
            state?.severity = event.severity
            state?.count = event.count
            if let message = event.message { state?.message = message }
        case .correlated(let event): state?.parent = event.parent
        case .suppressed(let event): state?.suppression = event
        case .suppressionEnded: state?.suppression = nil
        case .incidentLogged(let event):
            state?.incident = event.incident
            state?.suppression = nil
        case .cleared: state?.clearedAt = record.occurredAt
        }
    }
}

/// Why a command on an alert was refused. Each says the state that it met.
public enum AlertRejection: CommandRejection {
    case invalid(what: String, problem: String)
    case otherStream(AlertID, expected: AlertID)
    case notRaised(AlertID)
    case alreadyCleared(AlertID, at: Instant)
    case beforeChange(occurredAt: Instant, what: String, at: Instant)
    case parentIsItself(AlertID)
    case parentCycle([AlertID])
    case alreadyLogged(AlertID, IncidentNumber)
    case alreadySuppressed(AlertID, by: ChangeNumber)
    case notSuppressed(AlertID)

    public var description: String {
        switch self {
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        case .otherStream(let id, let expected): "the alert on this item with this signature is \(expected), not \(id)"
        case .notRaised(let id): "nobody has raised the alert \(id)"
        case .alreadyCleared(let id, let at): "the alert \(id) was cleared at \(at)"
        case .beforeChange(let occurredAt, let what, let at): "\(occurredAt) is before \(what) (\(at))"
        case .parentIsItself(let id): "the alert \(id) does not follow from itself"
        case .parentCycle(let path): "that would make a circle: \(path.map(\.rawValue).joined(separator: " → "))"
        case .alreadyLogged(let id, let incident): "\(incident) was logged for the alert \(id) already"
        case .alreadySuppressed(let id, let change): "the alert \(id) is put down to \(change) already"
        case .notSuppressed(let id): "the alert \(id) is put down to no change"
        }
    }
}
