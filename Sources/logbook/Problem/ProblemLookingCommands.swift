import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook problem list`
struct ProblemListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List problems: all of them in the order of their numbers, or those asked for.",
        discussion: """
            Filters narrow the list together; one that is given several times takes any of its values.

            \(examples("problem list --state open --sort priority", "problem list --incident INC-2026-000007"))
            """)

    @Option(
        help: "open, or one of New, Assigned, InProgress, Pending, Resolved, Closed, Cancelled.",
        transform: parseStates)
    var state: [[ProblemState]] = []
    @Option(help: "Why somebody looked: trend, major, proactive, import.", transform: named)
    var from: [ProblemOrigin] = []
    @Option(help: "The group that has it.", transform: identifier)
    var group: [GroupID] = []
    @Option(help: "The person who has it.", transform: identifier)
    var person: [PersonID] = []
    @Option(help: "The service that is hit.", transform: identifier)
    var service: [ServiceID] = []
    @Option(help: "An incident that it causes.", transform: incidentNumber)
    var incident: [IncidentNumber] = []
    @Flag(inversion: .prefixedNo, help: "Those whose root cause is on record, or is not.")
    var cause: Bool?
    @Option(help: "The order: number, priority, oldest or newest.", transform: parseSort)
    var sort: ProblemList.Sort = .number
    @Option(help: "At most so many problems.")
    var limit: Int?
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is a number of problems, not \(limit)") }
    }

    func run() async throws {
        var list = ProblemList()
        (list.states, list.origins, list.groups) = (state.flatMap { $0 }, from, group)
        (list.persons, list.services, list.incidents) = (person, service, incident)
        (list.hasRootCause, list.sort, list.limit) = (cause, sort, limit)
        let chosen = list
        try await query.list(
            ProblemTable.self,
            columns: { reporting in
                [
                    Column("number", "NUMBER", width: 15), Column("state", "STATE", width: 10),
                    Column("priority", "P", width: 1), Column("group", "GROUP", width: 14),
                    Column("loggedAt", "LOGGED", width: 16, text: reporting.minute),
                    Column("rootCauseAt", "CAUSE", width: 16, text: reporting.minute),
                    Column("title", "TITLE", width: 0),
                ]
            },
            rows: { reader in try chosen.rows(in: reader).map(\.json) })
    }
}

@Sendable private func parseStates(_ text: String) throws -> [ProblemState] {
    if text.lowercased() == "open" { return ProblemList.openStates }
    return [try named(text)]
}

@Sendable private func parseSort(_ text: String) throws -> ProblemList.Sort {
    guard let sort = ProblemList.Sort(rawValue: text.lowercased()) else {
        throw ValidationError(
            "expected one of \(ProblemList.Sort.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return sort
}

/// `logbook problem show`
struct ProblemShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a problem with its hypotheses, cause and links, as it is or as it was.",
        discussion: examples("problem show PRB-2026-000001", "problem show PRB-2026-000001 --as-of 2026-03-31"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            number.stream, in: ProblemProcess.self, else: "there is no problem \(number); see 'logbook problem list'"
        ) { $0?.json }
    }
}

/// `logbook problem history`
struct ProblemHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what happened to a problem, in the order in which it happened.",
        discussion: examples("problem history PRB-2026-000001"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws { try await query.writeHistory(of: number.stream, "problem", number.rawValue) }
}

/// `logbook problem figures`
struct ProblemFiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures", abstract: "Show the key figures of problems: causes found, known errors, recurrence.",
        discussion: """
            --format json says how each figure is defined, and of which version.

            \(examples("problem figures --from 2026-01-01 --to 2026-04-01 --format json"))
            """)

    @Option(
        help: ArgumentHelp("The figures' period begins here (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var from: TimeArgument?
    @Option(help: ArgumentHelp("And ends before this.", valueName: "instant"), transform: TimeArgument.parse)
    var to: TimeArgument?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let zone = engine.zone
        let period = Period(from: from?.instant(in: zone), to: to?.instant(in: zone))
        if let from = period.from, let to = period.to, to <= from {
            throw Failure(.usage, "the period ends at \(to), which is not after its beginning, \(from)")
        }
        let answer: ProblemReport
        do {
            answer = try await engine.problemReport(query.moment.moment(in: zone), period: period)
        } catch {
            throw Failure(error)
        }
        await engine.close()
        try writeObject(answer.json, query.format.format) { output in
            for figure in answer.figures {
                let value = figure.text.map { figure.unit == .percent ? "\($0) %" : $0 } ?? "–"
                let unit = figure.unit == .micros && figure.value != nil ? " µs" : ""
                try output.line(
                    "\(figure.name)  \(value)\(unit)  over \(grouped(figure.n)), left out \(grouped(figure.excluded))")
            }
        }
    }
}
