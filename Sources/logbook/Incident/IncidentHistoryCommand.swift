import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook incident history`
struct IncidentHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what happened to an incident, in the order in which it happened.",
        discussion: examples(
            "incident history INC-2026-000001", "incident history INC-2026-000001 --as-known-at 1024 --format json"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let reporting = engine.reporting
        let records = try await engine.records(of: number, query.moment.moment(in: reporting.zone))
        var writer = EventList.writer(StandardOutput(), query.format.format, reporting, withStream: false)
        for record in records { try writer.write(EventList.row(try engine.rendered(record))) }
        try writer.finish()
        await engine.close()
    }
}

extension ServiceEngine {
    /// The incident's events as of a moment; a failure where there were none.
    func records(of number: IncidentNumber, _ moment: Moment) async throws(Failure) -> [RecordedEvent] {
        let records: [RecordedEvent]
        do {
            records = try await history(of: number.stream, moment)
        } catch {
            throw Failure(error, about: number.stream)
        }
        guard records.isEmpty else { return records }
        let then = moment.isNow ? "; see 'logbook incident list'" : " at that moment"
        throw Failure(.notFound, "there is no incident \(number)\(then)")
    }
}
