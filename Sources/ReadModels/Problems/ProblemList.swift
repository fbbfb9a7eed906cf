public import EventModel
public import Processes

/// A list of problems: those that meet every condition that is set, in the order of their numbers or the oldest first.
public struct ProblemList: Sendable, Hashable {
    public enum Sort: String, CaseIterable, Sendable {
        case number
        /// The most severe first, then by number.
        case priority
        case oldest
        case newest
    }
    /// Any of these; none: all.
    public var states: [ProblemState] = []
    public var origins: [ProblemOrigin] = []
    public var groups: [GroupID] = []
    public var persons: [PersonID] = []
    public var services: [ServiceID] = []
    public var incidents: [IncidentNumber] = []
    public var hasRootCause: Bool?
    public var sort: Sort = .number
    public var limit: Int?

    public init() {}

    public static let openStates = ProblemState.allCases.filter(\.isOpen)

    public func rows(in reader: some TableReader<ProblemTable>) throws(TableError) -> [Problem] {
        var rows: [Problem] = []
        try reader.scanRows { _, row in
            if matches(row) { rows.append(row) }
            return .more
        }
        // Stable: equal ones stay in the order of their numbers.
        switch sort {
        case .number: break
        case .priority:
            rows.sort { $0.priorityOrder < $1.priorityOrder }
        case .oldest: rows.sort { $0.times.loggedAt < $1.times.loggedAt }
        case .newest: rows.sort { $0.times.loggedAt > $1.times.loggedAt }
        }
        return limit.map { Array(rows.prefix(max(0, $0))) } ?? rows
    }

    private func matches(_ row: Problem) -> Bool {
        if let hasRootCause, hasRootCause != (row.rootCause != nil) { return false }
        return isAny(of: states, row.state) && isAny(of: origins, row.classification.origin)
            && isAny(of: groups, row.group) && isAny(of: persons, row.person)
            && isAny(of: services, row.classification.service)
            && (incidents.isEmpty || incidents.contains { row.relations.incidents.contains($0) })
    }

    private func isAny<Value: Equatable>(of wanted: [Value], _ found: Value?) -> Bool {
        wanted.isEmpty || wanted.contains { $0 == found }
    }
}

extension Problem {
    fileprivate var priorityOrder: Int64 { classification.priority?.rawValue ?? Int64.max }
}
