import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook review …`
struct ReviewCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Reviews: when they are due, what they were shown, and what came of them.",
        discussion: """
            Every major incident gets one (see 'policies list'); services, suppliers and contingency plans get theirs when \
            somebody schedules them. The review of a single change is 'change review'.

            \(examples(
                "review list", "review hold REV-2026-000001 --minutes minutes.md --attendee person-4 --attendee person-8",
                "review action REV-2026-000001 --what \"alert on the spool's size\" --owner person-8 --due 2026-04-30"))
            """,
        subcommands: [
            ReviewListCommand.self, ReviewActionsCommand.self, ReviewShowCommand.self, ReviewHistoryCommand.self,
            ReviewScheduleCommand.self, ReviewRescheduleCommand.self, ReviewCancelCommand.self, ReviewHoldCommand.self,
            ReviewActionCommand.self, ReviewCompleteCommand.self,
        ])
}

/// `logbook review schedule`
struct ReviewScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Record that a review is to be held.",
        discussion: examples(
            "review schedule --kind service --subject mail --cycle 2026-Q4 --due 2027-01-15 --attendee person-4",
            "review schedule --kind major-incident --incident INC-2026-000123 --due 2026-04-03"))

    @Option(
        help: """
            What is looked at: service, supplier, contingency, post-implementation, major-incident, management, executive.
            """,
        transform: named)
    var kind: ReviewKind
    @Option(help: "The incident, of a major incident's review.", transform: incidentNumber)
    var incident: IncidentNumber?
    @Option(help: "The change, of a post-implementation review.", transform: changeNumber)
    var change: ChangeNumber?
    @Option(help: "The service, the supplier or the contingency plan.", transform: identifier)
    var subject: ReferenceCode?
    @Option(help: "Which one in a row of reviews, such as 2026-Q4.")
    var cycle: String?
    @OptionGroup
    var due: DueOption
    @Option(help: "Who is to be there; may be repeated.", transform: identifier)
    var attendee: [PersonID] = []
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: nil) { zone in
            ScheduleReview(
                ReviewScheduled(
                    kind, cycle: cycle, attendees: attendee, dueAt: due.due.instant(in: zone), incident: incident,
                    change: change, subject: subject))
        }
    }
}

/// By when something is to be done.
struct DueOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("By when (\(TimeArgument.help)).", valueName: "instant"), transform: TimeArgument.parse)
    var due: TimeArgument
}

/// `logbook review reschedule`
struct ReviewRescheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule", abstract: "Record that a review is to be held at another time; --reason says why.",
        discussion: examples("review reschedule REV-2026-000001 --due 2026-04-10 --reason \"the report is late\""))

    @Argument(help: "The review's number.", transform: reviewNumber)
    var number: ReviewNumber
    @OptionGroup
    var due: DueOption
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { RescheduleReview(dueAt: due.due.instant(in: $0)) }
    }
}

/// `logbook review cancel`
struct ReviewCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Record that a review is not to be held; --reason says why.",
        discussion: examples("review cancel REV-2026-000002 --reason \"one review looks at both incidents\""))

    @Argument(help: "The review's number.", transform: reviewNumber)
    var number: ReviewNumber
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: number.stream) { _ in CancelReview() } }
}
