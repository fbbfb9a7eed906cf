public import EventModel
import Processes

/// The key figures of problems, collected from the three models that they are made of; each at the same position.
public struct ProblemFigures: Sendable {
    private let period: Period
    private var rootCause = ShareTally()
    private var toKnownError = DurationTally()
    private var matched = ShareTally()
    private var recurred = ShareTally()

    public init(period: Period) { self.period = period }

    public mutating func add(_ problems: some TableReader<ProblemTable>) throws(TableError) {
        try problems.scanRows { _, problem in
            add(problem)
            return .more
        }
    }

    private mutating func add(_ problem: Problem) {
        let countsOnItsOwn = problem.state != .cancelled && problem.resolution?.duplicateOf == nil
        if period.contains(problem.times.loggedAt) {
            if countsOnItsOwn { rootCause.add(problem.rootCause != nil) } else { rootCause.exclude() }
        }
        if let endedAt = problem.times.firstResolvedAt ?? problem.times.closedAt, period.contains(endedAt) {
            if countsOnItsOwn { recurred.add(problem.times.recurredAt != nil) } else { recurred.exclude() }
        }
    }

    public mutating func add(_ errors: some TableReader<KnownErrorTable>) throws(TableError) {
        var first: [ProblemNumber: KnownError] = [:]
        var others: [KnownError] = []
        try errors.scanRows { _, error in
            guard let problem = error.problem, error.problemLoggedAt != nil else {
                others.append(error)
                return .more
            }
            if let known = first[problem], known.recordedAt <= error.recordedAt {
                others.append(error)
            } else {
                if let known = first.updateValue(error, forKey: problem) { others.append(known) }
            }
            return .more
        }
        for (_, error) in first.sorted(by: { $0.key < $1.key }) where period.contains(error.recordedAt) {
            if let loggedAt = error.problemLoggedAt { toKnownError.add(from: loggedAt, to: error.recordedAt) }
        }
        for error in others where period.contains(error.recordedAt) { toKnownError.exclude() }
    }

    public mutating func add(_ desk: some TableReader<ServiceDeskTable>) throws(TableError) {
        try desk.scanRows(as: MatchFacts.self) { facts in
            guard period.contains(facts.incident.times.loggedAt) else { return .more }
            if facts.incident.state == .cancelled || facts.incident.state == .merged {
                matched.exclude()
            } else {
                matched.add(!facts.incident.relations.knownErrors.isEmpty)
            }
            return .more
        }
    }

    // The definitions of kpi.md. Raise the version of what changes.
    public var figures: [Figure] {
        [
            Figure(
                name: "problemsWithRootCause",
                definition:
                    "Share with a root cause on record, over problems logged in the period; excluded: cancelled "
                    + "and duplicates.",
                definitionVersion: 1, unit: .percent, value: rootCause.share, n: rootCause.n,
                excluded: rootCause.excluded, parts: [Figure.Part("withRootCause", rootCause.hits)]),
            Figure(
                name: "meanTimeToKnownError",
                definition: "Mean from the logging of a problem to the recording of its first known error, over known "
                    + "errors recorded in the period; excluded: of no problem, and later ones of the same problem.",
                definitionVersion: 1, unit: .micros, value: toKnownError.mean, n: toKnownError.n,
                excluded: toKnownError.excluded, parts: []),
            Figure(
                name: "incidentsMatchedToKnownError",
                definition: "Share matched to a known error, over incidents logged in the period; excluded: cancelled "
                    + "and merged.",
                definitionVersion: 1, unit: .percent, value: matched.share, n: matched.n, excluded: matched.excluded,
                parts: [Figure.Part("matched", matched.hits)]),
            Figure(
                name: "problemRecurrenceRate",
                definition: "Share reopened or seen to recur since, over problems first resolved in the period; "
                    + "excluded: cancelled and duplicates.",
                definitionVersion: 1, unit: .percent, value: recurred.share, n: recurred.n,
                excluded: recurred.excluded, parts: [Figure.Part("recurred", recurred.hits)]),
        ]
    }
}

/// What says of an incident whether it was matched, by the numbers of the fields in the service desk's rows.
struct MatchFacts: RowView, Hashable {
    let incident: Core

    struct Core: Hashable {
        let state: IncidentState
        let times: Times
        let relations: Relations
    }
    struct Times: Hashable { let loggedAt: Instant }
    struct Relations: Hashable { let knownErrors: [ReferenceCode] }
}

extension MatchFacts {
    init(_ row: ServiceDeskRow) {
        incident = Core(
            state: row.incident.state, times: Times(loggedAt: row.incident.times.loggedAt),
            relations: Relations(knownErrors: row.incident.relations.knownErrors))
    }
}

extension MatchFacts: WireMessage {
    static let schema = Schema(Field(1, "incident", \MatchFacts.incident, "The incident."))
}
extension MatchFacts.Core: WireMessage {
    static let schema = Schema(
        Field(3, "state", \MatchFacts.Core.state, "The state."),
        Field(6, "times", \.times, "When things happened."),
        Field(9, "relations", \.relations, "What it is linked to."))
}
extension MatchFacts.Times: WireMessage {
    static let schema = Schema(Field(2, "loggedAt", \MatchFacts.Times.loggedAt, "Logged."))
}
extension MatchFacts.Relations: WireMessage {
    static let schema = Schema(Field(3, "knownErrors", \MatchFacts.Relations.knownErrors, "Known errors matched."))
}
