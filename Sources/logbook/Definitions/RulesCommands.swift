import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook rules …`
struct RulesCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "The figures that incident management works by.",
        discussion: examples("rules show", "rules publish --reopen-window-days 7"),
        subcommands: [RulesShowCommand.self, RulesPublishCommand.self])
}

/// `logbook rules publish`
struct RulesPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish rules; they hold from then on.",
        discussion: examples("rules publish --reopen-window-days 7 --auto-close-business-days 3"))

    @Option(help: "How long after its resolution an incident may be reopened, in days of 24 hours.")
    var reopenWindowDays: Int64?
    @Option(help: "How many business days of silence close a resolved incident.")
    var autoCloseBusinessDays: Int64?
    @Option(help: "Alerts of this severity, and worse ones, become incidents.", transform: level)
    var alertSeverity: AlertSeverity?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: IncidentRules.stream) { _ in
            PublishIncidentRules(
                reopenWindowDays: reopenWindowDays, autoCloseBusinessDays: autoCloseBusinessDays,
                alertSeverity: alertSeverity)
        }
    }
}

/// `logbook rules show`
struct RulesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the rules in force, now or then.", discussion: examples("rules show"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let rules = try await query.state(of: IncidentRules.stream, in: IncidentRulesProcess.self)
        try query.write([
            "version": .integer(Int64(rules.version)), "reopenWindowDays": .integer(rules.reopenWindowDays),
            "autoCloseBusinessDays": .integer(rules.autoCloseBusinessDays),
            "alertSeverity": .integer(rules.alertSeverity.rawValue),
        ])
    }
}
