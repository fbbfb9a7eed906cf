public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// A monitor saw something that was not so before.
public struct AlertRaised: DomainEvent {
    public let ci: CIID
    public let signature: String
    public let severity: AlertSeverity
    public let message: String?
    public let isUnregistered: Bool

    public init(ci: CIID, signature: String, severity: AlertSeverity, message: String?, isUnregistered: Bool) {
        (self.ci, self.signature, self.severity) = (ci, signature, severity)
        (self.message, self.isUnregistered) = (message, isUnregistered)
    }

    public static let type = EventType(
        "AlertRaised", version: 1,
        Field(1, "ci", \AlertRaised.ci, "The item that it was seen on."),
        Field(2, "signature", \.signature, "What the monitor calls the condition."),
        Field(3, "severity", \.severity, "How bad it is, 1 (worst) to 5."),
        Field(4, "message", \.message, "What the monitor says; names no person."),
        Field(5, "isUnregistered", \.isUnregistered, "Whether nobody had registered the item."))
    public static let summary = "A monitor saw something that was not so before."
    public static let example = AlertRaised(
        ci: "mx-1", signature: "queue-length", severity: .major, message: "12,000 mails wait", isUnregistered: true)
}

/// The monitor said the same again.
public struct AlertDeduplicated: DomainEvent {
    public let severity: AlertSeverity
    public let count: Int64
    public let message: String?

    public init(severity: AlertSeverity, count: Int64, message: String?) {
        (self.severity, self.count, self.message) = (severity, count, message)
    }

    public static let type = EventType(
        "AlertDeduplicated", version: 1,
        Field(1, "severity", \AlertDeduplicated.severity, "How bad it is by now, 1 (worst) to 5."),
        Field(2, "count", \.count, "How often it was said since it came up, this time included."),
        Field(3, "message", \.message, "What the monitor says; names no person."))
    public static let summary = "The monitor said the same again."
    public static let example = AlertDeduplicated(severity: .critical, count: 3, message: "40,000 mails wait")
}

/// The alert follows from another.
public struct AlertCorrelated: DomainEvent {
    public let parent: AlertID
    public init(parent: AlertID) { self.parent = parent }

    public static let type = EventType(
        "AlertCorrelated", version: 1,
        Field(1, "parent", \AlertCorrelated.parent, "The alert that it follows from."))
    public static let summary = "The alert follows from another."
    public static let example = AlertCorrelated(parent: "sw-1~link-down")
}

/// The item is in a maintenance that was agreed: that it says so is no incident meanwhile.
public struct AlertSuppressed: DomainEvent {
    public let change: ChangeNumber
    public let until: Instant

    public init(by change: ChangeNumber, until: Instant) { (self.change, self.until) = (change, until) }

    public static let type = EventType(
        "AlertSuppressed", version: 1,
        Field(1, "change", \AlertSuppressed.change, "The change that is at work on the item, in its window."),
        Field(2, "until", \.until, "When that window ends."))
    public static let summary = "An alert came from an item in a maintenance that was agreed."
    public static let example = AlertSuppressed(
        by: "CHG-2026-000017", until: Instant(micros: 1_700_007_200_000_000))
}

/// The maintenance is over, and the alert lasts.
public struct AlertSuppressionEnded: DomainEvent {
    public let change: ChangeNumber
    public init(change: ChangeNumber) { self.change = change }

    public static let type = EventType(
        "AlertSuppressionEnded", version: 1,
        Field(1, "change", \AlertSuppressionEnded.change, "The change whose window is over."))
    public static let summary = "An alert outlasts the maintenance that it was put down to."
    public static let example = AlertSuppressionEnded(change: "CHG-2026-000018")
}

/// An incident was logged for the alert.
public struct AlertIncidentLogged: DomainEvent {
    public let incident: IncidentNumber
    public init(incident: IncidentNumber) { self.incident = incident }

    public static let type = EventType(
        "AlertIncidentLogged", version: 1,
        Field(1, "incident", \AlertIncidentLogged.incident, "Which incident."))
    public static let summary = "An incident was logged for the alert."
    public static let example = AlertIncidentLogged(incident: "INC-2026-000123")
}

/// What the monitor saw is over.
public struct AlertCleared: DomainEvent {
    public let message: String?
    public init(message: String?) { self.message = message }

    public static let type = EventType(
        "AlertCleared", version: 1,
        Field(1, "message", \AlertCleared.message, "What the monitor says; names no person."))
    public static let summary = "What the monitor saw is over."
    public static let example = AlertCleared(message: "The queue is empty.")
}

/// Everything that happens in an alert's stream.
public enum AlertEvent: EventUnion {
    case raised(AlertRaised)
    case deduplicated(AlertDeduplicated)
    case correlated(AlertCorrelated)
    case suppressed(AlertSuppressed)
    case suppressionEnded(AlertSuppressionEnded)
    case incidentLogged(AlertIncidentLogged)
    case cleared(AlertCleared)

    public static let catalogue = EventCatalogue<AlertEvent>([
        EventMember(AlertEvent.raised), EventMember(AlertEvent.deduplicated), EventMember(AlertEvent.correlated),
        EventMember(AlertEvent.suppressed), EventMember(AlertEvent.suppressionEnded),
        EventMember(AlertEvent.incidentLogged), EventMember(AlertEvent.cleared),
    ])

    public var event: any DomainEvent {
        switch self {
        case .raised(let event): event
        case .deduplicated(let event): event
        case .correlated(let event): event
        case .suppressed(let event): event
        case .suppressionEnded(let event): event
        case .incidentLogged(let event): event
        case .cleared(let event): event
        }
    }
}
