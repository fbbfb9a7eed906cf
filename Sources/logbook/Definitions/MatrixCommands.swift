import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook matrix …`
struct MatrixCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "The matrix that makes a priority of impact and urgency.",
        discussion: examples("matrix show", "matrix publish 1 1 2 2 3 4 3 4 5"),
        subcommands: [MatrixShowCommand.self, MatrixPublishCommand.self])
}

/// `logbook matrix publish`
struct MatrixPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a matrix; it holds from then on.",
        discussion: examples("matrix publish 1 1 2 2 3 4 3 4 5"))

    @Argument(
        help: "Nine priorities: impact high with urgency high, medium, low; then impact medium; then low.",
        transform: level)
    var priorities: [Priority]
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: PriorityMatrix.stream) { _ in PublishPriorityMatrix(priorities: priorities) }
    }
}

/// `logbook matrix show`
struct MatrixShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the matrix in force, now or then.",
        discussion: examples("matrix show --as-of 2026-03-27"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let matrix = try await query.state(of: PriorityMatrix.stream, in: PriorityMatrixProcess.self)
        let rows = matrix.rows.map { row in JSONValue.array(row.map { .integer($0.rawValue) }) }
        let answer: JSONObject = ["version": .integer(Int64(matrix.version)), "rows": .array(rows)]
        try writeObject(answer, query.format.format) { output in
            try output.line("impact \\ urgency  1 high  2 medium  3 low   (version \(matrix.version))")
            for (impact, row) in zip(Impact.allCases, matrix.rows) {
                let cells = zip(row, [8, 10, 6]).map { priority, width in
                    String(priority.rawValue) + String(repeating: " ", count: width - 2)
                }
                let name = impact.text + String(repeating: " ", count: 18 - impact.text.count)
                try output.line(name + cells.joined(separator: " "))
            }
        }
    }
}
