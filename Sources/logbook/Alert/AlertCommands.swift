import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook alert …`
struct AlertCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert", abstract: "What monitors see on configuration items.",
        discussion: """
            An alert is an item and a signature, what the monitor calls the condition: however often a monitor repeats \
            itself there is one alert. Those of the severity in 'logbook rules show', and worse ones, become incidents.

            \(examples(
                "alert post --ci mx-1 --signature queue-length --severity major",
                "alert clear --ci mx-1 --signature queue-length", "alert list"))
            """,
        subcommands: [
            AlertListCommand.self, AlertPostCommand.self, AlertClearCommand.self, AlertShowCommand.self,
        ])
}

/// Which alert.
struct AlertOptions: ParsableArguments {
    @Option(help: "The configuration item that it was seen on, registered or not.", transform: identifier)
    var ci: CIID
    @Option(help: "What the monitor calls the condition.")
    var signature: String

    var id: AlertID { AlertID(ci: ci, signature: signature) }
}

/// `logbook alert post`
struct AlertPostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "Record what a monitor saw: a new alert, or one more time.",
        discussion: examples(
            "alert post --ci mx-1 --signature queue-length --severity critical --message '40,000 mails wait'",
            "alert post --ci srv-7 --signature unreachable --severity major --parent sw-1~link-down"))

    @OptionGroup
    var alert: AlertOptions
    @Option(help: "How bad it is: 1 critical, 2 major, 3 minor, 4 warning, 5 info.", transform: level)
    var severity: AlertSeverity
    @Option(help: "What the monitor says.")
    var message: String?
    @Option(help: "The alert that it follows from, as ITEM~SIGNATURE.", transform: identifier)
    var parent: AlertID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let command = PostAlert(
            ci: alert.ci, signature: alert.signature, severity: severity, message: message, parent: parent)
        try await options.record(on: alert.id.stream) { _ in command }
    }
}

/// `logbook alert clear`
struct AlertClearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Record that what a monitor saw is over.",
        discussion: examples("alert clear --ci mx-1 --signature queue-length"))

    @OptionGroup
    var alert: AlertOptions
    @Option(help: "What the monitor says.")
    var message: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: alert.id.stream) { _ in ClearAlert(message: message) }
    }
}

/// `logbook alert list`
struct AlertListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List alerts that last, the first that came up first; or all of them.",
        discussion: examples("alert list", "alert list --all --ci mx-1 --format json"))

    @Flag(help: "Cleared ones too.")
    var all = false
    @Option(help: "Those of an item.", transform: identifier)
    var ci: CIID?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.list(
            AlertTable.self,
            columns: { reporting in
                [
                    Column("ci", "CI", width: 16), Column("signature", "SIGNATURE", width: 18),
                    Column("severityName", "SEVERITY", width: 8), Column("state", "STATE", width: 7),
                    Column("raisedAt", "SINCE", width: 16, text: reporting.minute),
                    Column("count", "TIMES", width: 5, isRight: true), Column("incident", "INCIDENT", width: 15),
                    Column("suppressedBy", "PUT DOWN TO", width: 15), Column("message", "MESSAGE", width: 0),
                ]
            },
            rows: { [all, ci] reader in try reader.alerts(on: ci, isWithCleared: all).map(\.json) })
    }
}

/// `logbook alert show`
struct AlertShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an alert, now or then.",
        discussion: examples("alert show --ci mx-1 --signature queue-length"))

    @OptionGroup
    var alert: AlertOptions
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            alert.id.stream, in: AlertProcess.self,
            else: "there is no alert \(alert.id); see 'logbook alert list --all'"
        ) { $0?.json }
    }
}
