import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// Which events are listed.
struct EventFilter: ParsableArguments {
    @Option(help: "Only events of this type; may be repeated.")
    var type: [String] = []
    @Option(help: "Only events of this stream, such as incident-INC-2026-000001.")
    var stream: String?
    @Option(help: "Only events of this kind of stream, such as incident.")
    var category: String?

    func validate() throws {
        if let stream, StreamID(parsing: stream) == nil {
            throw ValidationError("'\(stream)' is no stream; expected category-key, such as incident-INC-2026-000001")
        }
        for name in type where !ServiceEngine.eventDeclarations.contains(where: { $0.name == name }) {
            throw ValidationError("no event is named '\(name)'; see 'logbook events types'")
        }
    }

    /// What can be said of it without a stream.
    var selection: EventSelection { .of(types: Set(type), categories: Set(category.map { [$0] } ?? [])) }

    func matches(_ record: RecordedEvent) -> Bool {
        selection.matches(record)
            && (stream ?? record.stream.description) == record.stream.description
    }
}

/// `logbook events list`
struct EventsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List recorded events in the order of the log.",
        discussion: examples(
            "events list --from 1 --limit 20", "events list --stream incident-INC-2026-000001 --format ndjson"))

    @Option(help: "The first position.")
    var from: UInt64 = 1
    @Option(help: "The last position.")
    var through: UInt64 = .max
    @OptionGroup
    var filter: EventFilter
    @Option(help: "At most so many events.")
    var limit: Int?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let reporting = engine.reporting
        var writer = EventList.writer(StandardOutput(), query.format.format, reporting, withStream: true)
        var listing = EventListing(engine: engine, filter: filter, left: limit ?? .max)
        let moment = query.moment.moment(in: reporting.zone)
        try await listing.write(from: Position(from), through: Position(through), moment, to: &writer)
        try writer.finish()
        await engine.close()
    }
}
