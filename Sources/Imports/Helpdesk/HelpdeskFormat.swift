import EventModel
import Processes

/// The event log of an Italian software company's help desk: each row is an activity on a ticket.
///
/// Values are anonymised (`Value 7` in every column), so each is kept with the name of its column. The trace variants
/// are properties of the whole ticket, known only at its end, and are not taken.
enum HelpdeskFormat: SourceFormat {
    static let name: PersonID = "helpdesk"
    static let null = ""

    static func read(_ fields: RowFields<Self>) throws(RowFault) -> HelpdeskRow {
        let number: IncidentNumber = try fields.required(fields.identifier(.ticket), .ticket, "the ticket's number")
        let time = try fields.required(
            fields.civilTime(.completedAt, .yearFirst), .completedAt, LocalTimePattern.yearFirst.description)
        let activity = try fields.required(fields.text(.activity), .activity, "an activity")
        return HelpdeskRow(
            line: fields.record.line,
            number: number,
            at: fields.zone.instant(of: time),
            commandID: CommandID(of: fields, at: time, identity: identity),
            activity: HelpdeskActivity(activity),
            person: try named(fields, "resource", .resource),
            group: try named(fields, "workgroup", .workgroup),
            customer: try named(fields, "customer", .customer),
            product: try named(fields, "product", .product),
            serviceType: try named(fields, "service type", .serviceType),
            seriousness: try named(fields, "seriousness", .seriousness))
    }

    /// What makes a row this row: who did what to which ticket when.
    private static let identity: [Column] = [.ticket, .activity, .resource, .completedAt]

    /// `Value 7` under the name of its column.
    private static func named<ID: TextIdentifier>(
        _ fields: RowFields<Self>, _ name: String, _ column: Column
    ) throws(RowFault) -> ID? {
        let value: ID? = try fields.identifier(column)
        return value.map { ID(rawValue: "\(name) \($0.rawValue)") }
    }
}
