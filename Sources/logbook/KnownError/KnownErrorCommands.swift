import ArgumentParser
import EventModel
import Processes
import ReadModels

/// `logbook knownerror …`
struct KnownErrorCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knownerror", abstract: "What is understood and not yet removed, and what helps meanwhile.",
        discussion: """
            Whoever records a known error does not verify it, nor does whoever that was done for. A workaround is offered \
            from its publication to its withdrawal.

            \(examples(
                "knownerror record --problem PRB-2026-000001 --symptom \"No mail before ten\" --workaround \"Empty it\"",
                "knownerror verify KE-2026-000001 --test \"Filled the spool\" --actor person-9",
                "knownerror publish KE-2026-000001"))
            """,
        subcommands: [
            KnownErrorSearchCommand.self, KnownErrorListCommand.self, KnownErrorShowCommand.self,
            KnownErrorHistoryCommand.self,
            KnownErrorRecordCommand.self, KnownErrorVerifyCommand.self, KnownErrorPublishCommand.self,
            KnownErrorWithdrawCommand.self, KnownErrorAcceptCommand.self, KnownErrorLinkCommand.self,
            KnownErrorCloseCommand.self,
        ])
}

/// `logbook knownerror list`
struct KnownErrorListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List known errors in the order of their numbers.",
        discussion: examples("knownerror list --state verified", "knownerror list --problem PRB-2026-000001"))

    @Option(help: "Recorded, Verified or Closed; may be given several times.", transform: named)
    var state: [KnownErrorState] = []
    @Option(help: "Those of a problem.", transform: problemNumber)
    var problem: [ProblemNumber] = []
    @Flag(help: "Those whose workaround is published.")
    var published = false
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.list(
            KnownErrorTable.self,
            columns: { reporting in
                [
                    Column("number", "NUMBER", width: 14), Column("state", "STATE", width: 8),
                    Column("problem", "PROBLEM", width: 15),
                    Column("publishedAt", "PUBLISHED", width: 16, text: reporting.minute),
                    Column("title", "TITLE", width: 0),
                ]
            },
            rows: { [state, problem, published] reader in
                try reader.rows { error in
                    (state.isEmpty || state.contains(error.state))
                        && (problem.isEmpty || error.problem.map(problem.contains) ?? false)
                        && (!published || error.offeredWorkaround != nil)
                }.map(\.json)
            })
    }
}

/// `logbook knownerror show`
struct KnownErrorShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a known error, as it is or as it was.",
        discussion: examples("knownerror show KE-2026-000001"))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            number.stream, in: KnownErrorProcess.self,
            else: "there is no known error \(number); see 'logbook knownerror list'"
        ) { $0?.json }
    }
}

/// `logbook knownerror history`
struct KnownErrorHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what happened to a known error.",
        discussion: examples("knownerror history KE-2026-000001"))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws { try await query.writeHistory(of: number.stream, "known error", number.rawValue) }
}
