import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook freeze …`
struct FreezeCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze", abstract: "Times in which no changes are made.",
        discussion: examples(
            "freeze declare year-end --window 2026-12-20/2027-01-03 --reason \"annual accounts\"",
            "freeze lift year-end --reason \"the accounts are done\"", "freeze list"),
        subcommands: [FreezeListCommand.self, FreezeDeclareCommand.self, FreezeLiftCommand.self])
}

/// `logbook freeze declare`
struct FreezeDeclareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare", abstract: "Declare a freeze; what is scheduled in it stays so, and shows the conflict.",
        discussion: examples("freeze declare year-end --window 2026-12-20/2027-01-03 --reason \"annual accounts\""))

    @Argument(help: "What it is called.", transform: identifier)
    var name: ReferenceCode
    @Option(help: ArgumentHelp("From when to when.", valueName: "start/end"), transform: WindowArgument.parse)
    var window: WindowArgument
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: FreezeCalendar.stream) { DeclareFreeze(name, window: window.window(in: $0)) }
    }
}

/// `logbook freeze lift`
struct FreezeLiftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift", abstract: "End a freeze before its time; --reason says why.",
        discussion: examples("freeze lift year-end --reason \"the accounts are done\""))

    @Argument(help: "What it is called.", transform: identifier)
    var name: ReferenceCode
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: FreezeCalendar.stream) { _ in LiftFreeze(name) } }
}

/// `logbook freeze list`
struct FreezeListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List freezes that were not lifted, the earliest first, now or then.",
        discussion: examples("freeze list --format json"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let reporting = engine.reporting
        let calendar: FreezeCalendar
        do {
            calendar = try await engine.state(
                of: FreezeCalendar.stream, in: FreezeProcess.self, query.moment.moment(in: reporting.zone))
        } catch {
            throw Failure(error)
        }
        await engine.close()
        let columns = [
            Column("name", "NAME", width: 16), Column("from", "FROM", width: 16, text: reporting.minute),
            Column("to", "TO", width: 16, text: reporting.minute), Column("reason", "REASON", width: 0),
        ]
        var writer = RowWriter(
            StandardOutput(), query.format.format, columns: columns, keys: ["name", "from", "to", "reason"])
        for freeze in calendar.freezes.sorted(by: { ($0.window.from, $0.name) < ($1.window.from, $1.name) }) {
            try writer.write([
                "name": .string(freeze.name.rawValue), "from": .string(freeze.window.from.description),
                "to": .string(freeze.window.to.description), "reason": .string(freeze.reason),
            ])
        }
        try writer.finish()
    }
}
