import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook trend …`
struct TrendCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend", abstract: "Kinds of incidents of which more were closed than usual.",
        discussion: examples("trend board --days 7", "trend detect --days 7", "trend list"),
        subcommands: [TrendBoardCommand.self, TrendDetectCommand.self, TrendListCommand.self, TrendShowCommand.self])
}

/// What is counted, and against what.
struct TrendOptions: ParsableArguments {
    @Option(help: "How many days the window has.")
    var days: Int64 = 7
    @Option(help: "How many windows of the same length before it are the baseline.")
    var windows: Int64 = 4
    @Option(help: "From how many percent of the baseline's mean on it is a trend, 100 or more.")
    var threshold: Int64 = 150
    @Option(help: "Fewer incidents are none.")
    var minimum: Int64 = 3
    @Option(
        help: "What incidents have in common, with commas: service, category, subcategory, symptom, ci.",
        transform: parseParts)
    var by: [TrendQuestion.Part] = [.service, .category]
    @Option(
        help: ArgumentHelp("When the window is over, if not now (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var to: TimeArgument?

    func validate() throws {
        if !(1...3660).contains(days) { throw ValidationError("--days is a number from 1 to 3660, not \(days)") }
        if !(1...366).contains(windows) { throw ValidationError("--windows is a number from 1 to 366, not \(windows)") }
        if !(100...100_000).contains(threshold) {
            throw ValidationError("--threshold is a number of percent from 100 to 100000, not \(threshold)")
        }
        if minimum < 1 { throw ValidationError("--minimum is a number of incidents, not \(minimum)") }
    }

    func board(_ engine: ServiceEngine, _ moment: Moment) async throws(Failure) -> TrendBoard {
        let end = if let to { to.instant(in: engine.zone) } else { try await engine.instant(of: moment) }
        let question = TrendQuestion(
            to: end, days: days, windows: windows, thresholdPercent: threshold, minimum: minimum, parts: by)
        do {
            return try await engine.serviceDesk(moment) { try TrendBoard($0, question) }
        } catch let error as EngineError {
            throw Failure(error)
        } catch {
            throw Failure(.integrity, "\(error)")
        }
    }
}

@Sendable private func parseParts(_ text: String) throws -> [TrendQuestion.Part] {
    let names = text.split(separator: ",").map { $0.lowercased() }
    let found = names.compactMap(TrendQuestion.Part.init(rawValue:))
    guard !found.isEmpty, found.count == names.count, Set(found).count == found.count else {
        throw ValidationError(
            "expected some of \(TrendQuestion.Part.allCases.map(\.rawValue).joined(separator: ", ")), each once")
    }
    return found
}

/// `logbook trend board`
struct TrendBoardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board", abstract: "Count closed incidents by kind, and show what is above the baseline.",
        discussion: """
            Records nothing: 'trend detect' does. Only closed incidents count, by when they were closed.

            \(examples("trend board", "trend board --days 30 --by service,category,symptom --as-of 2026-03-31"))
            """)

    @OptionGroup(title: "Counting")
    var counting: TrendOptions
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let board = try await counting.board(engine, query.moment.moment(in: engine.zone))
        await engine.close()
        var writer = RowWriter(
            StandardOutput(), query.format.format,
            columns: [
                Column("count", "COUNT", width: 7, isRight: true),
                Column("baselineCount", "BEFORE", width: 7, isRight: true),
                Column("baselineWindows", "WINDOWS", width: 7, isRight: true),
                Column("signature", "SIGNATURE", width: 0) { Reporting(zone: .utc).cell($0) },
            ],
            keys: ["signature", "from", "to", "count", "baselineWindows", "baselineCount", "thresholdPercent"])
        for trend in board.trends { try writer.write(trend.listed) }
        try writer.finish()
    }
}

/// `logbook trend detect`
struct TrendDetectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect", abstract: "Put on record what is above the baseline; each kind and window once.",
        discussion: examples("trend detect --days 7", "trend detect --by service,category --threshold 200"))

    @OptionGroup(title: "Counting")
    var counting: TrendOptions
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let rows = try await options.act { engine, envelope in
            let board = try await counting.board(engine, .now)
            let known = try await engine.read(TrendTable.self) { try $0.trends() }.map(\.detected)
            var rows: [JSONObject] = []
            for trend in board.trends where !known.contains(trend) {
                let receipt = try await engine.execute(new: DetectTrend(trend), envelope)
                var row: JSONObject = ["number": .string(receipt.stream.key)]
                row["positions"] = .array(receipt.positions.map { .integer(Int64($0.rawValue)) })
                for member in trend.listed.members { row[member.key] = member.value }
                rows.append(row)
            }
            return rows
        }
        var writer = RowWriter(
            StandardOutput(), options.format.format,
            columns: [
                Column("number", "NUMBER", width: 15), Column("count", "COUNT", width: 7, isRight: true),
                Column("signature", "SIGNATURE", width: 0) { Reporting(zone: .utc).cell($0) },
            ],
            keys: [
                "number", "positions", "signature", "from", "to", "count", "baselineWindows", "baselineCount",
                "thresholdPercent",
            ])
        for row in rows { try writer.write(row) }
        try writer.finish()
    }
}

extension TrendDetected {
    /// As boards list it. Keys are stable.
    fileprivate var listed: JSONObject {
        [
            "signature": signature.json(nil) ?? .null, "from": .string(from.description), "to": .string(to.description),
            "count": .integer(count), "baselineWindows": .integer(baseline.windows),
            "baselineCount": .integer(baseline.count), "thresholdPercent": .integer(baseline.thresholdPercent),
        ]
    }
}

/// `logbook trend list`
struct TrendListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List trends on record in the order of their numbers.",
        discussion: examples("trend list"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.list(
            TrendTable.self,
            columns: { reporting in
                [
                    Column("number", "NUMBER", width: 15), Column("count", "COUNT", width: 7, isRight: true),
                    Column("from", "FROM", width: 16, text: reporting.minute),
                    Column("to", "TO", width: 16, text: reporting.minute),
                    Column("signature", "SIGNATURE", width: 0) { reporting.cell($0) },
                ]
            },
            rows: { reader in try reader.trends().map(\.json) })
    }
}

/// `logbook trend show`
struct TrendShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a trend: what was counted, and against what.",
        discussion: examples("trend show TRD-2026-000001"))

    @Argument(help: "The trend's number.", transform: trendNumber)
    var number: TrendNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            number.stream, in: TrendProcess.self, else: "there is no trend \(number); see 'logbook trend list'"
        ) { $0?.json }
    }
}
