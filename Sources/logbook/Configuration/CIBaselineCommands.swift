import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook ci baseline …`
struct CIBaselineCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline", abstract: "Baselines: how items were meant to be, to compare with later.",
        discussion: examples(
            "ci baseline take freeze-2026 --class Database --status production", "ci baseline list",
            "ci baseline show freeze-2026"),
        subcommands: [CIBaselineTakeCommand.self, CIBaselineListCommand.self, CIBaselineShowCommand.self])
}

/// `logbook ci baseline take`
struct CIBaselineTakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Take a baseline of items as they are now.",
        discussion: """
            A baseline is a pointer into the log, not a copy: a scope, a position and the Merkle root there. Conditions \
            narrow the scope together; without any it is every item.

            \(examples("ci baseline take freeze-2026", "ci baseline take shop-2026 --service shop"))
            """)

    @Argument(help: "Its name, for ever.")
    var name: String
    @Option(name: .customLong("class"), help: "Items of this class; may be repeated.")
    var classes: [String] = []
    @Option(help: "Items that stand there: production, repair, …; may be repeated.", transform: named)
    var status: [CIStatus] = []
    @Option(help: "This item; may be repeated.", transform: ciID)
    var ci: [CIID] = []
    @Option(help: "This service and everything that it depends on.", transform: ciID)
    var service: CIID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let scope = BaselineScope(classes: classes, statuses: status, items: ci, service: service)
        let baseline = try await options.act { try await $0.takeBaseline(name, scope, $1) }
        try writeObject(baseline.json(), options.format.format) { output in
            try output.line(
                "baseline \(baseline.name): \(baseline.itemCount) items as of \(baseline.asOf), "
                    + "position \(baseline.position)")
        }
    }
}

/// `logbook ci baseline list`
struct CIBaselineListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List baselines, in the order in which they were taken.",
        discussion: examples("ci baseline list --format json"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let rows = try await query.ask { engine, moment in
            let names = try await ShownNames(engine, query, moment)
            return try await engine.baselines(moment).map { $0.json(names.json) }
        }
        try query.write(
            rows,
            columns: [
                Column("name", "NAME", width: 24), Column("itemCount", "ITEMS", width: 7, isRight: true),
                Column("position", "POSITION", width: 9, isRight: true), Column("asOf", "AS OF", width: 0),
            ], keys: ["name", "itemCount", "position", "asOf", "root", "scope"])
    }
}

/// `logbook ci baseline show`
struct CIBaselineShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a baseline: its scope, and where in the log it points.",
        discussion: examples("ci baseline show freeze-2026"))

    @Argument(help: "Its name.")
    var name: String
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let name = name
        let answer = try await query.ask { engine, moment in
            let names = try await ShownNames(engine, query, moment)
            return try await engine.baseline(name).json(names.json)
        }
        try query.write(answer)
    }
}

extension BaselineTaken {
    /// `shown` gives the names of the items in its scope.
    func json(_ shown: (CIID) -> JSONValue = { .string($0.rawValue) }) -> JSONObject {
        [
            "name": .string(name), "itemCount": .integer(itemCount), "position": .integer(Int64(position.rawValue)),
            "asOf": .string(asOf.description), "root": .string(root),
            "scope": .object([
                "classes": .array(scope.classes.map(JSONValue.string)),
                "statuses": .array(scope.statuses.map { .string($0.name) }),
                "cis": .array(scope.items.map(shown)), "service": scope.service.map(shown) ?? .null,
            ]),
        ]
    }
}

extension RecordingOptions {
    /// Lets the engine do something that takes more than one command, as the actor that the options name.
    func act<Result>(_ body: (ServiceEngine, CommandEnvelope) async throws -> Result) async throws -> Result {
        _ = try write.acting.actor()
        let engine = try await log.openForWriting()
        let envelope = try write.envelope(in: engine.zone)
        do {
            let result = try await body(engine, envelope)
            await engine.close()
            return result
        } catch let error as EngineError {
            throw Failure(error)
        }
    }
}

extension QueryOptions {
    /// Asks the engine something as of the moment that the options say, and closes the log.
    func ask<Result>(_ body: (ServiceEngine, Moment) async throws -> Result) async throws -> Result {
        let engine = try await log.openForReading()
        do {
            let result = try await body(engine, moment.moment(in: engine.zone))
            await engine.close()
            return result
        } catch let error as EngineError {
            throw Failure(error)
        }
    }
}
