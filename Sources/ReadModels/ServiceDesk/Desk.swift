public import EventModel
public import Processes

/// The service desk at a moment: what is open, how old it is, and the key figures of a period.
public struct Desk: Sendable, Hashable {
    /// Every event up to here counts.
    public let position: Position
    /// The moment that ages count to.
    public let asOf: Instant
    public let period: Period
    public let open: Int64
    /// Every state, in the order of the list.
    public let byState: [Count<IncidentState>]
    /// Open incidents by priority, the most severe first; nil, at the end, are those without one.
    public let byPriority: [Count<Priority?>]
    /// Open incidents by business days since they were logged.
    public let backlogAge: [Count<AgeBand>]
    /// Open incidents declared major and not stood down.
    public let openMajors: Int64
    public let figures: [Figure]

    public struct Count<Group: Sendable & Hashable>: Sendable, Hashable {
        public let group: Group
        public let count: Int64
    }

    /// Takes every figure from one state of the table. `zone` is the reporting zone, whose business days count.
    public init(
        _ reader: some TableReader<ServiceDeskTable>, asOf: Instant, period: Period = .always, zone: ZoneRules,
        rules: FigureRules = FigureRules()
    ) throws(TableError) {
        position = reader.position
        self.asOf = asOf
        self.period = period
        backlogAge = try Desk.ages(reader, asOf, zone)

        // One pass over all rows: for a past moment the table's sums would take one each.
        var collector = FigureCollector(period: period, asOf: asOf, rules: rules)
        var (states, priorities, openMajors) = ([IncidentState: Int64](), [Priority?: Int64](), Int64(0))
        try reader.scanRows(as: FigureFacts.self) { facts in
            collector.add(facts)
            let incident = facts.incident
            states[incident.state, default: 0] += 1
            if incident.state.isOpen { priorities[incident.classification.priority, default: 0] += 1 }
            if facts.isOpenMajor { openMajors += 1 }
            return .more
        }
        byState = IncidentState.allCases.map { Count(group: $0, count: states[$0] ?? 0) }
        open = byState.reduce(0) { $0 + ($1.group.isOpen ? $1.count : 0) }
        let groups: [Priority?] = Priority.allCases + [nil]
        byPriority = groups.map { Count(group: $0, count: priorities[$0] ?? 0) }
        self.openMajors = openMajors
        figures = collector.figures
    }

    private static func ages(
        _ reader: some TableReader<ServiceDeskTable>, _ asOf: Instant, _ zone: ZoneRules
    ) throws(TableError) -> [Count<AgeBand>] {
        var counts: [AgeBand: Int64] = [:]
        try reader.scan(.open, .all, .ascending) { key, _ in
            counts[AgeBand(days: BusinessDays.count(from: key.instant, to: asOf, in: zone)), default: 0] += 1
            return .more
        }
        return AgeBand.allCases.map { Count(group: $0, count: counts[$0] ?? 0) }
    }
}

/// Business days since an incident was logged, as the backlog is shown.
public enum AgeBand: String, CaseIterable, Sendable {
    case upTo2 = "0-2"
    case upTo7 = "3-7"
    case upTo30 = "8-30"
    case over30 = ">30"

    public init(days: Int64) {
        switch days {
        case ...2: self = .upTo2
        case 3...7: self = .upTo7
        case 8...30: self = .upTo30
        default: self = .over30
        }
    }
}

extension Desk {
    /// `byState`, `byPriority` (`none` for those without) and `backlogAge` are objects of counts, `figures` a list. Keys are
    /// stable.
    public var json: JSONValue {
        .object([
            "position": position.json(nil) ?? .null,
            "asOf": .string(asOf.description),
            "period": .object([
                "from": period.from.map { .string($0.description) } ?? .null,
                "to": period.to.map { .string($0.description) } ?? .null,
            ]),
            "open": .integer(open),
            "openMajors": .integer(openMajors),
            "byState": Desk.json(byState) { $0.name },
            "byPriority": Desk.json(byPriority) { $0.map { String($0.rawValue) } ?? "none" },
            "backlogAge": Desk.json(backlogAge) { $0.rawValue },
            "figures": .array(figures.map(\.json)),
        ])
    }

    static func json<Group>(_ counts: [Count<Group>], _ name: (Group) -> String) -> JSONValue {
        .object(counts.reduce(into: JSONObject()) { $0[name($1.group)] = .integer($1.count) })
    }
}
