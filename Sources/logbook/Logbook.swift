import ArgumentParser
import Glibc

/// The operator's tool: every command is a value that parses itself, runs, and throws a `Failure` or nothing.
struct Logbook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logbook",
        abstract: "An immutable log of service management: record, query, replay, prove.",
        discussion: """
            A log is a folder, named with --at PATH or once and for all in LOGBOOK_HOME. What is asked for goes to \
            standard output (--format table, json, ndjson or csv), messages and progress to standard error.

            Times are written 2026-03-27T16:00:00Z or 2026-03-27T17:00:00+01:00; without an offset, or as a date \
            alone, they are read in the log's reporting zone.

            EXAMPLES
              logbook init --at ./desk
              export LOGBOOK_HOME=./desk
              logbook incident log --title "Mail does not arrive" --impact high
              logbook incident list --state open --format json
              logbook help incident resolve
              logbook --generate-completion-script bash

            EXIT STATUS
            \(ExitStatus.table)
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Service desk",
                subcommands: [
                    DeskCommand.self, IncidentCommands.self, ContactCommands.self, AlertCommands.self,
                    OutageCommands.self, ReviewCommands.self, NotificationCommands.self, TimersCommands.self,
                    WhyCommand.self,
                ]),
            CommandGroup(
                name: "Change",
                subcommands: [
                    ChangeCommands.self, FreezeCommands.self, TemplateCommands.self, AdvisoryBoardCommands.self,
                ]),
            CommandGroup(
                name: "Problems",
                subcommands: [ProblemCommands.self, KnownErrorCommands.self, TrendCommands.self, SearchCommand.self]),
            CommandGroup(name: "Configuration", subcommands: [CICommands.self]),
            CommandGroup(
                name: "Definitions",
                subcommands: [
                    MatrixCommands.self, RulesCommands.self, PathCommands.self, GroupCommands.self, PolicyCommands.self,
                ]),
            CommandGroup(name: "Read models", subcommands: [ModelsCommands.self, ReplayCommand.self]),
            CommandGroup(
                name: "Log",
                subcommands: [
                    InitCommand.self, ImportCommands.self, SimulateCommand.self, EventsCommands.self, StatsCommand.self,
                    VerifyCommand.self, PackCommand.self, BackupCommand.self, CompactCommand.self, MigrateCommand.self,
                    SchemasCommand.self,
                ]),
        ])
}

@main
enum Main {
    static func main() async {
        // A reader that goes away shows as EPIPE, which is an end and not a crash.
        signal(SIGPIPE, SIG_IGN)
        DamagedPages.report()
        occupyStandardDescriptors()
        do {
            let arguments = GlobalOptions.moveToEnd(Array(CommandLine.arguments.dropFirst()))
            var command = try Logbook.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            if let message = failure.message { Terminal.complain("Error: \(message)") }
            exit(failure.status.rawValue)
        } catch {
            Logbook.exit(withError: error)
        }
    }
    /// Where standard input, output or error is closed, the next file opened would take its number, and what is meant for
    /// people would be written into the log. Something that can be neither read nor written takes the place instead.
    private static func occupyStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
