import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook pack`
struct PackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Pack the log's older records now.",
        discussion: """
            A log that is open for writing packs all but its newest records by itself, a little after they were \
            recorded. This does now what is left to do. The file does not become smaller; the room is used again.

            \(examples("pack", "pack --format json"))
            """)

    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await log.openForWriting()
        let found: LogStatistics
        do {
            try await engine.pack()
            found = try await engine.statistics()
        } catch {
            throw Failure(error)
        }
        await engine.close()
        let answer: JSONObject = [
            "packedEvents": .integer(Int64(found.packedEvents)), "rawEvents": .integer(Int64(found.rawEvents)),
        ]
        try writeObject(answer, format.format) { output in
            try output.line("\(grouped(found.packedEvents)) events are packed, \(grouped(found.rawEvents)) are not.")
        }
    }
}
