import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook init`
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new, empty log.",
        discussion: examples("init --at ./desk", "init --at ./desk --time-zone Europe/Berlin --origin desk.example"))

    @Argument(help: "The folder to make; the same as --at.")
    var folder: String?
    @Option(help: "The log's name among all logs, fixed for ever (default: the folder's name and a random part).")
    var origin: String?
    @Option(
        name: [.customLong("time-zone"), .customLong("zone")],
        help: "The zone of reports and business days, fixed for ever: an IANA name such as Europe/Berlin.")
    var timeZone = "UTC"
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func validate() throws {
        if folder != nil, log.path != nil { throw ValidationError("the folder is given twice") }
    }

    func run() async throws {
        let path = if let folder { folder } else { try log.folder() }
        let engine: ServiceEngine
        do {
            let zone = timeZone == "UTC" ? .utc : try ZoneRules.system(named: timeZone)
            engine = try await ServiceEngine.create(at: path, origin: origin, zone: zone)
        } catch {
            throw Failure(error)
        }
        let identity = engine.store.identity
        await engine.close()
        let answer: JSONObject = [
            "path": .string(path), "origin": .string(identity.origin), "timeZone": .string(identity.zone.name),
            "createdAt": .string(identity.createdAt.description),
        ]
        try writeObject(answer, format.format) { output in
            try output.line("A new log is in \(path) (origin \(identity.origin), zone \(identity.zone.name)).")
        }
    }
}
