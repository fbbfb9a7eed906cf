public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// A service or an item went out. It counts from when the event occurred.
public struct OutageStarted: DomainEvent {
    public let service: ServiceID?
    public let ci: CIID?
    public let severity: OutageSeverity
    public let cause: String?
    public let incident: IncidentNumber?

    public init(
        of subject: OutageSubject, severity: OutageSeverity, cause: String? = nil, incident: IncidentNumber? = nil
    ) {
        self.init(subject.service, subject.item, severity, cause, incident)
    }

    private init(
        _ service: ServiceID?, _ ci: CIID?, _ severity: OutageSeverity, _ cause: String?, _ incident: IncidentNumber?
    ) {
        (self.service, self.ci, self.severity) = (service, ci, severity)
        (self.cause, self.incident) = (cause, incident)
    }

    public static let type = EventType(
        "OutageStarted", version: 1,
        Field(1, "service", \OutageStarted.service, "The service that is out; otherwise an item is."),
        Field(2, "ci", \.ci, "The item that is out."),
        Field(3, "severity", \.severity, "How much of it is out."),
        Field(4, "cause", \.cause, "Why, as far as is known; names no person."),
        Field(5, "incident", \.incident, "The incident that it belongs to."))
    public static let summary = "A service or an item went out."
    /// Every field has a value; of the first two, events have one.
    public static let example = OutageStarted("mail", "mx-1", .partial, "The spool is full.", "INC-2026-000123")
}

/// It is back since the event occurred.
public struct OutageEnded: DomainEvent {
    public let note: String?
    public init(note: String? = nil) { self.note = note }

    public static let type = EventType(
        "OutageEnded", version: 1, Field(1, "note", \OutageEnded.note, "What brought it back; names no person."))
    public static let summary = "What was out is back."
    public static let example = OutageEnded(note: "Emptied the spool.")
}

/// What was said of an outage was wrong.
public struct OutageCorrected: DomainEvent {
    public let startedAt: Instant?
    public let endedAt: Instant?
    public let isOngoing: Bool
    public let severity: OutageSeverity?
    public let reason: String

    public init(
        startedAt: Instant? = nil, endedAt: Instant? = nil, isOngoing: Bool = false, severity: OutageSeverity? = nil,
        reason: String
    ) {
        (self.startedAt, self.endedAt, self.isOngoing) = (startedAt, endedAt, isOngoing)
        (self.severity, self.reason) = (severity, reason)
    }

    public static let type = EventType(
        "OutageCorrected", version: 1,
        Field(1, "startedAt", \OutageCorrected.startedAt, "When it started, if not when it was said to."),
        Field(2, "endedAt", \.endedAt, "When it ended, if not when it was said to."),
        Field(3, "isOngoing", \.isOngoing, "It is not over after all."),
        Field(4, "severity", \.severity, "How much of it is out, if not what was said."),
        Field(5, "reason", \.reason, "How that is known; names no person."))
    public static let summary = "What was said of an outage was put right."
    public static let example = OutageCorrected(
        startedAt: Instant(micros: 1_773_999_000_000_000), endedAt: Instant(micros: 1_774_002_600_000_000),
        isOngoing: true, severity: .complete, reason: "The monitor's record says so.")
}

/// It never was: recorded wrongly.
public struct OutageVoided: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "OutageVoided", version: 1, Field(1, "reason", \OutageVoided.reason, "How that is known; names no person."))
    public static let summary = "An outage never was: it was recorded wrongly."
    public static let example = OutageVoided(reason: "The probe itself was offline.")
}

/// Everything that happens in an outage's stream.
public enum OutageEvent: EventUnion {
    case started(OutageStarted)
    case ended(OutageEnded)
    case corrected(OutageCorrected)
    case voided(OutageVoided)

    public static let catalogue = EventCatalogue<OutageEvent>([
        EventMember(OutageEvent.started), EventMember(OutageEvent.ended), EventMember(OutageEvent.corrected),
        EventMember(OutageEvent.voided),
    ])

    public var event: any DomainEvent {
        switch self {
        case .started(let event): event
        case .ended(let event): event
        case .corrected(let event): event
        case .voided(let event): event
        }
    }
}
