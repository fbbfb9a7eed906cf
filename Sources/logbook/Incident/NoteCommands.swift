import ArgumentParser
import EventModel
import Processes

/// A text, as an argument or as an option.
struct TextOptions: ParsableArguments {
    @Argument(help: "The text.")
    var argument: String?
    @Option(name: .customLong("text"), help: "The text, as an option.")
    var option: String?

    func validate() throws {
        if argument != nil, option != nil { throw ValidationError("the text is given twice") }
        if text.isEmpty { throw ValidationError("the text is missing") }
    }

    var text: String { argument ?? option ?? "" }
}

/// `logbook incident comment`
struct CommentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Write a comment; the caller may read it unless it is private.",
        discussion: examples(
            "incident comment INC-2026-000001 \"We are on it\"",
            "incident comment INC-2026-000001 --private --text \"Third time this week\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var text: TextOptions
    @Flag(inversion: .prefixedNo, help: .hidden)
    var `public` = true
    @Flag(help: "Staff only.")
    var `private` = false
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let visibility: CommentVisibility = self.private || !self.public ? .private : .public
        try await options.record(on: number) { _ in AddComment(visibility, text: PersonalText(text.text)) }
    }
}

/// `logbook incident work`
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Record time spent on it.",
        discussion: examples("incident work INC-2026-000001 --minutes 25 --note \"Restarted the queue\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "How long, 1 to 1440.")
    var minutes: Int64
    @Option(help: "Who (default: the actor).", transform: identifier)
    var person: PersonID?
    @Option(help: "On what.")
    var note: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in LogWork(minutes: minutes, person: person, note: note) }
    }
}

/// `logbook incident diagnose`
struct DiagnoseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose", abstract: "Record what somebody found out.",
        discussion: examples("incident diagnose INC-2026-000001 \"The queue is full\""))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var text: TextOptions
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in RecordDiagnosis(finding: PersonalText(text.text)) }
    }
}

/// `logbook incident workaround`
struct WorkaroundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workaround", abstract: "Record that the service works again, the cause being there still.",
        discussion: examples(
            "incident workaround INC-2026-000001 \"Sent through the second relay\" --known-error KE-12"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @OptionGroup
    var text: TextOptions
    @Option(help: "The known error that it belongs to.", transform: identifier)
    var knownError: ReferenceCode?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in ApplyWorkaround(text.text, knownError: knownError) }
    }
}
