import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook change duties`
struct ChangeDutiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duties",
        abstract: "Who asked for, approved, made and reviewed each change, and who had two parts that must be apart.",
        discussion: """
            Changes asked for from --from, inclusive, to --to, exclusive, or all of them. With --exceptions only those with \
            an exception are listed, and the exit status is 1 where there are any.

            \(examples("change duties", "change duties --exceptions --from 2026-01-01 --to 2026-04-01 --format csv"))
            """)

    @Option(
        help: ArgumentHelp("Asked for since (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var from: TimeArgument?
    @Option(help: ArgumentHelp("And before this.", valueName: "instant"), transform: TimeArgument.parse)
    var to: TimeArgument?
    @Flag(help: "Only those where duties that must be apart were not.")
    var exceptions = false
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let zone = engine.zone
        let period = Period(from: from?.instant(in: zone), to: to?.instant(in: zone))
        let all: [ChangeDuties]
        do {
            all = try await engine.read(ChangeTable.self, query.moment.moment(in: zone)) { try $0.duties(in: period) }
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
        let exceptional = all.filter { !$0.exceptions.isEmpty }
        try query.write(
            (exceptions ? exceptional : all).map(\.json),
            columns: [
                Column("number", "NUMBER", width: 15), Column("state", "STATE", width: 10),
                Column("requesters", "ASKED FOR BY", width: 16), Column("approvers", "APPROVED BY", width: 16),
                Column("implementers", "MADE BY", width: 16), Column("reviewer", "REVIEWED BY", width: 12),
                Column("exceptions", "EXCEPTIONS", width: 0),
            ],
            keys: [
                "number", "type", "state", "requesters", "approvers", "implementers", "reviewer", "exceptions",
            ])
        let count = "exceptions in \(grouped(exceptional.count)) of \(grouped(all.count)) changes"
        if exceptions, !exceptional.isEmpty { throw Failure(.refused, count) }
        Terminal.complain(count)
    }
}
