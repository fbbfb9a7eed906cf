import ArgumentParser
import EventModel
import ReadModels
import ServiceEngine

/// `logbook desk`
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk", abstract: "Show the service desk: what is open, how old it is, and the key figures.",
        discussion: """
            Ages and the backlog are those of the moment asked for; figures cover the period from --from, inclusive, to \
            --to, exclusive, or all of it. --format json says how each figure is defined, and of which version.

            \(examples("desk", "desk --from 2026-03-01 --to 2026-04-01", "desk --as-of 2025-12-31 --format json"))
            """)

    @Option(
        help: ArgumentHelp("The figures' period begins here (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var from: TimeArgument?
    @Option(help: ArgumentHelp("And ends before this.", valueName: "instant"), transform: TimeArgument.parse)
    var to: TimeArgument?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let zone = engine.zone
        let moment = query.moment.moment(in: zone)
        let period = Period(from: from?.instant(in: zone), to: to?.instant(in: zone))
        if let from = period.from, let to = period.to, to <= from {
            throw Failure(.usage, "the period ends at \(to), which is not after its beginning, \(from)")
        }
        let (format, asOf) = (query.format.format, try await engine.instant(of: moment))
        try await engine.desk(moment) { reader in
            let desk = try Desk(reader, asOf: asOf, period: period, zone: zone)
            guard case .object(let answer) = desk.json else { return }
            try writeObject(answer, format) { try DeskPage(desk: desk, reporting: Reporting(zone: zone)).write($0) }
        }
        await engine.close()
    }
}
