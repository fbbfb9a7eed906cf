import ArgumentParser
import EventModel
import ServiceEngine

/// `logbook events …`
struct EventsCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Read the log itself, event by event.",
        discussion: examples("events list --limit 20", "events show 1", "events tail"),
        subcommands: [
            EventsListCommand.self, EventsShowCommand.self, EventsTailCommand.self, EventsTypesCommand.self,
        ])
}

/// `logbook events types`
struct EventsTypesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "types", abstract: "List every event that a log may hold.", discussion: examples("events types"))

    @OptionGroup
    var format: FormatOptions

    func run() throws {
        let columns = [
            Column("type", "EVENT", width: 26), Column("schemaVersion", "VERSION", width: 7, isRight: true),
            Column("summary", "MEANING", width: 0),
        ]
        var writer = RowWriter(
            StandardOutput(), format.format, columns: columns, keys: ["type", "schemaVersion", "summary"])
        for event in ServiceEngine.eventDeclarations {
            try writer.write([
                "type": .string(event.name), "schemaVersion": .integer(Int64(event.version)),
                "summary": .string(event.summary),
            ])
        }
        try writer.finish()
    }
}
