import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook verify`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that nothing in the log is missing or altered.",
        discussion: """
            Works out everything from the records: checksums, dense positions, versions, commits, numbers drawn, every \
            index, and the Merkle tree. The first difference ends with status 2.

            \(examples("verify", "verify --format json"))
            """)

    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let found: LogVerification
        do {
            found = try await verification()
        } catch {
            if error.status == .integrity { try report(error) }
            throw error
        }
        let answer: JSONObject = [
            "intact": .bool(true),
            "events": .integer(Int64(found.events)),
            "streams": .integer(Int64(found.streams)),
            "commits": .integer(Int64(found.commits)),
            "root": .string("\(found.root)"),
        ]
        try writeObject(answer, format.format) { output in
            try output.line(
                "The log is intact: \(grouped(found.events)) events in \(grouped(found.commits)) commits and "
                    + "\(grouped(found.streams)) streams.")
            try output.line("Merkle root \(found.root)")
        }
    }

    private func verification() async throws(Failure) -> LogVerification {
        let engine = try await log.openForReading()
        let progress = Progress("verifying, events")
        defer { progress.finish() }
        do {
            let found = try await engine.verify { done, total in
                progress.update(Int(clamping: done.rawValue), of: Int(clamping: total.rawValue))
            }
            await engine.close()
            return found
        } catch {
            throw Failure(error)
        }
    }

    /// Machines get the damage on standard output too; people read it on standard error.
    private func report(_ failure: Failure) throws {
        let answer: JSONObject = ["intact": .bool(false), "problem": .string(failure.message ?? "")]
        try writeObject(answer, format.format) { _ in }
    }
}
