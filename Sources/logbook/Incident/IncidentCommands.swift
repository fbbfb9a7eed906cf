import ArgumentParser

/// `logbook incident …`
struct IncidentCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident", abstract: "Log, work on, resolve and look up incidents.",
        discussion: examples(
            "incident log --title \"Mail does not arrive\" --caller person-17", "incident list --state open",
            "incident show INC-2026-000001"),
        groupedSubcommands: [
            CommandGroup(
                name: "Look up",
                subcommands: [IncidentListCommand.self, IncidentShowCommand.self, IncidentHistoryCommand.self]),
            CommandGroup(
                name: "Log and judge",
                subcommands: [
                    IncidentLogCommand.self, CategoriseCommand.self, PrioritiseCommand.self, DeclareMajorCommand.self,
                    StandDownCommand.self,
                ]),
            CommandGroup(
                name: "Work",
                subcommands: [
                    AssignCommand.self, AcknowledgeCommand.self, StartCommand.self, EscalateCommand.self,
                    EngageSupplierCommand.self, SupplierRespondedCommand.self, PendCommand.self, ResumeCommand.self,
                    CommentCommand.self, WorkCommand.self, DiagnoseCommand.self, WorkaroundCommand.self,
                    NotifyCommand.self,
                ]),
            CommandGroup(
                name: "Relate",
                subcommands: [
                    LinkCommand.self, ParentCommand.self, UnparentCommand.self, MergeCommand.self, UnmergeCommand.self,
                ]),
            CommandGroup(
                name: "End",
                subcommands: [ResolveCommand.self, CloseCommand.self, ReopenCommand.self, CancelCommand.self]),
        ])
}
