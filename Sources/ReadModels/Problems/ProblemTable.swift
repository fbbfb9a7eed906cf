public import EventModel
public import Processes

/// The problem board: one row a problem.
public enum ProblemTable: Table {
    public typealias Row = Problem
    public typealias Event = ProblemEvent

    public static let name = "problems"
    public static let version: UInt64 = 1
    public static let categories = [ProblemProcess.category]

    public static func fold(_ row: inout Problem?, _ event: ProblemEvent, _ record: RecordedEvent) {
        ProblemProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Problem>] = [.problemState, .endedService, .problemIncident]
    public static let sums: [TableSum<Problem>] = [.problemsByState]
}

extension TableIndex<Problem> {
    public static let problemState = TableIndex("state") { row, keys in keys.add(Int64(row.state.rawValue)) }
    /// Problems that ended and have a signature, by its service: where a new incident may be a recurrence. An empty text
    /// stands for a signature without a service.
    public static let endedService = TableIndex("endedService") { row, keys in
        guard row.state == .resolved || row.state == .closed, let signature = row.classification.signature else {
            return
        }
        keys.add(signature.service?.rawValue ?? "")
    }
    /// By the incidents that it causes.
    public static let problemIncident = TableIndex("incident") { row, keys in
        for incident in row.relations.incidents { keys.add(incident.rawValue) }
    }
}

extension TableSum<Problem> {
    public static let problemsByState = TableSum("byState") { row, amounts in
        amounts.add(1, to: Int64(row.state.rawValue))
    }
}

extension TableReader<ProblemTable> {
    /// Problems that ended and whose signature the incident has, noticed after their end; in the order of their numbers.
    public func recurring(with incident: Incident) throws(TableError) -> [Problem] {
        var found: [Problem] = []
        for service in [incident.classification.service?.rawValue, ""].compactMap({ $0 }) {
            try scan(.endedService, .exactly(IndexKey(service)), .ascending) { _, stream throws(TableError) in
                guard let problem = try row(stream), problem.classification.signature?.matches(incident) == true else {
                    return .more
                }
                let isAfter = problem.times.resolvedAt.map { incident.times.detectedAt >= $0 } ?? false
                if isAfter { found.append(problem) }
                return .more
            }
        }
        return found.sorted { $0.number < $1.number }
    }
}
