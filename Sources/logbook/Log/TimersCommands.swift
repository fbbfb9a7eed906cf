import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook timers …`
struct TimersCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timers", abstract: "What time does by itself.", discussion: examples("timers list", "timers run"),
        subcommands: [TimersListCommand.self, TimersRunCommand.self])
}

/// `logbook timers list`
struct TimersListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what waits for time to pass, and when something happens to it.",
        discussion: examples("timers list", "timers list --as-of 2026-03-27 --format json"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let (moment, reporting) = (query.moment.moment(in: engine.zone), engine.reporting)
        let (items, now) = (try await deadlines(engine, moment), try await engine.instant(of: moment))
        var writer = RowWriter(
            StandardOutput(), query.format.format,
            columns: [
                Column("timer", "TIMER", width: 20), Column("item", "ITEM", width: 20),
                Column("dueAt", "DUE", width: 17, text: reporting.minute), Column("isPassed", "PASSED", width: 6),
                Column("cause", "SINCE", width: 9, isRight: true),
            ],
            keys: ["timer", "item", "dueAt", "isPassed", "cause"])
        for item in items {
            try writer.write([
                "timer": .string(item.policy), "item": .string(item.deadline.stream.key),
                "dueAt": .string(item.deadline.dueAt.description), "isPassed": .bool(item.deadline.dueAt <= now),
                "cause": .integer(Int64(item.deadline.cause.rawValue)),
            ])
        }
        try writer.finish()
        await engine.close()
    }

    private func deadlines(_ engine: ServiceEngine, _ moment: Moment) async throws(Failure) -> [TimerRound.Item] {
        do { return try await engine.deadlines(moment) } catch { throw Failure(error) }
    }
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
