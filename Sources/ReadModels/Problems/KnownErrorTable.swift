public import EventModel
public import Processes

/// The known-error base: one row a known error.
public enum KnownErrorTable: Table {
    public typealias Row = KnownError
    public typealias Event = KnownErrorEvent

    public static let name = "known-errors"
    public static let version: UInt64 = 2
    public static let categories = [KnownErrorProcess.category]

    public static func fold(_ row: inout KnownError?, _ event: KnownErrorEvent, _ record: RecordedEvent) {
        KnownErrorProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<KnownError>] = [.knownErrorState, .knownErrorProblem]
    public static let sums: [TableSum<KnownError>] = []
}

extension TableIndex<KnownError> {
    public static let knownErrorState = TableIndex("state") { row, keys in keys.add(Int64(row.state.rawValue)) }
    public static let knownErrorProblem = TableIndex("problem") { row, keys in
        if let problem = row.problem { keys.add(problem.rawValue) }
    }
}

extension TableReader<KnownErrorTable> {
    /// Verified known errors whose signature the incident has, in the order of their numbers.
    public func matching(_ incident: Incident) throws(TableError) -> [KnownError] {
        try verified { $0.signature?.matches(incident) == true }
    }

    /// Verified known errors that the condition holds of, in the order of their numbers.
    public func verified(where condition: (KnownError) -> Bool) throws(TableError) -> [KnownError] {
        try rows(.knownErrorState, .exactly(IndexKey(Int64(KnownErrorState.verified.rawValue))), where: condition)
    }
}
