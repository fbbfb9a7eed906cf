import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook backup`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the log into a new folder while others go on, and verify the copy.",
        discussion: """
            The copy is a log of its own, verified as a whole. People's keys are not in it: back up the folder keys \
            elsewhere, for whoever has both reads everything.

            \(examples("backup /backup/desk-2026-03-27"))
            """)

    @Argument(help: "The folder to make.")
    var target: String
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await log.openForReading()
        let progress = Progress("copying, events")
        let found: LogVerification
        do {
            found = try await engine.backup(to: target) { done, total in
                progress.update(Int(clamping: done.rawValue), of: Int(clamping: total.rawValue))
            }
        } catch {
            progress.finish()
            throw Failure(error)
        }
        progress.finish()
        await engine.close()
        let answer: JSONObject = [
            "path": .string(target), "events": .integer(Int64(found.events)), "root": .string("\(found.root)"),
        ]
        try writeObject(answer, format.format) { output in
            try output.line("\(grouped(found.events)) events are copied to \(target) and verified.")
            try output.line("Merkle root \(found.root)")
        }
    }
}
