import ArgumentParser
import EventModel
import Processes

/// `logbook problem log`
struct ProblemLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Log a new problem: from a trend, a major incident, or before anything happened.",
        discussion: """
            From a trend it takes that one's signature where none is given. What its incidents have in common tells later \
            whether it came back.

            \(examples(
                "problem log --title \"Mail stops on Mondays\" --service mail --signature-service mail",
                "problem log --from major --incident INC-2026-000007 --title \"Store was full\"",
                "problem log --from trend --trend TRD-2026-000001 --title \"More and more full queues\""))
            """)

    @Option(help: "What it is, in one line.")
    var title: String
    @Option(help: "Why somebody looks: trend, major or proactive (default: what --trend or --incident says).")
    var from: String?
    @Option(help: "What is seen, at length; names no person.")
    var description: String?
    @Option(help: "How far the business is hit: 1 high, 2 medium, 3 low.", transform: level)
    var impact: Impact = .medium
    @Option(help: "How soon it must be dealt with: 1 high, 2 medium, 3 low.", transform: level)
    var urgency: Urgency = .medium
    @Option(help: "The service that is hit.", transform: identifier)
    var service: ServiceID?
    @Option(help: "A configuration item that is hit; may be given several times.", transform: identifier)
    var ci: [CIID] = []
    @Option(help: "The trend that it is logged from.", transform: trendNumber)
    var trend: TrendNumber?
    @Option(help: "The incident that it is logged from, which is linked at once.", transform: incidentNumber)
    var incident: IncidentNumber?
    @OptionGroup(title: "Signature")
    var signature: SignatureOptions
    @OptionGroup
    var options: RecordingOptions

    private var origin: ProblemOrigin {
        get throws {
            if let from {
                guard let origin = ProblemOrigin(named: from), origin != .import else {
                    throw ValidationError("--from is trend, major or proactive, not '\(from)'")
                }
                return origin
            }
            return trend != nil ? .trend : .proactive
        }
    }

    func validate() throws { _ = try origin }

    func run() async throws {
        let origin = try origin
        try await options.record(on: nil) { _ in
            LogProblem(
                title: title, from: origin, description: description, impact: impact, urgency: urgency,
                service: service, cis: ci, trend: trend, incident: incident, signature: signature.signature)
        }
    }
}

/// `logbook problem link`
struct ProblemLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Say that it causes an incident; the incident's clocks run on.",
        discussion: examples("problem link PRB-2026-000001 --incident INC-2026-000007"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "The incident.", transform: incidentNumber)
    var incident: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in LinkIncidentToProblem(incident) }
    }
}

/// `logbook problem unlink`
struct ProblemUnlinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink", abstract: "Say that an incident has another cause after all, with a reason.",
        discussion: examples("problem unlink PRB-2026-000001 --incident INC-2026-000007 --reason \"It was the line\""))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "The incident.", transform: incidentNumber)
    var incident: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in UnlinkIncidentFromProblem(incident) }
    }
}

/// `logbook problem parent`
struct ProblemParentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parent", abstract: "Make it a part of another; parts go round in no circle.",
        discussion: examples("problem parent PRB-2026-000002 PRB-2026-000001"))

    @Argument(help: "The part's number.", transform: problemNumber)
    var number: ProblemNumber
    @Argument(help: "The number of the problem that it is a part of.", transform: problemNumber)
    var parent: ProblemNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in SetProblemParent(parent) }
    }
}

/// `logbook problem unparent`
struct ProblemUnparentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unparent", abstract: "Make a part stand alone again.",
        discussion: examples("problem unparent PRB-2026-000002"))

    @Argument(help: "The part's number.", transform: problemNumber)
    var number: ProblemNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in RemoveProblemParent() }
    }
}

/// `logbook problem recur`
struct ProblemRecurCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recur",
        abstract: "Record that an incident of its signature came after its end, without opening it again.",
        discussion: examples("problem recur PRB-2026-000001 --incident INC-2026-000031"))

    @Argument(help: "The problem's number.", transform: problemNumber)
    var number: ProblemNumber
    @Option(help: "The incident.", transform: incidentNumber)
    var incident: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in DetectRecurrence(incident) }
    }
}
