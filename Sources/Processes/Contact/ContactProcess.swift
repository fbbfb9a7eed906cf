public import EventModel

/// A caller's contact with the desk, as its events leave it.
public struct Contact: Sendable, Hashable {
    public var id: ContactID
    public var channel: ContactChannel?
    public var caller: PersonID?
    public var receivedAt: Instant
    /// How long the caller waited, once answered or gone, in microseconds.
    public var waitMicros: Int64?
    public var isAbandoned = false
    /// What came of it: incidents, or an article. A contact may be about several incidents.
    public var incidents: [IncidentNumber] = []
    public var article: ReferenceCode?

    /// A word for what has happened to it so far.
    public var stateName: String {
        if isAbandoned { return "abandoned" }
        if article != nil { return "answered directly" }
        if !incidents.isEmpty { return "linked" }
        return waitMicros == nil ? "received" : "answered"
    }
}

/// How a contact's events fold. Nil is a stream without events.
public enum ContactProcess: Decider {
    public static let category = "contact"
    public static let numberPrefix: String? = "CON"
    public static func initial(_: StreamID) -> Contact? { nil }

    public static func evolve(_ state: inout Contact?, _ event: ContactEvent, _ record: RecordedEvent) {
        var contact = state ?? Contact(id: ContactID(record.stream.key), receivedAt: record.occurredAt)
        switch event {
        case .received(let event):
            contact.channel = event.channel
            contact.caller = event.caller
            contact.receivedAt = record.occurredAt
        case .answered(let event): contact.waitMicros = event.waitMicros
        case .abandoned(let event): (contact.waitMicros, contact.isAbandoned) = (event.waitMicros, true)
        case .linked(let event): contact.incidents.appendNew(event.incident)
        case .answeredDirectly(let event): contact.article = event.article
        }
        state = contact
    }
}

/// Why a command on a contact was refused. Each says the state that it met.
public enum ContactRejection: CommandRejection {
    case notReceived(ContactID)
    case alreadyReceived(ContactID)
    case alreadyAnswered(waitMicros: Int64)
    case abandoned(waitMicros: Int64)
    case answeredDirectly(article: ReferenceCode)
    case linked([IncidentNumber])
    case noIncident(IncidentNumber)
    case beforeReceipt(occurredAt: Instant, receivedAt: Instant)
    case invalid(what: String, problem: String)

    public var description: String {
        switch self {
        case .notReceived(let id): "there is no contact \(id)"
        case .alreadyReceived(let id): "contact \(id) is recorded already"
        case .alreadyAnswered(let wait): "it was answered already, after \(wait / Instant.microsPerSecond) s"
        case .abandoned(let wait): "the caller gave up after \(wait / Instant.microsPerSecond) s"
        case .answeredDirectly(let article): "it was answered directly, with article \(article)"
        case .linked(let incidents): "it is linked to \(incidents.map(\.rawValue).joined(separator: ", ")) already"
        case .noIncident(let number): "there is no incident \(number)"
        case .beforeReceipt(let occurredAt, let receivedAt):
            "\(occurredAt) is before the contact was received (\(receivedAt))"
        case .invalid(let what, let problem): "\(what) will not do: \(problem)"
        }
    }
}
