import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook incident list`
struct IncidentListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List incidents: all of them in the order of their numbers, or those asked for.",
        discussion: """
            Filters narrow the list together; one that is given several times, or with commas, takes any of its values. \
            'none' asks for incidents without a value.

            \(examples(
                "incident list --state open --priority 1,2 --sort oldest",
                "incident list --group messaging --age '>7d' --format json",
                "incident list --state resolved --as-of 2026-03-31"))
            """)

    @OptionGroup(title: "Filters")
    var filter: IncidentFilterOptions
    @Option(help: "The order: number, priority, oldest or newest.", transform: parseSort)
    var sort: IncidentQueue.Sort = .number
    @Option(help: "At most so many incidents.")
    var limit: Int?
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is a number of incidents, not \(limit)") }
    }

    func run() async throws {
        let filter = try filter.filter()
        let engine = try await query.log.openForReading()
        let moment = query.moment.moment(in: engine.zone)
        let now = try await engine.instant(of: moment)
        let queue = IncidentQueue(filter: filter, sort: sort, limit: limit, now: now)
        let (format, zone) = (query.format.format, engine.zone)
        let names: ShownNames
        do { names = try await ShownNames(engine, query, moment) } catch let error as EngineError {
            throw Failure(error)
        }
        try await engine.desk(moment) { desk in
            try IncidentList.write(queue, desk, format, Reporting(zone: zone), names)
        }
        await engine.close()
    }
}

@Sendable private func parseSort(_ text: String) throws -> IncidentQueue.Sort {
    guard let sort = IncidentQueue.Sort(rawValue: text.lowercased()) else {
        let known = IncidentQueue.Sort.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("expected one of \(known)")
    }
    return sort
}

/// How incidents are listed.
private enum IncidentList {
    static func write(
        _ queue: IncidentQueue, _ desk: any TableReader<ServiceDeskTable>, _ format: OutputFormat,
        _ reporting: Reporting, _ names: ShownNames
    ) throws {
        var writer = RowWriter(StandardOutput(), format, columns: columns(reporting), keys: IncidentFields.names)
        var failure: Failure?
        try queue.scan(desk) { row throws(TableError) in
            guard case .object(let object) = row.json else { return .more }
            do throws(Failure) { try writer.write(names.json(object, naming: "ci", "cis")) } catch { failure = error }
            return failure == nil ? .more : .enough
        }
        if let failure { throw failure }
        try writer.finish()
    }

    private static func columns(_ reporting: Reporting) -> [Column] {
        [
            Column("number", "NUMBER", width: 15),
            Column("state", "STATE", width: 10),
            Column("priority", "PRIORITY", width: 10, text: priority),
            Column("group", "GROUP", width: 14),
            Column("assignee", "ASSIGNEE", width: 12),
            Column("loggedAt", "LOGGED", width: 16, text: reporting.minute),
            Column("title", "TITLE", width: 0),
        ]
    }

    private static func priority(_ value: JSONValue) -> String {
        guard case .integer(let number) = value, let priority = Priority(rawValue: number) else { return "" }
        return priority.text
    }
}

/// What an incident is shown by.
enum IncidentFields {
    /// The keys of its JSON, in their order: the columns of CSV.
    static let names = [
        "number", "title", "state", "priority", "impact", "urgency", "category", "subcategory", "group", "assignee",
        "caller", "customer", "service", "ci", "cis", "source", "detectedAt", "loggedAt", "acknowledgedAt",
        "firstResponseAt", "resolvedAt", "closedAt", "changedAt", "pendingReason", "pendingSince", "pendingUntil",
        "pausedMicros", "reopenCount", "reassignmentCount", "escalationLevel", "workMinutes", "supplier", "major",
        "priorityOverridden", "resolutionCode", "solution", "parent", "children", "mergedInto", "previous", "links",
        "knownErrors", "contradictions", "lastPosition",
    ]
}
