import ArgumentParser
import EventModel
import Processes

/// `logbook problem assign`
struct ProblemAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give it to a group, a person or both.",
        discussion: examples("problem assign PRB-2026-000001 --group messaging --person person-21"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "The group; the one that has it keeps it where none is given.", transform: identifier)
    var group: GroupID?
    @Option(help: "The person.", transform: identifier)
    var person: PersonID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in AssignProblem(group: group, person: person) }
    }
}

/// `logbook problem start`
struct ProblemStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Say that somebody looks for the cause now.",
        discussion: examples("problem start PRB-2026-000001"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "Who; the actor where nobody is named.", transform: identifier)
    var person: PersonID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in StartProblemWork(person: person) }
    }
}

/// `logbook problem pend`
struct ProblemPendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pend", abstract: "Let it wait, with a reason.",
        discussion: examples("problem pend PRB-2026-000001 --on supplier --reason \"The maker reads the dump\""))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(
        name: .customLong("on"), help: "What it waits for: customer, supplier, problem, change, evidence, other.",
        transform: named)
    var waitingFor: PendingReason
    @Option(
        help: ArgumentHelp("When it is looked at again (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var until: TimeArgument?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { zone in
            PendProblem(waitingFor: waitingFor, until: until?.instant(in: zone))
        }
    }
}

/// `logbook problem resume`
struct ProblemResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "End the wait: it is again in the state that it left.",
        discussion: examples("problem resume PRB-2026-000001 --cause \"The maker answered\""))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "What ended the wait.")
    var cause: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in ResumeProblem(cause: cause) }
    }
}

/// `logbook problem work`
struct ProblemWorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Record time spent on it.",
        discussion: examples("problem work PRB-2026-000001 --minutes 90 --note \"Read the dump\""))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "How long, 1 to 1440 minutes.")
    var minutes: Int64
    @Option(help: "Who; the actor where nobody is named.", transform: identifier)
    var person: PersonID?
    @Option(help: "On what.")
    var note: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in
            LogProblemWork(minutes: minutes, person: person, note: note)
        }
    }
}

/// `logbook problem hypothesis`
struct ProblemHypothesisCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hypothesis", abstract: "Suppose a cause, or say why one that was supposed is none.",
        discussion: """
            Hypotheses are numbered from 1; a rejected one stays on record.

            \(examples(
                "problem hypothesis PRB-2026-000001 \"The backup locks the spool\"",
                "problem hypothesis PRB-2026-000001 --reject 1 --reason \"No backup ran\""))
            """)

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Argument(help: "What is supposed; names no person.")
    var text: String?
    @Option(help: "The number of a hypothesis that turned out to be none; goes with --reason.")
    var reject: Int64?
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        if (text == nil) == (reject == nil) { throw ValidationError("give a hypothesis, or --reject and a number") }
    }

    func run() async throws {
        if let text { try await options.record(on: number.stream) { _ in RecordHypothesis(text) } }
        if let reject { try await options.record(on: number.stream) { _ in RejectHypothesis(reject) } }
    }
}

/// `logbook problem cause`
struct ProblemCauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cause", abstract: "Say what the root cause is, and what shows it.",
        discussion: examples(
            "problem cause PRB-2026-000001 --kind capacity --cause \"Spool too small\" --evidence \"df at 06:10\"",
            "problem cause PRB-2026-000001 --kind software --hypothesis 2 --evidence dump-17 --ci mx-1"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(
        help: """
            Where it lies: hardware, software, configuration, capacity, change, procedure, supplier or environment.
            """, transform: named)
    var kind: RootCauseKind
    @Option(help: "What it is; a confirmed hypothesis' words where left out.")
    var cause: String?
    @Option(help: "A finding, file or measurement that shows it; may be given several times.")
    var evidence: [String] = []
    @Option(help: "The item at fault.", transform: identifier)
    var ci: CIID?
    @Option(help: "The hypothesis that it confirms.")
    var hypothesis: Int64?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in
            IdentifyRootCause(kind: kind, cause: cause, evidence: evidence, ci: ci, hypothesis: hypothesis)
        }
    }
}
