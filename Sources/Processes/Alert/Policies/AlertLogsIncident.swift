public import EventModel

/// Logs an incident for an alert that is bad enough, unless one is open for it, or for the alert that it follows from. While an
/// authorised change is at work on the item, in its window, the alert is put down to that instead (P21).
public struct AlertLogsIncident: ReactivePolicy {
    public typealias Process = AlertProcess

    public let name = "alert-logs-incident"
    public let number = "P1"
    public let version: UInt64 = 2
    public let summary =
        "When an alert of the severity in the rules is raised, an incident is logged, or it is put down to a change at work."
    public let isOnByDefault = true
    public let triggers = [AlertRaised.type.name, AlertDeduplicated.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<AlertProcess>) -> [RecordSearch] {
        guard let alert = cause.state, cause.isWorthAnIncident else { return [] }
        let seen = cause.record.occurredAt
        return [.changesAtWork(on: [alert.ci], from: seen, through: seen)]
    }

    public func needs(_ cause: PolicyCause<AlertProcess>) -> [StreamID] {
        cause.subjects + cause.foundStreams
    }

    public func reactions(to cause: PolicyCause<AlertProcess>) -> [Reaction] {
        guard let alert = cause.state, cause.isWorthAnIncident else { return [] }
        guard let suppression = cause.maintenance else { return [cause.logging(alert)] }
        guard alert.suppression != suppression else { return [] }
        return [Reaction(SuppressAlert(suppression), on: alert.id.stream, occurredAt: cause.record.occurredAt)]
    }
}

/// Logs the incident of an alert that lasts longer than the maintenance that it was put down to.
public struct SuppressedAlertLogsIncident: ReactivePolicy {
    public typealias Process = AlertProcess

    public let name = "suppressed-alert-logs-incident"
    /// P1 again, after a maintenance.
    public let number = "P1c"
    public let version: UInt64 = 1
    public let summary = "When an alert outlasts the maintenance that it was put down to, an incident is logged."
    public let isOnByDefault = true
    public let triggers = [AlertSuppressionEnded.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<AlertProcess>) -> [StreamID] { cause.subjects }

    public func reactions(to cause: PolicyCause<AlertProcess>) -> [Reaction] {
        guard let alert = cause.state, cause.isWorthAnIncident else { return [] }
        return [cause.logging(alert)]
    }
}

extension PolicyCause<AlertProcess> {
    /// The rules, and the incidents of the alert and of the one that it follows from.
    fileprivate var subjects: [StreamID] {
        guard let alert = state else { return [] }
        let parent = alert.parent.flatMap(facts.alert)
        return [IncidentRules.stream]
            + [alert.parent?.stream, alert.incident?.stream, parent?.incident?.stream].compactMap { $0 }
    }

    /// Whether it is bad enough, and no incident is open that it belongs to.
    fileprivate var isWorthAnIncident: Bool {
        guard let alert = state, alert.isRaised, alert.severity <= facts.incidentRules.alertSeverity else {
            return false
        }
        let parent = alert.parent.flatMap(facts.alert)
        return [alert.incident, parent?.incident].compactMap { $0 }
            .allSatisfy { facts.incident($0)?.state.isOpen != true }
    }

    fileprivate func logging(_ alert: Alert) -> Reaction {
        let seen = record.occurredAt
        let command = LogIncident(
            title: alert.message ?? "\(alert.ci): \(alert.signature)", urgency: alert.severity.urgency, source: .alert,
            detectedAt: seen, ci: alert.ci, alert: alert.id)
        return Reaction(command, on: nil, occurredAt: seen)
    }

    /// The change at work on the item whose window lasts longest. What nobody authorised, and what goes on out of its window, was not
    /// agreed.
    fileprivate var maintenance: AlertSuppressed? {
        guard let alert = state else { return nil }
        let seen = record.occurredAt
        return foundStreams.compactMap { facts.change(ChangeNumber($0.key)) }
            .compactMap { change in
                change.agreedMaintenance(of: alert.ci, at: seen).map {
                    AlertSuppressed(by: change.number, until: $0.to)
                }
            }
            .max { ($0.until, $1.change) < ($1.until, $0.change) }
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
