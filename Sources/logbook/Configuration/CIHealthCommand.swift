import ArgumentParser
import EventModel
import ReadModels
import ServiceEngine

/// `logbook ci health`
struct CIHealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Show how complete, correct and compliant the record of the configuration is.",
        discussion: """
            Each figure says what is counted and over what; one over nothing has no value. Figures of audits have a Wilson \
            interval where one audit counts: samples of several classes are no sample of all items. With --class only that \
            class is looked at, and no incidents. Definitions stand in --format json.

            \(examples("ci health", "ci health --class VM --as-of 2026-03-31 --format json"))
            """)

    @Option(name: .customLong("class"), help: "Only items of this class.")
    var ciClass: String?
    @OptionGroup
    var confidence: ConfidenceOption
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let (ciClass, confidence) = (ciClass, confidence.value)
        let report = try await query.ask { try await $0.configurationHealth(ofClass: ciClass, $1, confidence) }
        switch query.format.format {
        case .json, .ndjson:
            try writeObject(
                [
                    "asOf": .string(report.moment.instant.description),
                    "position": .integer(Int64(report.moment.position.rawValue)),
                    "class": ciClass.map(JSONValue.string) ?? .null,
                    "items": .integer(Int64(report.health.itemCount)),
                    "confidence": .integer(Int64(confidence.rawValue)),
                    "figures": .array(report.health.figures.map { .object($0.json) }),
                ], query.format.format
            ) { _ in }
        case .table, .csv:
            let percent: @Sendable (JSONValue) -> String = { $0 == .null ? "-" : "\($0.cell) %" }
            try query.write(
                report.health.figures.map(\.row),
                columns: [
                    Column("name", "FIGURE", width: 18), Column("count", "COUNT", width: 8, isRight: true),
                    Column("n", "OF", width: 8, isRight: true),
                    Column("value", "SHARE", width: 11, isRight: true, text: percent),
                    Column("low", "FROM", width: 9, isRight: true), Column("high", "TO", width: 9, isRight: true),
                    Column("excluded", "LEFT OUT", width: 8, isRight: true),
                ], keys: ["name", "count", "n", "value", "low", "high", "excluded"])
            let parts = report.health.figures.flatMap(\.figure.parts).filter { $0.count > 0 }
            for part in parts { Terminal.complain("\(part.name): \(part.count)".printable) }
        }
    }
}

extension HealthFigure {
    /// The figure as `desk` has it, with its interval: shares of 100 as texts, null where there is none.
    fileprivate var json: JSONObject {
        guard case .object(var object) = figure.json else { return [:] }
        (object["low"], object["high"]) = (percent(interval?.low), percent(interval?.high))
        return object
    }

    fileprivate var row: JSONObject {
        [
            "name": .string(figure.name), "count": figure.value.map { .integer(Int64($0.numerator)) } ?? .null,
            "n": .integer(figure.n), "value": figure.text.map(JSONValue.string) ?? .null,
            "low": percent(interval?.low), "high": percent(interval?.high), "excluded": .integer(figure.excluded),
        ]
    }

    /// As the figure's own value is written.
    private func percent(_ share: Double?) -> JSONValue {
        let millionths = share.map { Int128(($0 * 1_000_000).rounded()) }
        return millionths.flatMap { Ratio($0, over: 1_000_000) }.map { .string($0.decimal(digits: 4, times: 100)) }
            ?? .null
    }
}
