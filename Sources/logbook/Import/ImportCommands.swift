import ArgumentParser
import EventModel
import Imports
import ServiceEngine

/// `logbook import …`
struct ImportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record what another tool's export says.",
        discussion: examples(
            "import servicenow incident_event_log.csv.zst --time-zone Europe/Berlin",
            "import helpdesk helpdesk.csv --dry-run --rejects rejects.csv"),
        subcommands: [
            ImportServiceNowCommand.self, ImportHelpdeskCommand.self, ImportCMDBCommand.self,
            ImportNetBoxCommand.self, ImportGraphMLCommand.self, ImportXESProblemsCommand.self,
        ])
}

/// `logbook import servicenow`
struct ImportServiceNowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "servicenow", abstract: "Import audit rows of ServiceNow incidents.",
        discussion: examples("import servicenow incident_event_log.csv.zst --time-zone Europe/Berlin"))

    @OptionGroup
    var options: ImportOptions

    func run() async throws { try await options.run(.servicenow) }
}

/// `logbook import helpdesk`
struct ImportHelpdeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "helpdesk", abstract: "Import the event log of a help desk.",
        discussion: examples("import helpdesk helpdesk.csv.zst --time-zone Europe/Rome"))

    @OptionGroup
    var options: ImportOptions

    func run() async throws { try await options.run(.helpdesk) }
}
