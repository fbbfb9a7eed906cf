import ArgumentParser
import EventModel
import Processes

/// `logbook incident pend`
struct PendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pend", abstract: "Let it wait, with a reason.",
        discussion: examples(
            "incident pend INC-2026-000001 --on customer --reason \"Needs the error text\" --until 2026-03-30"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "What it waits for: customer, supplier, problem, change, evidence or other.", transform: named)
    var on: PendingReason = .other
    @Option(
        help: ArgumentHelp("When it is looked at again (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var until: TimeArgument?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { zone in
            PendIncident(waitingFor: on, until: until?.instant(in: zone))
        }
    }
}

/// `logbook incident resume`
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "End the wait: it is again in the state that it left.",
        discussion: examples("incident resume INC-2026-000001 --cause \"The caller sent the error text\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "What ended the wait.")
    var cause: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in ResumeIncident(cause: cause ?? options.write.reason) }
    }
}
