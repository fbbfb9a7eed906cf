public import EventModel

/// Records that a customer was told about an incident, or that telling failed. A failed one may be tried again.
public struct RecordNotification: Command {
    public typealias Process = NotificationProcess
    public let incident: IncidentNumber
    public let template: String
    public let channel: NotificationChannel
    public let recipient: PersonID
    public let failure: String?

    /// `failure` is what went wrong; nil where the customer was told.
    public init(
        incident: IncidentNumber, template: String, channel: NotificationChannel, recipient: PersonID,
        failure: String? = nil
    ) {
        self.incident = incident
        self.template = template
        self.channel = channel
        self.recipient = recipient
        self.failure = failure
    }

    public func needs(_: Notification, _: Facts) -> [StreamID] { [incident.stream] }

    public func decide(
        _ state: Notification, _ context: DecisionContext
    ) throws(NotificationRejection) -> Decision<NotificationEvent> {
        if let notifiedAt = state.notifiedAt { throw .alreadyNotified(at: notifiedAt) }
        guard context.facts.incident(incident) != nil else { throw .noIncident(incident) }
        guard let template = template.nonEmpty else { throw .missing("the template") }
        if let problem = recipient.problem { throw .invalid(what: "the recipient", problem: problem) }
        guard let failure else {
            let event = CustomerNotified(
                incident: incident, template: template, channel: channel, recipient: recipient)
            return [.notified(event)]
        }
        guard let reason = failure.nonEmpty else { throw .missing("what went wrong") }
        let event = NotificationFailed(
            incident: incident, template: template, channel: channel, recipient: recipient, reason: reason)
        return [.failed(event)]
    }
}

/// Why a notification was not recorded.
public enum NotificationRejection: CommandRejection {
    case alreadyNotified(at: Instant)
    case noIncident(IncidentNumber)
    case missing(String)
    case invalid(what: String, problem: String)

    public var description: String {
        switch self {
        case .alreadyNotified(let instant): "the customer was notified already, at \(instant)"
        case .noIncident(let number): "there is no incident \(number)"
        case .missing(let what): "\(what) is missing"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        }
    }
}
