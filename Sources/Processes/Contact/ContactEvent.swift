public import EventModel

/// How a caller got in touch with the desk.
public enum ContactChannel: Int32, WireEnum {
    case phone = 1
    case mail = 2
    case chat = 3
    case portal = 4
    case walkIn = 5
}

/// Somebody got in touch with the desk.
public struct ContactReceived: DomainEvent {
    public let channel: ContactChannel
    public let caller: PersonID?
    public let callID: String?

    public init(channel: ContactChannel, caller: PersonID?, callID: String?) {
        self.channel = channel
        self.caller = caller
        self.callID = callID
    }

    public static let type = EventType(
        "ContactReceived", version: 1,
        Field(1, "channel", \ContactReceived.channel, "How."),
        Field(2, "caller", \.caller, "Who (a pseudonym); absent where nobody knows yet."),
        Field(3, "callId", \.callID, "What the telephone system or mail server calls it."))
    public static let summary = "Somebody got in touch with the desk."
    public static let example = ContactReceived(channel: .chat, caller: "person-17", callID: "chat-90210")
}

/// The desk answered.
public struct ContactAnswered: DomainEvent {
    public let waitMicros: Int64
    public init(waitMicros: Int64) { self.waitMicros = waitMicros }

    public static let type = EventType(
        "ContactAnswered", version: 1,
        Field(1, "waitMicros", \ContactAnswered.waitMicros, "How long the caller had waited, microseconds."))
    public static let summary = "The desk answered."
    public static let example = ContactAnswered(waitMicros: 42_000_000)
}

/// The caller gave up before anybody answered.
public struct ContactAbandoned: DomainEvent {
    public let waitMicros: Int64
    public init(waitMicros: Int64) { self.waitMicros = waitMicros }

    public static let type = EventType(
        "ContactAbandoned", version: 1,
        Field(1, "waitMicros", \ContactAbandoned.waitMicros, "How long the caller had waited, microseconds."))
    public static let summary = "The caller gave up before anybody answered."
    public static let example = ContactAbandoned(waitMicros: 300_000_000)
}

/// The contact was about this incident.
public struct ContactLinked: DomainEvent {
    public let incident: IncidentNumber
    public let isSolved: Bool?

    public init(incident: IncidentNumber, isSolved: Bool? = nil) {
        (self.incident, self.isSolved) = (incident, isSolved)
    }

    public static let type = EventType(
        "ContactLinked", version: 1,
        Field(1, "incident", \ContactLinked.incident, "Which incident."),
        Field(2, "isSolved", \.isSolved, "Whether the caller says that it is solved; absent where nothing was said."))
    public static let summary = "The contact was about this incident."
    public static let example = ContactLinked(incident: "INC-2026-000123", isSolved: true)
}

/// The contact needed no incident: an article answered it.
public struct ContactAnsweredDirectly: DomainEvent {
    public let article: ReferenceCode
    public init(article: ReferenceCode) { self.article = article }

    public static let type = EventType(
        "ContactAnsweredDirectly", version: 1,
        Field(1, "article", \ContactAnsweredDirectly.article, "Which article."))
    public static let summary = "The contact needed no incident: an article answered it."
    public static let example = ContactAnsweredDirectly(article: "KB-31")
}

/// Everything that happens in a contact's stream.
public enum ContactEvent: EventUnion {
    case received(ContactReceived)
    case answered(ContactAnswered)
    case abandoned(ContactAbandoned)
    case linked(ContactLinked)
    case answeredDirectly(ContactAnsweredDirectly)

    public static let catalogue = EventCatalogue<ContactEvent>([
        EventMember(ContactEvent.received),
        EventMember(ContactEvent.answered),
        EventMember(ContactEvent.abandoned),
        EventMember(ContactEvent.linked),
        EventMember(ContactEvent.answeredDirectly),
    ])

    public var event: any DomainEvent {
        switch self {
        case .received(let event): event
        case .answered(let event): event
        case .abandoned(let event): event
        case .linked(let event): event
        case .answeredDirectly(let event): event
        }
    }
}
