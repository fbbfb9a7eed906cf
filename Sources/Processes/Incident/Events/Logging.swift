public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// Where an incident was noticed.
public enum IncidentSource: Int32, WireEnum {
    case phone = 1
    case mail = 2
    case chat = 3
    case portal = 4
    case walkIn = 5
    case alert = 6
    /// Another tool's record; the channel is not known.
    case `import` = 7

    /// True where a caller got in touch, so that the first contact can be the last.
    public var isContact: Bool {
        switch self {
        case .phone, .mail, .chat, .portal, .walkIn: true
        case .alert, .import: false
        }
    }
}

/// A person or a monitor reported an incident.
public struct IncidentLogged: DomainEvent {
    public let title: String
    public let source: IncidentSource
    public let detectedAt: Instant
    public let impact: Impact?
    public let urgency: Urgency?
    public let caller: PersonID?
    public let customer: CustomerID?
    public let service: ServiceID?
    public let ci: CIID?
    public let contact: ContactID?
    public let previous: IncidentNumber?
    public let description: PersonalText?
    public let alert: AlertID?

    public init(
        title: String, source: IncidentSource, detectedAt: Instant, impact: Impact?, urgency: Urgency?,
        caller: PersonID?, customer: CustomerID?, service: ServiceID?, ci: CIID?, contact: ContactID?,
        previous: IncidentNumber?, description: PersonalText?, alert: AlertID? = nil
    ) {
        self.title = title
        self.source = source
        self.detectedAt = detectedAt
        self.impact = impact
        self.urgency = urgency
        self.caller = caller
        self.customer = customer
        self.service = service
        self.ci = ci
        self.contact = contact
        self.previous = previous
        self.description = description
        self.alert = alert
    }

    public static let type = EventType(
        "IncidentLogged", version: 1,
        Field(1, "title", \IncidentLogged.title, "Short summary shown in the queue; names no person."),
        Field(2, "source", \.source, "Where it was noticed."),
        Field(3, "detectedAt", \.detectedAt, "When it was first noticed; selects agreements and starts clocks."),
        Field(4, "impact", \.impact, "How far the business is hit, 1 (most) to 3."),
        Field(5, "urgency", \.urgency, "How soon it must be dealt with, 1 (most) to 3."),
        Field(6, "caller", \.caller, "Who reported it (a pseudonym)."),
        Field(7, "customer", \.customer, "The organisation that is hit."),
        Field(8, "service", \.service, "The service that is hit."),
        Field(9, "ci", \.ci, "The configuration item that is hit."),
        Field(10, "contact", \.contact, "The contact in which it was reported."),
        Field(11, "previous", \.previous, "The closed incident that it comes back from."),
        Field(12, "description", \.description, "What they said.", personal: .subject(\.caller)),
        Field(13, "alert", \.alert, "The alert that it was logged for."))
    public static let summary = "A person or a monitor reported an incident."
    public static let example = IncidentLogged(
        title: "Mail does not arrive", source: .phone, detectedAt: Instant(micros: 1_774_627_200_000_000),
        impact: .medium,
        urgency: .high, caller: "person-17", customer: "customer-3", service: "mail", ci: "mx-1",
        contact: "CON-2026-000009", previous: "INC-2026-000001", description: "Nothing since nine o'clock.",
        alert: "mx-1~queue-length")
}

/// Somebody said what kind of incident it is.
public struct IncidentCategorised: DomainEvent {
    public let category: String
    public let subcategory: String?
    public let symptom: String?
    public let service: ServiceID?

    public init(category: String, subcategory: String? = nil, symptom: String? = nil, service: ServiceID? = nil) {
        self.category = category
        self.subcategory = subcategory
        self.symptom = symptom
        self.service = service
    }

    public static let type = EventType(
        "IncidentCategorised", version: 1,
        Field(1, "category", \IncidentCategorised.category, "The kind of incident."),
        Field(2, "subcategory", \.subcategory, "The kind within the category."),
        Field(3, "symptom", \.symptom, "What is seen to go wrong."),
        Field(4, "service", \.service, "The service that is hit, where this says so."))
    public static let summary = "Somebody said what kind of incident it is."
    public static let example = IncidentCategorised(
        category: "software", subcategory: "transport", symptom: "no delivery", service: "mail")
}
