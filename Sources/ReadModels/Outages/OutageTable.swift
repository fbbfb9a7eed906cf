public import EventModel
public import Processes

/// Outages: one row each.
public enum OutageTable: Table {
    public typealias Row = Outage
    public typealias Event = OutageEvent

    public static let name = "outages"
    public static let version: UInt64 = 1
    public static let categories = [OutageProcess.category]

    public static func fold(_ row: inout Outage?, _ event: OutageEvent, _ record: RecordedEvent) {
        OutageProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Outage>] = [
        .openOutages, .outageService, .outageItem, .outageIncident,
    ]
    public static let sums: [TableSum<Outage>] = []
}

extension TableIndex<Outage> {
    /// Those that are not over, the first that started first.
    public static let openOutages = TableIndex("open") { row, keys in
        if row.state == .open { keys.add(row.startedAt) }
    }
    public static let outageService = TableIndex("service") { row, keys in
        if let service = row.service { keys.add(service.rawValue) }
    }
    public static let outageItem = TableIndex("ci") { row, keys in
        if let ci = row.ci { keys.add(ci.rawValue) }
    }
    public static let outageIncident = TableIndex("incident") { row, keys in
        if let incident = row.incident { keys.add(incident.rawValue) }
    }
}

/// Which outages are asked for.
public struct OutageFilter: Sendable, Hashable {
    public var service: ServiceID?
    public var ci: CIID?
    public var incident: IncidentNumber?
    /// Ended and voided ones too.
    public var isWithEnded = false

    public init() {}
}

extension TableReader<OutageTable> {
    /// The first that started come first.
    public func outages(_ filter: OutageFilter) throws(TableError) -> [Outage] {
        try candidates(filter).filter { outage in
            (filter.isWithEnded || outage.state == .open)
                && (filter.service == nil || outage.service == filter.service)
                && (filter.ci == nil || outage.ci == filter.ci)
                && (filter.incident == nil || outage.incident == filter.incident)
        }.sorted { ($0.startedAt, $0.number) < ($1.startedAt, $1.number) }
    }

    /// No fewer than the filter lets through, from the index that leaves the fewest.
    private func candidates(_ filter: OutageFilter) throws(TableError) -> [Outage] {
        if let incident = filter.incident { return try rows(.outageIncident, .exactly(IndexKey(incident.rawValue))) }
        if let ci = filter.ci { return try rows(.outageItem, .exactly(IndexKey(ci.rawValue))) }
        if let service = filter.service { return try rows(.outageService, .exactly(IndexKey(service.rawValue))) }
        return try filter.isWithEnded ? rows() : rows(.openOutages)
    }
}

// Not the storage format of the log: raise the table's version with any change.
extension Outage: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \Outage.number, "The outage's number."),
        Field(2, "service", \.service, "The service that is out."),
        Field(3, "ci", \.ci, "The item that is out."),
        Field(4, "severity", \.severity, "How much of it is out."),
        Field(5, "cause", \.cause, "Why."),
        Field(6, "incident", \.incident, "The incident that it belongs to."),
        Field(7, "startedAt", \.startedAt, "Since when."),
        Field(8, "endedAt", \.endedAt, "Until when."),
        Field(9, "voidedBecause", \.voidedBecause, "Why it never was."),
        Field(10, "corrections", \.corrections, "How often what was said of it was put right."))
}

extension Outage {
    /// Every key always there, null where nothing is known. Keys are stable.
    public var json: JSONObject {
        [
            "number": number.value,
            "state": state.value,
            "service": service.value,
            "ci": ci.value,
            "severity": severity.value,
            "startedAt": startedAt.value,
            "endedAt": endedAt.value,
            "incident": incident.value,
            "cause": cause.value,
            "corrections": .integer(corrections),
            "voidedBecause": voidedBecause.value,
        ]
    }
}
