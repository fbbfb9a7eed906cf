import EventModel
import Processes

/// The audit rows of ServiceNow incidents: each row is the whole record after one update.
///
/// Four columns are not as of the row but final values joined onto every row, so that they stand on an incident's first
/// row already: `resolved_at`, `closed_at`, `closed_code`, `resolved_by`. The two times are taken only by the row that
/// they name, the other two not at all.
enum ServiceNowFormat: SourceFormat {
    static let name: PersonID = "servicenow"
    static let null = "?"

    static func read(_ fields: RowFields<Self>) throws(RowFault) -> ServiceNowRow {
        let number: IncidentNumber = try fields.required(
            fields.identifier(.number), .number, "the incident's number")
        let time = try fields.required(
            fields.civilTime(.updatedAt, .dayFirst), .updatedAt, LocalTimePattern.dayFirst.description)
        return ServiceNowRow(
            line: fields.record.line,
            number: number,
            at: fields.zone.instant(of: time),
            commandID: CommandID(of: fields, at: time, identity: identity),
            author: try fields.identifier(.updatedBy),
            reopenCount: try fields.count(.reopenCount),
            state: ServiceNowState(try fields.required(fields.text(.incidentState), .incidentState, "a state")),
            openedAt: try fields.time(.openedAt, .dayFirst),
            resolvedAt: try fields.time(.resolvedAt, .dayFirst),
            closedAt: try fields.time(.closedAt, .dayFirst),
            source: source(try fields.text(.contactType)),
            caller: try fields.identifier(.caller),
            classification: try classification(fields),
            rating: try rating(fields),
            group: try fields.identifier(.group),
            person: try fields.identifier(.person),
            relations: try relations(fields))
    }

    /// What makes an audit row this row: the record, its version, and what was said then. Final values are left out,
    /// since a later export of the same row has others.
    private static let identity: [Column] = [
        .number, .updatedAt, .modificationCount, .updatedBy, .incidentState, .reopenCount, .category, .subcategory,
        .symptom, .impact, .urgency, .priority, .group, .person, .problem, .change, .vendor,
    ]

    private static func source(_ contactType: String?) -> IncidentSource {
        switch contactType {
        case "Phone", "IVR": .phone
        case "Email": .mail
        case "Self service": .portal
        case "Chat": .chat
        case "Walk-in": .walkIn
        default: .import
        }
    }

    private static func classification(_ fields: RowFields<Self>) throws(RowFault) -> IncidentCategorised? {
        // A subcategory without its category says nothing.
        guard let category = try fields.text(.category) else { return nil }
        return IncidentCategorised(
            category: category, subcategory: try fields.text(.subcategory), symptom: try fields.text(.symptom))
    }

    private static func rating(_ fields: RowFields<Self>) throws(RowFault) -> ServiceNowRow.Rating {
        ServiceNowRow.Rating(
            impact: try level(fields, .impact), urgency: try level(fields, .urgency),
            priority: try level(fields, .priority))
    }

    /// `2 - Medium`: the number decides, the word may be another language's.
    private static func level<Rating: Level>(
        _ fields: RowFields<Self>, _ column: Column
    ) throws(RowFault) -> Rating? {
        guard let text = try fields.text(column) else { return nil }
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard text.dropFirst(digits.count).hasPrefix(" - "), let level = Int64(digits).flatMap(Rating.init(rawValue:))
        else { throw fields.fault(column, "a rating as \"2 - Medium\", 1 to \(Rating.allCases.count)", text) }
        return level
    }

    private static func relations(_ fields: RowFields<Self>) throws(RowFault) -> ServiceNowRow.Relations {
        ServiceNowRow.Relations(
            ci: try fields.identifier(.ci), problem: try fields.identifier(.problem),
            change: try fields.identifier(.change), causingChange: try fields.identifier(.causedBy),
            supplier: try fields.identifier(.vendor))
    }
}
