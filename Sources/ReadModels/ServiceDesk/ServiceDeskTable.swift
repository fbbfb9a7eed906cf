public import EventModel
public import Processes

/// The service desk: one row an incident. Queues, counters and key figures are made from it.
public enum ServiceDeskTable: Table {
    public typealias Row = ServiceDeskRow
    public typealias Event = IncidentEvent

    public static let name = "service-desk"
    public static let version: UInt64 = 1
    public static let categories = [IncidentProcess.category]

    public static func fold(_ row: inout ServiceDeskRow?, _ event: IncidentEvent, _ record: RecordedEvent) {
        if row == nil {
            let incident = Incident(from: event, record)
            row = ServiceDeskRow(incident: incident, turns: [Turn(at: record.occurredAt, state: incident.state)])
        }
        // In place: a row has too many parts to be copied for every event.
        row?.take(event, record)
    }

    public static let indexes: [TableIndex<ServiceDeskRow>] = [
        .state, .open, .priority, .group, .assignee, .caller, .customer, .service, .ci, .category, .title, .loggedAt,
        .resolvedAt, .major, .contradictory,
    ]
    public static let sums: [TableSum<ServiceDeskRow>] = [
        .byState, .openByPriority, .reopenings, .reassignments, .majors,
    ]
}

// A filter of a list is one line here and one in `IncidentFilter`. A row stands under the values that it has.
extension TableIndex<ServiceDeskRow> {
    public static let state = TableIndex("state") { [IndexKey($0.incident.state)] }
    /// Open incidents by the time of logging.
    public static let open = TableIndex("open") {
        $0.incident.state.isOpen ? [IndexKey($0.incident.times.loggedAt)] : []
    }
    /// The most severe first; without a priority at the end.
    public static let priority = TableIndex("priority") { [IndexKey($0.incident.classification.priority)] }
    public static let group = TableIndex("group") { IndexKey.of($0.incident.assignment.group) }
    public static let assignee = TableIndex("assignee") { IndexKey.of($0.incident.assignment.person) }
    public static let caller = TableIndex("caller") { IndexKey.of($0.incident.classification.caller) }
    public static let customer = TableIndex("customer") { IndexKey.of($0.incident.classification.customer) }
    public static let service = TableIndex("service") { IndexKey.of($0.incident.classification.service) }
    public static let category = TableIndex("category") { row in
        row.incident.classification.category.map { [IndexKey($0)] } ?? []
    }
    /// Every item that somebody or something linked, and nobody excluded.
    public static let ci = TableIndex("ci") { row in
        row.incident.relations.cis.filter { $0.how != .excluded }.map { IndexKey($0.ci.rawValue) }
    }
    /// Small letters.
    public static let title = TableIndex("title") { [IndexKey($0.incident.title.lowercased())] }
    public static let loggedAt = TableIndex("loggedAt") { [IndexKey($0.incident.times.loggedAt)] }
    /// Incidents with a resolution that holds.
    public static let resolvedAt = TableIndex("resolvedAt") { row in
        row.incident.times.resolvedAt.map { [IndexKey($0)] } ?? []
    }
    /// Declared major, and not stood down.
    public static let major = TableIndex("major") { $0.isMajor ? [IndexKey(1)] : [] }
    /// With something in the record that cannot be.
    public static let contradictory = TableIndex("contradictory") {
        $0.incident.contradictions.isEmpty ? [] : [IndexKey(1)]
    }
}

extension TableSum<ServiceDeskRow> {
    public static let byState = TableSum("byState") { [(group: IndexKey($0.incident.state), amount: Int64(1))] }
    public static let openByPriority = TableSum("openByPriority") { row in
        row.incident.state.isOpen ? [(group: IndexKey(row.incident.classification.priority), amount: Int64(1))] : []
    }
    /// Reopenings; these and those below in the one group `0`.
    public static let reopenings = TableSum("reopenings") { single($0.incident.counts.reopened) }
    public static let reassignments = TableSum("reassignments") { single($0.incident.counts.reassigned) }
    /// Incidents declared major, stood down or not.
    public static let majors = TableSum("majors") { single($0.incident.major == nil ? 0 : 1) }

    private static func single(_ amount: Int64) -> [(group: IndexKey, amount: Int64)] {
        [(group: IndexKey(0), amount: amount)]
    }
}

extension IndexKey {
    public init(_ state: IncidentState) { self.init(Int64(state.rawValue)) }
    public init(_ priority: Priority?) { self.init(priority?.rawValue ?? Int64.max) }
    static func of(_ identifier: (some TextIdentifier)?) -> [IndexKey] {
        identifier.map { [IndexKey($0.rawValue)] } ?? []
    }
}
