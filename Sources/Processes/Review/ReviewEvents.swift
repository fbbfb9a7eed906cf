public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// People are to look at how something went, or goes.
public struct ReviewScheduled: DomainEvent {
    public let kind: ReviewKind
    public let cycle: String?
    public let attendees: [PersonID]
    public let dueAt: Instant
    public let incident: IncidentNumber?
    public let change: ChangeNumber?
    public let subject: ReferenceCode?

    public init(
        _ kind: ReviewKind, cycle: String? = nil, attendees: [PersonID] = [], dueAt: Instant,
        incident: IncidentNumber? = nil, change: ChangeNumber? = nil, subject: ReferenceCode? = nil
    ) {
        (self.kind, self.cycle, self.attendees, self.dueAt) = (kind, cycle, attendees, dueAt)
        (self.incident, self.change, self.subject) = (incident, change, subject)
    }

    public static let type = EventType(
        "ReviewScheduled", version: 1,
        Field(1, "kind", \ReviewScheduled.kind, "What is looked at."),
        Field(2, "cycle", \.cycle, "Which one in a row of reviews, such as 2026-Q4."),
        Field(3, "attendees", \.attendees, "Who is to be there."),
        Field(4, "dueAt", \.dueAt, "By when it is to be held."),
        Field(5, "incident", \.incident, "The incident that it is about."),
        Field(6, "change", \.change, "The change that it is about."),
        Field(7, "subject", \.subject, "The service, supplier or plan that it is about."))
    public static let summary = "A review is to be held."
    public static let example = ReviewScheduled(
        .majorIncident, cycle: "2026-Q1", attendees: ["person-4", "person-8"],
        dueAt: Instant(micros: 1_774_600_000_000_000), incident: "INC-2026-000123", change: "CHG-2026-000118",
        subject: "mail")
}

/// It is to be held at another time.
public struct ReviewRescheduled: DomainEvent {
    public let dueAt: Instant
    public let reason: String
    public init(dueAt: Instant, reason: String) { (self.dueAt, self.reason) = (dueAt, reason) }

    public static let type = EventType(
        "ReviewRescheduled", version: 1,
        Field(1, "dueAt", \ReviewRescheduled.dueAt, "By when it is to be held now."),
        Field(2, "reason", \.reason, "Why; names no person."))
    public static let summary = "A review is to be held at another time."
    public static let example = ReviewRescheduled(
        dueAt: Instant(micros: 1_774_900_000_000_000), reason: "The supplier's report is late.")
}

/// It is not to be held.
public struct ReviewCancelled: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "ReviewCancelled", version: 1, Field(1, "reason", \ReviewCancelled.reason, "Why; names no person."))
    public static let summary = "A review is not to be held."
    public static let example = ReviewCancelled(reason: "One review looks at both incidents.")
}

/// It was held. The minutes are kept elsewhere; the figures shown were those of the log as far as the position.
public struct ReviewHeld: DomainEvent {
    public let minutes: ContentHash
    public let figuresPosition: Position
    public let attendees: [PersonID]

    public init(minutes: ContentHash, figuresPosition: Position, attendees: [PersonID]) {
        (self.minutes, self.figuresPosition, self.attendees) = (minutes, figuresPosition, attendees)
    }

    public static let type = EventType(
        "ReviewHeld", version: 1,
        Field(1, "minutesHash", \ReviewHeld.minutes, "SHA-256 over the file of the minutes, 64 hexadecimal digits."),
        Field(2, "figuresPosition", \.figuresPosition, "As far as the log was known when the figures were read."),
        Field(3, "attendees", \.attendees, "Who was there."))
    public static let summary = "A review was held."
    public static let example = ReviewHeld(
        minutes: .example, figuresPosition: Position(4_120), attendees: ["person-4", "person-12"])
}

/// Somebody undertook to do something about what was found.
public struct ReviewActionRaised: DomainEvent {
    public let action: Int64
    public let what: String
    public let owner: PersonID
    public let dueAt: Instant

    public init(action: Int64, what: String, owner: PersonID, dueAt: Instant) {
        (self.action, self.what, self.owner, self.dueAt) = (action, what, owner, dueAt)
    }

    public static let type = EventType(
        "ReviewActionRaised", version: 1,
        Field(1, "action", \ReviewActionRaised.action, "Its number within the review, from 1."),
        Field(2, "what", \.what, "What is to be done; names no person."),
        Field(3, "owner", \.owner, "Who does it."),
        Field(4, "dueAt", \.dueAt, "By when."))
    public static let summary = "Somebody undertook to do something about what a review found."
    public static let example = ReviewActionRaised(
        action: 1, what: "Alert on the spool's size.", owner: "person-8",
        dueAt: Instant(micros: 1_777_000_000_000_000))
}

/// It is done.
public struct ReviewActionCompleted: DomainEvent {
    public let action: Int64
    public let evidence: String
    public init(action: Int64, evidence: String) { (self.action, self.evidence) = (action, evidence) }

    public static let type = EventType(
        "ReviewActionCompleted", version: 1,
        Field(1, "action", \ReviewActionCompleted.action, "Its number within the review, from 1."),
        Field(2, "evidence", \.evidence, "What shows that it is done; names no person."))
    public static let summary = "What a review led to is done."
    public static let example = ReviewActionCompleted(action: 1, evidence: "CHG-2026-000131")
}
