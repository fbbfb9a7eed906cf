import ArgumentParser
import EventModel
import Processes

/// `logbook problem resolve`
struct ProblemResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Resolve it by a change, an accepted risk, a supplier's fix, or as a duplicate.",
        discussion: """
            It closes when the change is closed successfully, the known error's risk is accepted, or the supplier's fix is \
            verified; a duplicate at once.

            \(examples(
                "problem resolve PRB-2026-000001 --change CHG-2026-000003",
                "problem resolve PRB-2026-000001 --accept KE-2026-000002",
                "problem resolve PRB-2026-000001 --duplicate-of PRB-2026-000004"))
            """)

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "The change that removes the cause.", transform: identifier)
    var change: ReferenceCode?
    @Option(help: "The known error that is lived with.", transform: knownErrorNumber)
    var accept: KnownErrorNumber?
    @Option(help: "The supplier who removed the cause.", transform: identifier)
    var supplier: SupplierID?
    @Option(help: "The problem that goes on for it.", transform: problemNumber)
    var duplicateOf: ProblemNumber?
    @OptionGroup
    var options: RecordingOptions

    private var means: [ResolveProblem.Means] {
        [
            change.map(ResolveProblem.Means.change), accept.map(ResolveProblem.Means.riskAccepted),
            supplier.map(ResolveProblem.Means.supplierFix), duplicateOf.map { .duplicate(of: $0) },
        ].compactMap { $0 }
    }

    func validate() throws {
        if means.count != 1 {
            throw ValidationError("say how: one of --change, --accept, --supplier and --duplicate-of")
        }
    }

    func run() async throws {
        let means = means[0]
        try await options.record(on: number.stream) { _ in ResolveProblem(by: means) }
    }
}

/// `logbook problem verify-fix`
struct ProblemVerifyFixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-fix", abstract: "Record that the supplier's fix was tried and holds.",
        discussion: examples("problem verify-fix PRB-2026-000001 --test \"Bulk mail of 30,000, twice\""))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "How it was tried.")
    var test: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in VerifySupplierFix(test: test) }
    }
}

/// `logbook problem close`
struct ProblemCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a resolved problem with what was learnt.",
        discussion: examples("problem close PRB-2026-000001 --review \"Size spools by the largest hour\""))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "What was learnt.")
    var review: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in CloseProblem(review: review) }
    }
}

/// `logbook problem reopen`
struct ProblemReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Say that the cause is still there: by an incident, or with a reason.",
        discussion: examples("problem reopen PRB-2026-000001 --incident INC-2026-000031"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "The incident that shows it, noticed after the resolution.", transform: incidentNumber)
    var incident: IncidentNumber?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in ReopenProblem(incident: incident) }
    }
}

/// `logbook problem cancel`
struct ProblemCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Say that it was no problem, with a reason.",
        discussion: examples("problem cancel PRB-2026-000001 --reason \"One incident, and its cause is known\""))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in CancelProblem() }
    }
}
