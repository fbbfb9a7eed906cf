public import EventModel

/// Logs an incident for an alert that is bad enough, unless one is open for it, or for the alert that it follows from.
public struct AlertLogsIncident: ReactivePolicy {
    public typealias Process = AlertProcess

    public let name = "alert-logs-incident"
    public let number = "P1"
    public let version: UInt64 = 1
    public let summary = "When a monitor raises an alert of the severity that the rules name, an incident is logged."
    public let isOnByDefault = true
    public let triggers = [AlertRaised.type.name, AlertDeduplicated.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<AlertProcess>) -> [StreamID] {
        guard let alert = cause.state else { return [] }
        let parent = alert.parent.flatMap(cause.facts.alert)
        return [IncidentRules.stream]
            + [
                alert.parent?.stream, alert.incident?.stream, parent?.incident?.stream,
            ].compactMap { $0 }
    }

    public func reactions(to cause: PolicyCause<AlertProcess>) -> [Reaction] {
        guard let alert = cause.state, alert.isRaised, alert.severity <= cause.facts.incidentRules.alertSeverity else {
            return []
        }
        let parent = alert.parent.flatMap(cause.facts.alert)
        for number in [alert.incident, parent?.incident].compactMap({ $0 }) {
            if let incident = cause.facts.incident(number), incident.state.isOpen { return [] }
        }
        let seen = cause.record.occurredAt
        let command = LogIncident(
            title: alert.message ?? "\(alert.ci): \(alert.signature)", urgency: alert.severity.urgency, source: .alert,
            detectedAt: seen, ci: alert.ci, alert: alert.id)
        return [Reaction(command, on: nil, occurredAt: seen)]
    }
}

extension AlertSeverity {
    /// How soon somebody must look. How far the business is hit, no monitor knows.
    fileprivate var urgency: Urgency {
        switch self {
        case .critical: .high
        case .major: .medium
        case .minor, .warning, .info: .low
        }
    }
}

/// Notes with an alert which incident was logged for it: so that the next time one is open already.
public struct AlertKnowsIncident: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "alert-knows-incident"
    /// The other half of P1.
    public let number = "P1b"
    public let version: UInt64 = 1
    public let summary = "When an incident is logged for an alert, the alert says so."
    public let isOnByDefault = true
    public let triggers = [IncidentLogged.type.name]

    public init() {}

    public func mayReact(to event: IncidentEvent, in _: RecordedEvent) -> Bool {
        if case .logged(let event) = event { event.alert != nil } else { false }
    }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let incident = cause.state, let alert = incident.relations.alert else { return [] }
        return [Reaction(NoteAlertIncident(incident.number), on: alert.stream)]
    }
}
