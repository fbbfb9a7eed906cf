import ArgumentParser
import EventModel
import ServiceEngine

/// `logbook timers …`
struct TimersCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timers", abstract: "What time does by itself.", discussion: examples("timers run"),
        subcommands: [TimersRunCommand.self])
}

/// `logbook timers run`
struct TimersRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Close the resolved incidents of which nothing was heard for as long as the rules ask for.",
        discussion: """
            Run it now and then, as often as you like: each closing is recorded once, as of the moment when it was due.

            \(examples("timers run", "timers run --now 2026-04-01"))
            """)

    @Option(
        help: ArgumentHelp("The time that it is, if not now (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var now: TimeArgument?
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await log.openForWriting()
        let round: AutoCloseRound
        do {
            round = try await engine.closeSilentIncidents(at: now?.instant(in: engine.zone))
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
        let answer: JSONObject = [
            "closed": .array(round.closed.map { .string($0.rawValue) }),
            "passedOver": .array(round.passedOver.map { .string($0.rawValue) }),
        ]
        try writeObject(answer, format.format) { output in
            for number in round.closed { try output.line("\(number) is Closed after silence") }
            try output.line("\(grouped(round.closed.count)) incidents closed")
        }
    }
}
