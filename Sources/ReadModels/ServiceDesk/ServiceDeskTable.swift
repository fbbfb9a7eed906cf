public import EventModel
public import Processes

/// The service desk: one row an incident. Queues, counters and key figures are made from it.
public enum ServiceDeskTable: Table {
    public typealias Row = ServiceDeskRow
    public typealias Event = IncidentEvent

    public static let name = "service-desk"
    public static let version: UInt64 = 2
    public static let categories = [IncidentProcess.category]

    public static func fold(_ row: inout ServiceDeskRow?, _ event: IncidentEvent, _ record: RecordedEvent) {
        // By pattern: `==` would compare rows, and copy them for it.
        if case nil = row {
            let incident = Incident(from: event, record)
            row = ServiceDeskRow(incident: incident, turns: [Turn(at: record.occurredAt, state: incident.state)])
        }
        // In place: a row has too many parts to be copied for every event.
        row?.take(event, record)
    }

    public static let indexes: [TableIndex<ServiceDeskRow>] = [
        .state, .open, .priority, .group, .assignee, .caller, .customer, .service, .ci, .category, .title, .loggedAt,
        .resolvedAt, .major, .contradictory, .causingChange, .suspectedChange,
    ]
    public static let sums: [TableSum<ServiceDeskRow>] = [
        .byState, .openByPriority, .reopenings, .reassignments, .majors,
    ]
}

// A filter of a list is one line here and one in `IncidentFilter`. A row stands under the values that it has.
extension TableIndex<ServiceDeskRow> {
    public static let state = TableIndex("state") { row, keys in keys.add(row.incident.state) }
    /// Open incidents by the time of logging.
    public static let open = TableIndex("open") { row, keys in
        if row.incident.state.isOpen { keys.add(row.incident.times.loggedAt) }
    }
    /// The most severe first; without a priority at the end.
    public static let priority = TableIndex("priority") { $1.add($0.incident.classification.priority) }
    public static let group = TableIndex("group") { $1.add($0.incident.assignment.group) }
    public static let assignee = TableIndex("assignee") { $1.add($0.incident.assignment.person) }
    public static let caller = TableIndex("caller") { $1.add($0.incident.classification.caller) }
    public static let customer = TableIndex("customer") { $1.add($0.incident.classification.customer) }
    public static let service = TableIndex("service") { $1.add($0.incident.classification.service) }
    public static let category = TableIndex("category") { row, keys in
        if let category = row.incident.classification.category { keys.add(category) }
    }
    /// Every item that somebody or something linked, and nobody excluded.
    public static let ci = TableIndex("ci") { row, keys in
        for link in row.incident.relations.cis where link.how != .excluded { keys.add(link.ci.rawValue) }
    }
    /// The change of which a person said that it caused the incident, and those that may have.
    public static let causingChange = TableIndex("causingChange") { $1.add($0.incident.relations.causingChange) }
    public static let suspectedChange = TableIndex("suspectedChange") { row, keys in
        for change in row.incident.relations.suspectedChanges { keys.add(change.rawValue) }
    }
    /// Small letters.
    public static let title = TableIndex("title") { row, keys in keys.add(row.incident.title.lowercased()) }
    public static let loggedAt = TableIndex("loggedAt") { row, keys in keys.add(row.incident.times.loggedAt) }
    /// Incidents with a resolution that holds.
    public static let resolvedAt = TableIndex("resolvedAt") { row, keys in
        if let resolvedAt = row.incident.times.resolvedAt { keys.add(resolvedAt) }
    }
    /// Declared major, and not stood down.
    public static let major = TableIndex("major") { row, keys in if row.isMajor { keys.add(1) } }
    /// With something in the record that cannot be.
    public static let contradictory = TableIndex("contradictory") { row, keys in
        if !row.incident.contradictions.isEmpty { keys.add(1) }
    }
}

extension TableSum<ServiceDeskRow> {
    public static let byState = TableSum("byState") { row, amounts in
        amounts.add(1, to: IndexKey.number(row.incident.state))
    }
    public static let openByPriority = TableSum("openByPriority") { row, amounts in
        if row.incident.state.isOpen { amounts.add(1, to: IndexKey.number(row.incident.classification.priority)) }
    }
    /// Reopenings; these and those below in the one group `0`.
    public static let reopenings = TableSum("reopenings") { $1.add($0.incident.counts.reopened, to: 0) }
    public static let reassignments = TableSum("reassignments") { $1.add($0.incident.counts.reassigned, to: 0) }
    /// Incidents declared major, stood down or not.
    public static let majors = TableSum("majors") { $1.add($0.incident.major == nil ? 0 : 1, to: 0) }
}

extension IndexKey {
    public init(_ state: IncidentState) { self.init(Self.number(state)) }
    public init(_ priority: Priority?) { self.init(Self.number(priority)) }

    fileprivate static func number(_ state: IncidentState) -> Int64 { Int64(state.rawValue) }
    fileprivate static func number(_ priority: Priority?) -> Int64 { priority?.rawValue ?? Int64.max }
}

extension IndexKeys {
    fileprivate mutating func add(_ state: IncidentState) { add(IndexKey.number(state)) }
    fileprivate mutating func add(_ priority: Priority?) { add(IndexKey.number(priority)) }
    fileprivate mutating func add(_ identifier: (some TextIdentifier)?) {
        if let identifier { add(identifier.rawValue) }
    }
}
