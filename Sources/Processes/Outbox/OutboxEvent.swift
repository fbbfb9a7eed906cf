public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// Somebody is to be told something. Nothing is sent by the log: a service that follows it does, and says what came of it.
public struct NotificationRequested: DomainEvent {
    public let about: StreamID
    public let template: String
    public let recipientKind: NoticeRecipient.Kind
    public let recipient: ReferenceCode
    public let occasion: String
    public let concerning: [ReferenceCode]

    public init(
        about: StreamID, template: String, to recipient: NoticeRecipient, occasion: String,
        concerning: [ReferenceCode] = []
    ) {
        (self.about, self.template, recipientKind) = (about, template, recipient.kind)
        (self.recipient, self.occasion, self.concerning) = (recipient.code, occasion, concerning)
    }

    public static let type = EventType(
        "NotificationRequested", version: 1,
        Field(1, "about", \NotificationRequested.about, "The record that it is about."),
        Field(2, "template", \.template, "Which text."),
        Field(3, "recipientKind", \.recipientKind, "What the recipient is."),
        Field(4, "recipient", \.recipient, "Who is to be told (of people a pseudonym)."),
        Field(5, "occasion", \.occasion, "What it is told for: the same occasion is told once."),
        Field(6, "concerning", \.concerning, "What of the recipient's own it concerns."))
    public static let summary = "Somebody is to be told something."
    public static let example = NotificationRequested(
        about: StreamID(category: "knownerror", key: "KE-2026-000002"), template: "workaround-published",
        to: NoticeRecipient(.group, "mail-operators"), occasion: "5e884898da280471",
        concerning: ["INC-2026-000123", "INC-2026-000129"])
}

/// They were told.
public struct NotificationDelivered: DomainEvent {
    public let channel: NotificationChannel
    public let reference: String?

    public init(channel: NotificationChannel, reference: String? = nil) {
        (self.channel, self.reference) = (channel, reference)
    }

    public static let type = EventType(
        "NotificationDelivered", version: 1,
        Field(1, "channel", \NotificationDelivered.channel, "How."),
        Field(2, "reference", \.reference, "What the message is called where it was delivered."))
    public static let summary = "Somebody who was to be told was told."
    public static let example = NotificationDelivered(channel: .chat, reference: "<4711@mx-1>")
}

/// Telling them did not work; it may be tried again.
public struct NotificationDeliveryFailed: DomainEvent {
    public let channel: NotificationChannel
    public let reason: String

    public init(channel: NotificationChannel, reason: String) { (self.channel, self.reason) = (channel, reason) }

    public static let type = EventType(
        "NotificationDeliveryFailed", version: 1,
        Field(1, "channel", \NotificationDeliveryFailed.channel, "How it was tried."),
        Field(2, "reason", \.reason, "What went wrong."))
    public static let summary = "Telling somebody who was to be told did not work."
    public static let example = NotificationDeliveryFailed(channel: .phone, reason: "Nobody answers.")
}

/// Everything that happens in a notice's stream.
public enum OutboxEvent: EventUnion {
    case requested(NotificationRequested)
    case delivered(NotificationDelivered)
    case failed(NotificationDeliveryFailed)

    public static let catalogue = EventCatalogue<OutboxEvent>([
        EventMember(OutboxEvent.requested), EventMember(OutboxEvent.delivered), EventMember(OutboxEvent.failed),
    ])

    public var event: any DomainEvent {
        switch self {
        case .requested(let event): event
        case .delivered(let event): event
        case .failed(let event): event
        }
    }
}

/// A stream a notice: asked for, then attempts of which at most one worked. Nil is what nobody asked for.
public enum OutboxProcess: Decider {
    public static let category = "outbox"
    public static func initial(_: StreamID) -> Notice? { nil }

    public static func evolve(_ state: inout Notice?, _ event: OutboxEvent, _ record: RecordedEvent) {
        switch event {
        case .requested(let event):
            state = Notice(id: NoticeID(record.stream.key), requested: event, requestedAt: record.occurredAt)
        case .delivered(let event):
            state?.deliveredAt = record.occurredAt
            state?.channel = event.channel
            state?.reference = event.reference
        case .failed(let event):
            state?.failureCount += 1
            state?.failure = event.reason
        }
    }
}
