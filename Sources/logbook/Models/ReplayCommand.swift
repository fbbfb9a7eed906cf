import ArgumentParser
import EventModel
import ServiceEngine

/// `logbook replay`
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Build the read models anew from the log, or compare them with a fresh build.",
        discussion: """
            Without --verify a new generation is built beside the one that serves, and swapped in when it has caught up. \
            With --verify nothing is swapped: the stored models are compared with a fresh fold of the log, every row, \
            index entry and sum; a difference ends with status 2.

            \(examples("replay", "replay --verify", "replay --model service-desk"))
            """)

    @Flag(help: "Compare the stored models with a fresh build, and change nothing.")
    var verify = false
    @Option(
        help: "How many threads work at a model whose streams can be folded side by side; one a processor by default.")
    var workers: Int?
    @OptionGroup
    var model: ModelOption
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await verify ? log.openForReading() : log.openForWriting()
        let progress = Progress("folding, events")
        let update: @Sendable (String, Position, Position) -> Void = { _, done, total in
            progress.update(Int(clamping: done.rawValue), of: Int(clamping: total.rawValue))
        }
        do {
            if verify {
                let found = try await engine.verifyModels(model.name, progress: update)
                progress.finish()
                try report(found)
            } else {
                let models = try await engine.replay(model.name, workers: workers, progress: update)
                progress.finish()
                try report(models)
            }
        } catch let error as EngineError {
            progress.finish()
            throw Failure(error)
        }
        await engine.close()
    }

    private func report(_ models: [ReadModelStatus]) throws {
        let built = models.map { status in
            JSONValue.object([
                "model": .string(status.name), "position": .integer(Int64(status.position.rawValue)),
                "generation": status.generation.map { .integer(Int64($0)) } ?? .null,
            ])
        }
        try writeObject(["models": .array(built)], format.format) { output in
            for status in models {
                try output.line("\(status.name) is built anew from \(grouped(status.position.rawValue)) events.")
            }
        }
    }

    private func report(_ models: [ModelVerification]) throws {
        let compared = models.map { found in
            JSONValue.object([
                "model": .string(found.name),
                "equal": .bool(found.isEqual),
                "position": .integer(Int64(found.position.rawValue)),
                "rows": .integer(Int64(found.rowCount)),
                "storedDigest": .string("\(found.stored)"),
                "rebuiltDigest": .string("\(found.rebuilt)"),
                "difference": found.difference.map(JSONValue.string) ?? .null,
            ])
        }
        let different = models.filter { !$0.isEqual }
        let answer: JSONObject = ["equal": .bool(different.isEmpty), "models": .array(compared)]
        try writeObject(answer, format.format) { output in
            for found in models where found.isEqual {
                try output.line(
                    "\(found.name) equals its rebuild: \(grouped(found.rowCount)) rows from "
                        + "\(grouped(found.position.rawValue)) events, byte for byte.")
                try output.line("digest \(found.rebuilt)")
            }
        }
        guard !different.isEmpty else { return }
        let words = different.map { "\($0.name) is not what the log folds to: \($0.difference ?? "")" }
        throw Failure(.integrity, "\(words.joined(separator: "; ")); build it anew with 'logbook replay'")
    }
}
