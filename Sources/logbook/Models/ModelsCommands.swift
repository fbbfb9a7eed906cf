import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// Which read model.
struct ModelOption: ParsableArguments {
    @Option(name: .customLong("model"), help: ArgumentHelp("Only this read model.", valueName: "name"))
    var name: String?
}

/// `logbook models …`
struct ModelsCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "The read models: how far each has got, and what keeps it from going on.",
        discussion: examples("models", "models retry", "models skip 4711 --reason 'recorded by a test build'"),
        subcommands: [ModelsListCommand.self, ModelsRetryCommand.self, ModelsSkipCommand.self],
        defaultSubcommand: ModelsListCommand.self)
}

/// `logbook models list`
struct ModelsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the read models: how far each has got, and where one has stopped.",
        discussion: examples("models list", "models list --format json"))

    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await log.openForReading()
        do {
            let head = try engine.head().position
            // One that nobody has folded on since shows whether it can.
            if try await engine.models().contains(where: { $0.generation != nil && $0.position < head }) {
                _ = try? await engine.retryModels()
            }
            try report(try await engine.models(), at: head, format.format)
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}

/// `logbook models retry`
struct ModelsRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Let read models that have stopped try again.",
        discussion: examples("models retry", "models retry --model service-desk"))

    @OptionGroup
    var model: ModelOption
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await log.openForWriting()
        do {
            try report(try await engine.retryModels(model.name), at: try engine.head().position, format.format)
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}

/// `logbook models skip`
struct ModelsSkipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Let read models go on without an event at which they have stopped.",
        discussion: """
            The log records who decided it and why; every later build goes on without that event too.

            \(examples("models skip 4711 --reason 'recorded by a test build'"))
            """)

    @Argument(help: "The position of the event.")
    var position: UInt64
    @OptionGroup
    var model: ModelOption
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let engine = try await options.log.openForWriting()
        do {
            let envelope = try options.write.envelope(in: engine.zone)
            let models = try await engine.skip(Position(position), in: model.name, envelope)
            try report(models, at: try engine.head().position, options.format.format)
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}

/// An array of objects, one a model.
private func report(_ models: [ReadModelStatus], at head: Position, _ format: OutputFormat) throws {
    let columns = [
        Column("model", "MODEL", width: 20),
        Column("state", "STATE", width: 9),
        Column("position", "POSITION", width: 9, isRight: true),
        Column("behind", "BEHIND", width: 8, isRight: true),
        Column("snapshots", "SNAPSHOTS", width: 9, isRight: true),
        Column("why", "WHY", width: 0),
    ]
    let keys = [
        "model", "state", "position", "behind", "snapshots", "snapshotBytes", "snapshotProblem", "generation",
        "version", "stopped", "why",
    ]
    var writer = RowWriter(StandardOutput(), format, columns: columns, keys: keys)
    for model in models {
        try writer.write([
            "model": .string(model.name),
            "state": .string(model.state),
            "position": .integer(Int64(model.position.rawValue)),
            "behind": .integer(Int64(head.rawValue) - Int64(model.position.rawValue)),
            "snapshots": .integer(Int64(model.snapshots.count)),
            "snapshotBytes": .integer(Int64(model.snapshotBytes)),
            "snapshotProblem": model.snapshotProblem.map { .string($0.description) } ?? .null,
            "generation": model.generation.map { .integer(Int64($0)) } ?? .null,
            "version": .integer(Int64(model.version)),
            "stopped": model.stopped?.json(nil) ?? .null,
            "why": model.why.map(JSONValue.string) ?? .null,
        ])
    }
    try writer.finish()
}

extension ReadModelStatus {
    /// In a word.
    fileprivate var state: String {
        if problem != nil { return "damaged" }
        if stopped != nil { return "stopped" }
        if foldingProblem != nil { return "failing" }
        return generation == nil ? "absent" : "following"
    }

    /// What keeps it from going on.
    fileprivate var why: String? {
        problem?.description ?? stopped.map { TableError.stopped(table: name, $0).description }
            ?? foldingProblem?.description
    }
}
