import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook change board`
struct ChangeBoardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board", abstract: "Show how many changes stand where, and the key figures of changes.",
        discussion: """
            Figures cover the period from --from, inclusive, to --to, exclusive, or all of it. --format json says how each \
            figure is defined, and of which version. How long approvals took is also said of each advisory board, and of \
            what no board was asked for.

            \(examples("change board", "change board --from 2026-03-01 --to 2026-04-01"))
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
        let reporting = engine.reporting
        let period = Period(from: from?.instant(in: reporting.zone), to: to?.instant(in: reporting.zone))
        if let from = period.from, let to = period.to, to <= from {
            throw Failure(.usage, "the period ends at \(to), which is not after its beginning, \(from)")
        }
        let board: ChangeBoard
        do { board = try await engine.changeBoard(period, query.moment.moment(in: reporting.zone)) } catch let error
            as EngineError
        {
            throw Failure(error)
        }
        await engine.close()
        guard case .object(let answer) = board.json else { return }
        try writeObject(answer, query.format.format) { try write(board, $0, reporting) }
    }

    private func write(_ board: ChangeBoard, _ output: StandardOutput, _ reporting: Reporting) throws {
        try output.line("Changes as of \(reporting.second(board.asOf)), position \(grouped(board.position.rawValue))")
        try output.line()
        let states = board.byState.filter { $0.count > 0 }.map { "\(grouped($0.count)) \($0.group.name)" }
        try output.line(Terminal.bold(states.isEmpty ? "none" : states.joined(separator: ", ")))
        try output.line("\(grouped(board.awaiting)) waiting for approval")
        if board.reviewsDue > 0 {
            try output.line(
                "\(grouped(board.reviewsDue)) waiting for review, \(grouped(board.reviewsOverdue)) of them overdue")
        }
        try output.line()
        for figure in board.figures { try output.line(line(figure.title, figure)) }
        guard !board.approvalLatencyByBoard.isEmpty else { return }
        try output.line()
        try output.line(Terminal.bold("Mean approval latency by who was asked"))
        for group in board.approvalLatencyByBoard {
            try output.line(line(group.board.map { "board \($0)".printable } ?? "no board", group.figure))
        }
    }

    private func line(_ name: String, _ figure: Figure) -> String {
        let leftOut = figure.excluded == 0 ? "" : ", \(grouped(figure.excluded)) left out"
        let padding = String(repeating: " ", count: max(1, 30 - name.displayWidth))
        return "\(name)\(padding)\(figure.display)  \(Terminal.faint("over \(grouped(figure.n))\(leftOut)"))"
    }
}

/// `logbook change incidents`
struct ChangeIncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents", abstract: "Incidents that changes caused, or are suspected of.",
        discussion: examples("change incidents", "change incidents CHG-2026-000001 --format json"))

    @Argument(help: "The change's number; without one, all changes.", transform: changeNumber)
    var number: ChangeNumber?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let moment = query.moment.moment(in: engine.zone)
        let columns = [
            Column("change", "CHANGE", width: 15), Column("authorised", "AUTHORISED", width: 10),
            Column("incident", "INCIDENT", width: 15), Column("confirmed", "CONFIRMED", width: 9),
            Column("detectedAt", "DETECTED", width: 16, text: engine.reporting.minute),
            Column("title", "TITLE", width: 0),
        ]
        do {
            let caused = try await engine.incidentsCaused(by: number.map { ReferenceCode($0.rawValue) }, moment)
            var writer = RowWriter(
                StandardOutput(), query.format.format, columns: columns,
                keys: ["change", "incident", "title", "state", "detectedAt", "confirmed", "authorised"])
            for each in caused { try writer.write(each.json) }
            try writer.finish()
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}
