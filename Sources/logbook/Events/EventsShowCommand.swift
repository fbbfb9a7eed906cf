import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook events show`
struct EventsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one recorded event with its whole envelope.",
        discussion: examples("events show 1", "events show 1 --format json"))

    @Argument(help: "The event's position.")
    var position: UInt64
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let moment = query.moment.moment(in: engine.zone)
        guard let record = try find(in: engine), moment.includes(record) else {
            let last = try engine.head().position
            throw Failure(.notFound, "there is no event at position \(position); the log ends at position \(last)")
        }
        let row = EventList.row(try engine.rendered(record))
        let reporting = engine.reporting
        try writeObject(row, query.format.format) { try writeFacts(row, $0, reporting) }
        await engine.close()
    }

    private func find(in engine: ServiceEngine) throws(Failure) -> RecordedEvent? {
        guard position > 0 else { return nil }
        do {
            return try engine.store.read(from: Position(position), through: Position(position), limit: 1).first
        } catch {
            throw Failure(error)
        }
    }
}
