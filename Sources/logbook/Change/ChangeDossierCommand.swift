import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook change dossier`
struct ChangeDossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier", abstract: "What happened to its items before: incidents and changes, the newest first.",
        discussion: examples("change dossier CHG-2026-000001"))

    @Argument(help: "The change's number.", transform: changeNumber)
    var number: ChangeNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let reporting = engine.reporting
        let dossier: ChangeDossier
        do { dossier = try await engine.dossier(of: number, query.moment.moment(in: reporting.zone)) } catch let error
            as EngineError
        {
            throw Failure(error, about: number.stream)
        }
        await engine.close()
        let columns = [
            Column("kind", "KIND", width: 8), Column("number", "NUMBER", width: 15),
            Column("state", "STATE", width: 10),
            Column("outcome", "OUTCOME", width: 10), Column("at", "SINCE", width: 16, text: reporting.minute),
            Column("title", "TITLE", width: 0),
        ]
        var writer = RowWriter(
            StandardOutput(), query.format.format, columns: columns,
            keys: ["kind", "number", "state", "outcome", "at", "title"])
        for incident in dossier.incidents { try writer.write(incident.dossierLine) }
        for change in dossier.changes { try writer.write(change.dossierLine) }
        try writer.finish()
    }
}

extension Incident {
    fileprivate var dossierLine: JSONObject {
        [
            "kind": .string("incident"), "number": .string(number.rawValue), "state": .string(state.name),
            "outcome": (resolution?.code).map(JSONValue.string) ?? .null,
            "at": .string(times.detectedAt.description), "title": .string(title),
        ]
    }
}

extension Change {
    fileprivate var dossierLine: JSONObject {
        [
            "kind": .string("change"), "number": .string(number.rawValue), "state": .string(state.name),
            "outcome": (review?.outcome.name).map(JSONValue.string) ?? .null,
            "at": .string(requestedAt.description), "title": .string(title),
        ]
    }
}
