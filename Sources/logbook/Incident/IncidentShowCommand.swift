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
            let names = try await ShownNames(engine, query, moment, second)
            try await IncidentDiff(number: number, from: moment, to: second, names: names)
                .write(engine, query.format.format)
            return await engine.close()
        }
        let records = try await engine.records(of: number, moment)
        let incident = try await incident(engine, moment)
        let links = try await links(of: incident, engine, moment)
        let names = try await ShownNames(engine, query, moment)
        let answer = try answer(engine, incident, links, records, names)
        await engine.close()
        try writeObject(answer, query.format.format) { output in
            var facts = answer
            facts["ciLinks"] = links.isEmpty ? .null : .string(links.map { $0.sentence(names) }.joined(separator: "\n"))
            facts["computed"] = incident.computedInWords(names)
            try writeFacts(facts, output, reporting)
        }
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

    private func incident(_ engine: ServiceEngine, _ moment: Moment) async throws(Failure) -> Incident {
        let found: Incident?
        do {
            found = try await engine.state(of: number.stream, in: IncidentProcess.self, moment)
        } catch {
            throw Failure(error, about: number.stream)
        }
        if let found { return found }
        throw Failure(.notFound, "there is no incident \(number); see 'logbook incident list'")
    }

    private func links(
        of incident: Incident, _ engine: ServiceEngine, _ moment: Moment
    ) async throws(Failure) -> [IncidentCILink] {
        do { return try await engine.ciLinks(of: incident, moment) } catch { throw Failure(error) }
    }

    /// The row that lists have, where it stands in the log, how its items are linked, and what the caller said.
    private func answer(
        _ engine: ServiceEngine, _ incident: Incident, _ links: [IncidentCILink], _ records: [RecordedEvent],
        _ names: ShownNames
    ) throws(Failure) -> JSONObject {
        guard case .object(let shown) = ServiceDeskRow(incident: incident, turns: []).json else { return [:] }
        var row = names.json(shown, naming: "ci", "cis")
        row["stream"] = .string(number.stream.description)
        row["version"] = .integer(Int64(records.map(\.version).max() ?? 0))
        row["ciLinks"] = .array(links.map { $0.json(names) })
        row["alert"] = incident.relations.alert.map { .string($0.rawValue) } ?? .null
        row["resolutionProposal"] = incident.relations.resolutionProposal.map { .string($0) } ?? .null
        row["suspectedChanges"] = .array(incident.relations.suspectedChanges.map { .string($0.rawValue) })
        row["causingChange"] = incident.relations.causingChange.map { .string($0.rawValue) } ?? .null
        row["proposedParent"] = incident.relations.proposedParent.map { .string($0.rawValue) } ?? .null
        row["proposedMajor"] = .bool(incident.relations.isProposedMajor)
        row["computed"] = .array(incident.relations.computations.map { $0.json(names) })
        row["description"] = .null
        for record in records where record.type == IncidentLogged.type.name {
            guard case .object(let logged) = try engine.rendered(record), case .object(let payload) = logged["payload"]
            else { continue }
            row["description"] = payload["description"] ?? .null
        }
        return row
    }
}
