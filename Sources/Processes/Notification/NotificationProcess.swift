public import EventModel

/// How a customer was told.
public enum NotificationChannel: Int32, WireEnum {
    case mail = 1
    case phone = 2
    case chat = 3
    case portal = 4
    case text = 5
}

/// A customer was told about an incident.
public struct CustomerNotified: DomainEvent {
    public let incident: IncidentNumber
    public let template: String
    public let channel: NotificationChannel
    public let recipient: PersonID

    public init(incident: IncidentNumber, template: String, channel: NotificationChannel, recipient: PersonID) {
        self.incident = incident
        self.template = template
        self.channel = channel
        self.recipient = recipient
    }

    public static let type = EventType(
        "CustomerNotified", version: 1,
        Field(1, "incident", \CustomerNotified.incident, "The incident that it was about."),
        Field(2, "template", \.template, "Which text."),
        Field(3, "channel", \.channel, "How."),
        Field(4, "recipient", \.recipient, "Who (a pseudonym)."))
    public static let summary = "A customer was told about an incident."
    public static let example = CustomerNotified(
        incident: "INC-2026-000123", template: "resolved", channel: .phone, recipient: "person-17")
}

/// Telling a customer failed.
public struct NotificationFailed: DomainEvent {
    public let incident: IncidentNumber
    public let template: String
    public let channel: NotificationChannel
    public let recipient: PersonID
    public let reason: String

    public init(
        incident: IncidentNumber, template: String, channel: NotificationChannel, recipient: PersonID, reason: String
    ) {
        self.incident = incident
        self.template = template
        self.channel = channel
        self.recipient = recipient
        self.reason = reason
    }

    public static let type = EventType(
        "NotificationFailed", version: 1,
        Field(1, "incident", \NotificationFailed.incident, "The incident that it was about."),
        Field(2, "template", \.template, "Which text."),
        Field(3, "channel", \.channel, "How."),
        Field(4, "recipient", \.recipient, "Who was to be told (a pseudonym)."),
        Field(5, "reason", \.reason, "What went wrong."))
    public static let summary = "Telling a customer failed."
    public static let example = NotificationFailed(
        incident: "INC-2026-000124", template: "logged", channel: .text, recipient: "person-18",
        reason: "The number is not in service.")
}

public enum NotificationEvent: EventUnion {
    case notified(CustomerNotified)
    case failed(NotificationFailed)

    public static let catalogue = EventCatalogue<NotificationEvent>([
        EventMember(NotificationEvent.notified), EventMember(NotificationEvent.failed),
    ])
    public var event: any DomainEvent {
        switch self {
        case .notified(let event): event
        case .failed(let event): event
        }
    }
}

/// What became of a message to a customer: the proof that it was sent, or that it was tried.
public struct Notification: Sendable, Hashable {
    public var notifiedAt: Instant?
    public var failureCount: Int64 = 0
}

/// A stream a message: failures, then at most one success.
public enum NotificationProcess: Decider {
    public static let category = "notification"
    public static let numberPrefix: String? = "NTF"
    public static func initial(_: StreamID) -> Notification { Notification() }

    public static func evolve(_ state: inout Notification, _ event: NotificationEvent, _ record: RecordedEvent) {
        switch event {
        case .notified: state.notifiedAt = state.notifiedAt ?? record.occurredAt
        case .failed: state.failureCount += 1
        }
    }
}
