import EventModel
import Processes

/// Ten fields of the library's own types, six of them texts and two of those optional: no identifier, no enumeration.
struct PlainTenFields: DomainEvent {
    let title: String
    let impact: Int64
    let caller: String?
    let description: String?
    let service: String
    let category: String
    let group: String
    let detectedAt: Int64
    let estimateMinutes: Int64
    let isUrgent: Bool
    static let type = EventType(
        "PlainTenFields", version: 1,
        Field(1, "title", \PlainTenFields.title, "Short summary."),
        Field(2, "impact", \.impact, "How far the business is hit."),
        Field(3, "caller", \.caller, "Who reported it."),
        Field(4, "description", \.description, "What they said."),
        Field(5, "service", \.service, "The service."),
        Field(6, "category", \.category, "The category."),
        Field(7, "group", \.group, "The group."),
        Field(8, "detectedAt", \.detectedAt, "When it was seen."),
        Field(9, "estimateMinutes", \.estimateMinutes, "How long it may take."),
        Field(10, "isUrgent", \.isUrgent, "Whether it cannot wait."))
    static let summary = "Ten plain fields."
    static let example = make(0)

    static func make(_ index: Int) -> PlainTenFields {
        PlainTenFields(
            title: "Mail client does not start after the update of workplace \(index)",
            impact: Int64(index % 4),
            caller: index % 3 == 0 ? nil : "person-\(index % 500)",
            description: index % 2 == 0 ? nil : "It shows the logo for a while, then closes without a message.",
            service: "service-workplace-\(index % 20)",
            category: "software/mail",
            group: "group-desk-\(index % 12)",
            detectedAt: 1_774_627_200_000_000 + Int64(index) * 61_000_000,
            estimateMinutes: Int64(index % 480),
            isUrgent: index % 7 == 0)
    }
}

extension IncidentLogged {
    /// Twelve fields, as a desk fills them in: all but one in three have a caller, every second one a description.
    static func make(_ index: Int) -> IncidentLogged {
        IncidentLogged(
            title: "Mail client does not start after the update of workplace \(index)",
            source: IncidentSource.allCases[index % 5],
            detectedAt: Instant(micros: 1_774_627_200_000_000 + Int64(index) * 61_000_000), impact: .medium,
            urgency: index % 2 == 0 ? .low : .medium, caller: index % 3 == 0 ? nil : PersonID("person-\(index % 500)"),
            customer: CustomerID("customer-\(index % 30)"), service: ServiceID("service-workplace-\(index % 20)"),
            ci: CIID("ci-laptop-\(index % 1000)"), contact: nil, previous: nil,
            description: index % 2 == 0 ? nil : "It shows the logo for a while, then closes without a message.")
    }
}
