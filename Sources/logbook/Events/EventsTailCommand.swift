import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook events tail`
struct EventsTailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "Show the newest events, then what comes, until Ctrl-C.",
        discussion: examples("events tail", "events tail --lines 0 --format ndjson --type IncidentLogged"))

    @Option(name: [.customShort("n"), .long], help: "So many events of those that are there already.")
    var lines: UInt64 = 10
    @Option(help: "Begin at this position instead.")
    var from: UInt64?
    @OptionGroup
    var filter: EventFilter
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await log.openForReading()
        let newest = try engine.head().position.rawValue
        let first = from ?? newest - min(lines, newest) + 1
        let follower = Task {
            let reporting = engine.reporting
            let output = StandardOutput()
            var writer = EventList.writer(output, format.format, reporting, withStream: true)
            var listing = EventListing(engine: engine, filter: filter, left: .max)
            for try await batch in engine.subscribe(from: Position(max(1, first)), filter.selection) {
                _ = try listing.write(batch.events, .now, to: &writer)
                try output.flush()
            }
            try writer.finish()
        }
        let interruption = Interruption { follower.cancel() }
        defer { interruption.stop() }
        do { try await follower.value } catch let error as LogError { throw Failure(error) }
        await engine.close()
    }
}
