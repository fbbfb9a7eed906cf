import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook compact`
struct CompactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact", abstract: "Make the log's file as small as it can be.",
        discussion: """
            Copies the log beside itself, packed and without free pages, while others go on; verifies the copy; and puts \
            it in the place of the log in one step, for which nobody else may have the log open. Interrupted, it goes on \
            another time. No event changes: the Merkle root stays.

            \(examples("compact"))
            """)

    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let home = try log.existingFolder()
        try await replaceLog(format.format, "copying, events") { progress async throws(EngineError) in
            try await ServiceEngine.compact(at: home, progress: progress)
        }
    }
}

/// `logbook migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring a log that an older release wrote over into this release's format.",
        discussion: """
            Nobody may have the log open. The old file stays beside the new one, as log/data.mdb.format-1: remove it when \
            you are content. No event changes: the Merkle root stays.

            \(examples("migrate --at ./desk"))
            """)

    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let home = try log.existingFolder()
        try await replaceLog(format.format, "migrating, events") { progress async throws(EngineError) in
            try await ServiceEngine.migrate(at: home, progress: progress)
        }
    }
}

/// Runs a replacement with progress, and says what it did.
private func replaceLog(
    _ format: OutputFormat, _ label: String,
    _ body: (@escaping @Sendable (Position, Position) -> Void) async throws(EngineError) -> LogReplacement?
) async throws {
    let progress = Progress(label)
    let replacement: LogReplacement?
    do {
        replacement = try await body { done, total in
            progress.update(Int(clamping: done.rawValue), of: Int(clamping: total.rawValue))
        }
    } catch {
        progress.finish()
        throw Failure(error)
    }
    progress.finish()
    guard let found = replacement else {
        return try writeObject(["bytesBefore": .null, "bytesAfter": .null], format) { output in
            try output.line("The log has this release's format already.")
        }
    }
    let answer: JSONObject = [
        "events": .integer(Int64(found.events)), "root": .string("\(found.root)"),
        "bytesBefore": .integer(Int64(found.bytesBefore)), "bytesAfter": .integer(Int64(found.bytesAfter)),
    ]
    try writeObject(answer, format) { output in
        try output.line(
            "\(grouped(found.events)) events took \(grouped(found.bytesBefore)) bytes, and take "
                + "\(grouped(found.bytesAfter)) now.")
        try output.line("Merkle root \(found.root)")
    }
}
