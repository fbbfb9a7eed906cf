import ArgumentParser
import EventModel
import Processes
import ReadModels
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
        let round: TimerRound
        do {
            round = try await engine.fireTimers(at: now?.instant(in: engine.zone))
        } catch {
            throw Failure(error)
        }
        await engine.close()
        let (closed, passedOver) = (round.fired.numbers, round.refused.numbers)
        let answer: JSONObject = [
            "closed": .array(closed.map { .string($0) }), "passedOver": .array(passedOver.map { .string($0) }),
        ]
        try writeObject(answer, format.format) { output in
            for number in closed { try output.line("\(number) is Closed after silence") }
            try output.line("\(grouped(closed.count)) incidents closed")
        }
        if let stopped = round.stopped.first { throw Failure(stopped.problem) }
        guard round.failed.isEmpty else {
            let numbers = round.failed.numbers.prefix(3).joined(separator: ", ")
            throw Failure(
                .busy,
                "\(grouped(round.failed.count)) timers could not be carried out (\(numbers)); see 'logbook policies list'"
            )
        }
    }
}

extension [TimerRound.Item] {
    /// The numbers of the incidents that the desk's timer was about.
    fileprivate var numbers: [String] { filter { $0.policy == AutoClose().name }.map(\.deadline.stream.key) }
}
