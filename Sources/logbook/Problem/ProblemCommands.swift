import ArgumentParser
import Processes

/// `logbook problem …`
struct ProblemCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "problem", abstract: "Find the causes of incidents, and remove them for good.",
        discussion: examples(
            "problem log --title \"Mail stops on Mondays\" --service mail",
            "problem cause PRB-2026-000001 --kind capacity --cause \"Spool too small\" --evidence \"df at 06:10\"",
            "problem resolve PRB-2026-000001 --change CHG-2026-000003"),
        groupedSubcommands: [
            CommandGroup(
                name: "Look up",
                subcommands: [
                    ProblemListCommand.self, ProblemShowCommand.self, ProblemHistoryCommand.self,
                    ProblemFiguresCommand.self,
                ]),
            CommandGroup(
                name: "Log and relate",
                subcommands: [
                    ProblemLogCommand.self, ProblemLinkCommand.self, ProblemUnlinkCommand.self,
                    ProblemParentCommand.self, ProblemUnparentCommand.self, ProblemRecurCommand.self,
                ]),
            CommandGroup(
                name: "Work",
                subcommands: [
                    ProblemAssignCommand.self, ProblemStartCommand.self, ProblemPendCommand.self,
                    ProblemResumeCommand.self, ProblemWorkCommand.self, ProblemHypothesisCommand.self,
                    ProblemCauseCommand.self,
                ]),
            CommandGroup(
                name: "End",
                subcommands: [
                    ProblemResolveCommand.self, ProblemVerifyFixCommand.self, ProblemCloseCommand.self,
                    ProblemReopenCommand.self, ProblemCancelCommand.self,
                ]),
        ])
}

/// What problems, known errors and trends are told apart by.
struct SignatureOptions: ParsableArguments {
    @Option(help: "What their incidents have in common: the service.", transform: identifier)
    var signatureService: ServiceID?
    @Option(help: "The category.")
    var signatureCategory: String?
    @Option(help: "The subcategory.")
    var signatureSubcategory: String?
    @Option(help: "The symptom.")
    var signatureSymptom: String?
    @Option(help: "The configuration item.", transform: identifier)
    var signatureCi: CIID?

    var signature: IncidentSignature {
        IncidentSignature(
            service: signatureService, category: signatureCategory, subcategory: signatureSubcategory,
            symptom: signatureSymptom, ci: signatureCi)
    }
}
