import ArgumentParser
import EventModel
import Processes

/// `logbook incident assign`
struct AssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give it to a group, to a person, or to both.",
        discussion: examples("incident assign INC-2026-000001 --group messaging --person person-21"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "The group.", transform: identifier)
    var group: GroupID?
    @Option(
        name: [.long, .customLong("assignee")],
        help: "The person; alone, within the group that has it.", transform: identifier)
    var person: PersonID?
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        if group == nil, person == nil { throw ValidationError("give --group, --person or both") }
    }

    func run() async throws {
        try await options.record(on: number) { _ in AssignIncident(group: group, person: person) }
    }
}

/// `logbook incident acknowledge`
struct AcknowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Say that whoever has it has seen it.",
        discussion: examples("incident acknowledge INC-2026-000001 --actor person-21"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "Who has seen it (default: the actor).", transform: identifier)
    var person: PersonID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in AcknowledgeIncident(person: person) }
    }
}

/// `logbook incident start`
struct StartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Begin to work on it.",
        discussion: examples("incident start INC-2026-000001 --actor person-21"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "Who works on it (default: the actor).", transform: identifier)
    var person: PersonID?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in StartWork(person: person) }
    }
}

/// `logbook incident escalate`
struct EscalateCommand: AsyncParsableCommand {
    enum Line: EnumerableFlag {
        case functional, hierarchical
        static func help(for value: Line) -> ArgumentHelp? {
            switch value {
            case .functional: "Up the line of expertise (default)."
            case .hierarchical: "Up the line of authority."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "escalate", abstract: "Take it to the next level, with a reason.",
        discussion: examples(
            "incident escalate INC-2026-000001 --hierarchical --reason \"Four hours without progress\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Flag
    var line: Line?
    @Option(help: "The same as a word: functional or hierarchical.", transform: named)
    var kind: EscalationKind?
    @Option(help: "The level (default: the next).")
    var level: Int64?
    @Option(help: "Who is called (default: whom the escalation path names).", transform: identifier)
    var contact: PersonID?
    @OptionGroup
    var options: RecordingOptions

    func validate() throws {
        if line != nil, kind != nil { throw ValidationError("give --kind, or one of --functional and --hierarchical") }
    }

    private var chosen: EscalationKind {
        switch line {
        case .functional: .functional
        case .hierarchical: .hierarchical
        case nil: kind ?? .functional
        }
    }

    func run() async throws {
        try await options.record(on: number) { _ in EscalateIncident(kind: chosen, level: level, contact: contact) }
    }
}
