import ArgumentParser
import EventModel
import Processes

/// `logbook incident categorise`
struct CategoriseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "categorise", abstract: "Say what kind of incident it is.",
        discussion: examples("incident categorise INC-2026-000001 --category software --subcategory mail"),
        aliases: ["categorize"])

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "The kind.")
    var category: String
    @Option(help: "The kind within the category.")
    var subcategory: String?
    @Option(help: "What is seen to go wrong.")
    var symptom: String?
    @Option(help: "The service that is hit.", transform: identifier)
    var service: ServiceID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in
            CategoriseIncident(category: category, subcategory: subcategory, symptom: symptom, service: service)
        }
    }
}

/// `logbook incident prioritise`
struct PrioritiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prioritise",
        abstract: "Take the priority from the matrix, or set it by hand with a reason.",
        discussion: examples(
            "incident prioritise INC-2026-000001 --impact high --urgency high",
            "incident prioritise INC-2026-000001 --priority 1 --reason \"The board is watching\""),
        aliases: ["prioritize"])

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "How far the business is hit: 1 high, 2 medium, 3 low.", transform: level)
    var impact: Impact?
    @Option(help: "How soon it must be dealt with: 1 high, 2 medium, 3 low.", transform: level)
    var urgency: Urgency?
    @Option(help: "Set by hand: 1 critical, 2 high, 3 moderate, 4 low, 5 planning; needs --reason.", transform: level)
    var priority: Priority?
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        if priority != nil, impact != nil || urgency != nil {
            throw ValidationError("--priority is set by hand, --impact and --urgency go through the matrix: give one")
        }
        if priority == nil, impact == nil, urgency == nil {
            throw ValidationError("give --impact or --urgency, or --priority with --reason")
        }
    }

    func run() async throws {
        if let priority {
            try await options.record(on: number) { _ in OverridePriority(priority: priority) }
        } else {
            try await options.record(on: number) { _ in PrioritiseIncident(impact: impact, urgency: urgency) }
        }
    }
}

/// `logbook incident declare-major`
struct DeclareMajorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare-major", abstract: "Declare it a major incident, with a reason.",
        discussion: examples("incident declare-major INC-2026-000001 --manager person-3 --reason \"All sites down\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "Who leads from now on.", transform: identifier)
    var manager: PersonID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in DeclareMajorIncident(manager: manager) }
    }
}

/// `logbook incident stand-down`
struct StandDownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stand-down", abstract: "End a major incident: the usual way of working does again.",
        discussion: examples("incident stand-down INC-2026-000001 --reason \"Service is stable\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in StandDownMajorIncident() }
    }
}
