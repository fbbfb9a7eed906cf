import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook incident show`
struct IncidentShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an incident, as it is or as it was.",
        discussion: examples(
            "incident show INC-2026-000001", "incident show INC-2026-000001 --as-of 2026-03-27T12:00:00Z --format json")
    )

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let reporting = engine.reporting
        let moment = query.moment.moment(in: reporting.zone)
        let records = try await engine.records(of: number, moment)
        let answer = try await answer(engine, records, moment)
        await engine.close()
        try writeObject(answer, query.format.format) { try writeFacts(answer, $0, reporting) }
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
