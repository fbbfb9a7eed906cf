import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook outage …`
struct OutageCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outage", abstract: "When services and items were out, and for how long.",
        discussion: """
            A major incident opens one, its resolution ends it (see 'policies list'). An outage counts from when it \
            occurred: --occurred-at says when, if not now.

            \(examples(
                "outage start --service mail --severity complete --occurred-at 2026-03-27T16:00:00Z",
                "outage end OUT-2026-000001", "outage list --all --service mail"))
            """,
        subcommands: [
            OutageListCommand.self, OutageShowCommand.self, OutageHistoryCommand.self, OutageStartCommand.self,
            OutageEndCommand.self, OutageCorrectCommand.self, OutageVoidCommand.self,
        ])
}

/// `logbook outage start`
struct OutageStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Record that a service or an item is out.",
        discussion: examples("outage start --ci mx-1 --severity degraded --incident INC-2026-000123"))

    @Option(help: "The service that is out.", transform: identifier)
    var service: ServiceID?
    @Option(help: "The item that is out.", transform: identifier)
    var ci: CIID?
    @Option(help: "How much of it is out: complete, partial or degraded.", transform: named)
    var severity: OutageSeverity
    @Option(help: "Why, as far as is known; names no person.")
    var cause: String?
    @Option(help: "The incident that it belongs to: when that is resolved, it ends.", transform: incidentNumber)
    var incident: IncidentNumber?
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        if (service == nil) == (ci == nil) { throw ValidationError("name what is out: --service or --ci, one of them") }
    }

    func run() async throws {
        guard let subject = service.map(OutageSubject.service) ?? ci.map(OutageSubject.item) else { return }
        try await options.record(on: nil) { _ in
            StartOutage(of: subject, severity: severity, cause: cause, incident: incident)
        }
    }
}

/// `logbook outage end`
struct OutageEndCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Record that what was out is back.",
        discussion: examples(
            "outage end OUT-2026-000001 --occurred-at 2026-03-27T17:30:00Z --note \"emptied the spool\""))

    @Argument(help: "The outage's number.", transform: outageNumber)
    var number: OutageNumber
    @Option(help: "What brought it back; names no person.")
    var note: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: number.stream) { _ in EndOutage(note: note) } }
}

/// `logbook outage correct`
struct OutageCorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Put right what was said of an outage; --reason says how that is known.",
        discussion: examples(
            "outage correct OUT-2026-000001 --start 2026-03-27T15:48:00Z --reason \"the monitor's record\""))

    @Argument(help: "The outage's number.", transform: outageNumber)
    var number: OutageNumber
    @Option(
        help: ArgumentHelp("When it started (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var start: TimeArgument?
    @Option(help: ArgumentHelp("When it ended.", valueName: "instant"), transform: TimeArgument.parse)
    var end: TimeArgument?
    @Flag(help: "It is not over after all.")
    var ongoing = false
    @Option(help: "How much of it is out: complete, partial or degraded.", transform: named)
    var severity: OutageSeverity?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { zone in
            CorrectOutage(
                startedAt: start?.instant(in: zone), endedAt: end?.instant(in: zone), isOngoing: ongoing,
                severity: severity)
        }
    }
}

/// `logbook outage void`
struct OutageVoidCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void", abstract: "Record that an outage never was; --reason says how that is known.",
        discussion: examples("outage void OUT-2026-000001 --reason \"the probe itself was offline\""))

    @Argument(help: "The outage's number.", transform: outageNumber)
    var number: OutageNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: number.stream) { _ in VoidOutage() } }
}
