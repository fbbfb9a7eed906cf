import ArgumentParser
import EventModel
import Processes

/// `logbook knownerror record`
struct KnownErrorRecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record an error that is understood: what is seen, why, and what helps meanwhile.",
        discussion: """
            Of a problem, title, cause and signature are what its record says where they are left out.

            \(examples(
                "knownerror record --problem PRB-2026-000001 --symptom \"No mail before ten\" --workaround \"Empty it\""))
            """)

    @Option(help: "What it is, in one line.")
    var title: String?
    @Option(help: "What is seen.")
    var symptom: String
    @Option(help: "Why.")
    var cause: String?
    @Option(help: "What helps meanwhile; offered to nobody before it is published.")
    var workaround: String?
    @Option(help: "The problem that it is the error of.", transform: problemNumber)
    var problem: ProblemNumber?
    @OptionGroup(title: "Signature")
    var signature: SignatureOptions
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: nil) { _ in
            RecordKnownError(
                title: title, symptom: symptom, cause: cause, workaround: workaround, problem: problem,
                signature: signature.signature)
        }
    }
}

/// `logbook knownerror verify`
struct KnownErrorVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Say that it is so, having seen it; not for whoever recorded it.",
        discussion: examples("knownerror verify KE-2026-000001 --test \"Filled the spool\" --actor person-9"))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @Option(help: "How it was shown.")
    var test: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in VerifyKnownError(test: test) }
    }
}

/// `logbook knownerror publish`
struct KnownErrorPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Offer the workaround from now on, as recorded or in other words.",
        discussion: examples("knownerror publish KE-2026-000001 --workaround \"Empty the spool at six\""))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @Option(help: "What to do; what was recorded where left out.")
    var workaround: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in PublishWorkaround(workaround) }
    }
}

/// `logbook knownerror withdraw`
struct KnownErrorWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Offer the workaround no more, with a reason.",
        discussion: examples("knownerror withdraw KE-2026-000001 --reason \"It loses what is in the queue\""))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: number.stream) { _ in WithdrawWorkaround() } }
}

/// `logbook knownerror accept`
struct KnownErrorAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Record who answers for living with it, and why it is not removed.",
        discussion: examples("knownerror accept KE-2026-000001 --risk-owner person-2 --reason \"Replaced in autumn\""))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @Option(help: "Who answers for it.", transform: identifier)
    var riskOwner: PersonID
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in AcceptKnownError(riskOwner: riskOwner) }
    }
}

/// `logbook knownerror link`
struct KnownErrorLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Say which change is to remove it.",
        discussion: examples("knownerror link KE-2026-000001 --change CHG-2026-000003"))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @Option(help: "The change.", transform: identifier)
    var change: ReferenceCode
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in LinkKnownErrorToChange(change) }
    }
}

/// `logbook knownerror close`
struct KnownErrorCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Say that it is no more, with a reason.",
        discussion: examples("knownerror close KE-2026-000001 --reason \"The spool has its own disk\""))

    @Argument(help: "The known error's number.", transform: knownErrorNumber)
    var number: KnownErrorNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: number.stream) { _ in CloseKnownError() } }
}
