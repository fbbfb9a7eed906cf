import ArgumentParser
import EventModel
import Processes

/// `logbook incident resolve`
struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Resolve it with a code, a solution and a service, and its open children too.",
        discussion: examples(
            "incident resolve INC-2026-000001 --code fixed --solution \"Emptied the queue\" --service mail"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "What kind of solution it was.")
    var code: String?
    @Option(help: "What was done; names no person.")
    var solution: String?
    @Option(help: "The service that was hit, if the incident does not say it yet.", transform: identifier)
    var service: ServiceID?
    @Option(name: [.customLong("cause-ci"), .customLong("ci")], help: "The item at fault.", transform: identifier)
    var causeCI: CIID?
    @Option(
        help: ArgumentHelp("When the service ran again, where that was before.", valueName: "instant"),
        transform: TimeArgument.parse)
    var restoredAt: TimeArgument?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { zone in
            ResolveIncident(
                code: code, solution: solution, service: service, causeCI: causeCI,
                restoredAt: restoredAt?.instant(in: zone))
        }
    }
}

/// `logbook incident close`
struct CloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a resolved incident: nothing more happens to it.",
        discussion: examples("incident close INC-2026-000001 --by customer"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(
        name: [.customLong("by"), .customLong("mode")],
        help: "Who closes it: customer (the caller agreed), desk, or auto (silence, as long as the rules ask for).",
        transform: named)
    var mode: ClosureMode = .desk
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in CloseIncident(mode: mode) }
    }
}

/// `logbook incident reopen`
struct ReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Say that the solution did not hold, within some days of it.",
        discussion: examples("incident reopen INC-2026-000001 --reason \"The mail stopped again\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in ReopenIncident() }
    }
}

/// `logbook incident cancel`
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Say that it was no incident, with a reason.",
        discussion: examples("incident cancel INC-2026-000001 --reason \"Looked in the wrong folder\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in CancelIncident() }
    }
}
