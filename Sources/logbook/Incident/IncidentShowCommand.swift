import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook incident show`
struct IncidentShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an incident, as it is or as it was, or what changed between two moments.",
        discussion: """
            With --diff it shows every field that is another at the second moment than at the first, and the events that \
            changed it. The second moment is one of --as-known-at where that is given, else one of --as-of.

            \(examples(
                "incident show INC-2026-000001",
                "incident show INC-2026-000001 --as-of 2026-03-27T12:00:00Z --format json",
                "incident show INC-2026-000001 --as-known-at 1024 --diff now"))
            """)

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(
        help: ArgumentHelp("Show what changed up to this moment.", valueName: "instant|position|now"),
        transform: KnownAtArgument.parse)
    var diff: KnownAtArgument?
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        guard let diff, query.moment.asKnownAt == nil else { return }
        if query.moment.asOf == nil {
            throw ValidationError("--diff says the second moment; give the first with --as-known-at or --as-of")
        }
        if case .position = diff {
            throw ValidationError("--diff with --as-of is an instant or now; a position goes with --as-known-at")
        }
    }

    func run() async throws {
        let engine = try await query.log.openForReading()
        let reporting = engine.reporting
        let moment = query.moment.moment(in: reporting.zone)
        if let diff {
            let second = secondMoment(diff, after: moment, in: reporting.zone)
            try await IncidentDiff(number: number, from: moment, to: second).write(engine, query.format.format)
            return await engine.close()
        }
        let records = try await engine.records(of: number, moment)
        let answer = try await answer(engine, records, moment)
        await engine.close()
        try writeObject(answer, query.format.format) { try writeFacts(answer, $0, reporting) }
    }

    /// The other moment of a comparison: it differs in what was known, or else in what was true.
    private func secondMoment(_ diff: KnownAtArgument, after first: Moment, in zone: ZoneRules) -> Moment {
        var second = first
        if query.moment.asKnownAt == nil {
            if case .time(let time) = diff { second.asOf = time.instant(in: zone) } else { second.asOf = nil }
        } else {
            second.asKnownAt = diff.knowledge(in: zone)
        }
        return second
    }

    /// The row that lists have, where it stands in the log, and what the caller said.
    private func answer(
        _ engine: ServiceEngine, _ records: [RecordedEvent], _ moment: Moment
    ) async throws(Failure) -> JSONObject {
        let incident: Incident?
        do {
            incident = try await engine.state(of: number.stream, in: IncidentProcess.self, moment)
        } catch {
            throw Failure(error, about: number.stream)
        }
        guard let incident, case .object(var row) = ServiceDeskRow(incident: incident, turns: []).json else {
            throw Failure(.notFound, "there is no incident \(number); see 'logbook incident list'")
        }
        row["stream"] = .string(number.stream.description)
        row["version"] = .integer(Int64(records.map(\.version).max() ?? 0))
        row["description"] = .null
        for record in records where record.type == IncidentLogged.type.name {
            guard case .object(let logged) = try engine.rendered(record), case .object(let payload) = logged["payload"]
            else { continue }
            row["description"] = payload["description"] ?? .null
        }
        return row
    }
}
