import EventModel

enum Impact: Int32, WireEnum {
    case extensive = 1
    case significant = 2
    case moderate = 3
    case minor = 4
}

struct GroupID: TextIdentifier {
    let rawValue: String
}

/// Ten fields as an incident has them: seven texts, two of them optional and one of those personal, a case, an instant,
/// a number. About 200 bytes.
struct BenchmarkIncidentLogged: DomainEvent {
    let title: String
    let impact: Impact
    let caller: PersonID?
    let description: PersonalText?
    let service: String
    let category: String
    let configurationItem: String
    let group: GroupID
    let detectedAt: Instant
    let estimateMinutes: Int64
    static let type = EventType(
        "BenchmarkIncidentLogged", version: 1,
        Field(1, "title", \BenchmarkIncidentLogged.title, "Short summary."),
        Field(2, "impact", \.impact, "How far the business is hit."),
        Field(3, "caller", \.caller, "Who reported it."),
        Field(4, "description", \.description, "What they said.", personal: .subject(\.caller)),
        Field(5, "service", \.service, "The service."),
        Field(6, "category", \.category, "The category."),
        Field(7, "configurationItem", \.configurationItem, "The item."),
        Field(8, "group", \.group, "The group."),
        Field(9, "detectedAt", \.detectedAt, "When it was seen."),
        Field(10, "estimateMinutes", \.estimateMinutes, "How long it may take."),
        make: BenchmarkIncidentLogged.init)
    static let summary = "A person or a monitor reported an incident."
    static let example = make(0)

    static func make(_ index: Int) -> BenchmarkIncidentLogged {
        BenchmarkIncidentLogged(
            title: "Mail client does not start after the update of workplace \(index)",
            impact: Impact.allCases[index % 4],
            caller: index % 3 == 0 ? nil : PersonID("person-\(index % 500)"),
            description: index % 2 == 0 ? nil : "It shows the logo for a while, then closes without a message.",
            service: "service-workplace-\(index % 20)",
            category: "software/mail",
            configurationItem: "ci-laptop-\(index % 1000)",
            group: GroupID("group-desk-\(index % 12)"),
            detectedAt: Instant(micros: 1_774_627_200_000_000 + Int64(index) * 61_000_000),
            estimateMinutes: Int64(index % 480))
    }
}

/// The same field list with texts and numbers only, six strings of ten fields and two of them optional: what the design
/// sketch was measured with.
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
        Field(10, "isUrgent", \.isUrgent, "Whether it cannot wait."),
        make: PlainTenFields.init)
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

enum BenchmarkUnion: EventUnion {
    case logged(BenchmarkIncidentLogged)
    case plain(PlainTenFields)
    static let catalogue = EventCatalogue<BenchmarkUnion>([.init(BenchmarkUnion.logged), .init(BenchmarkUnion.plain)])
    var event: any DomainEvent {
        switch self {
        case .logged(let event): event
        case .plain(let event): event
        }
    }
}
