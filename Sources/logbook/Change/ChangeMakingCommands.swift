import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook change schedule`
struct ChangeScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract:
            "Fix the window of an authorised change, or another of a scheduled one; conflicts are looked for anew.",
        discussion: """
            Without --window the planned one is fixed. Of a scheduled change another window that was not approved goes \
            back to be approved. What gets in the way of another change is scheduled with --reason only, and nothing but \
            an emergency into a freeze.

            \(examples(
                "change schedule CHG-2026-000001",
                "change schedule CHG-2026-000001 --window 2026-12-02T20:00Z/2026-12-02T22:00Z --reason \"quarter end\""))
            """)

    @Option(help: WindowArgument.help, transform: WindowArgument.parse)
    var window: WindowArgument?
    @OptionGroup
    var change: ChangeWriting

    func run() async throws {
        let number = change.number
        try await change.options.record(
            on: number.stream,
            asking: { try await $0.scheduling(of: number, in: window?.window(in: $0.zone)) })
    }
}

/// `logbook change task`
struct ChangeTaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "Give a part of the work to somebody, or say that one is done.",
        discussion: examples(
            "change task CHG-2026-000001 --title \"Install on mx-2\" --person person-4",
            "change task CHG-2026-000001 --done 1"))

    @Option(help: "What is to be done.")
    var title: String?
    @Option(help: "Who does it.", transform: identifier)
    var person: PersonID?
    @Option(help: "The number of a task that is done.")
    var done: Int64?
    @OptionGroup
    var change: ChangeWriting

    func validate() throws {
        if done != nil, title == nil, person == nil { return }
        if done == nil, title != nil, person != nil { return }
        throw ValidationError("give --title and --person for a new task, or --done for one that is done")
    }

    func run() async throws {
        if let done { return try await change.record { _ in CompleteChangeTask(done) } }
        if let title, let person { try await change.record { _ in AssignChangeTask(title, to: person) } }
    }
}

/// `logbook change start`
struct ChangeStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Begin the work; outside the window or in a freeze with --reason only, and that is on record.",
        discussion: examples("change start CHG-2026-000001 --actor person-4"))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in StartChange() } }
}

/// `logbook change complete`
struct ChangeCompleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Say that all of it is done; of a failed change, that it was put right.",
        discussion: examples("change complete CHG-2026-000001"))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in CompleteChange() } }
}

/// `logbook change fail`
struct ChangeFailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fail", abstract: "Say that it did not work, where, and with --reason why.",
        discussion: examples("change fail CHG-2026-000001 --step \"Install on mx-1\" --reason \"it does not start\""))

    @Option(help: "Where it failed.")
    var step: String
    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in FailChange(step: step) } }
}

/// `logbook change backout`
struct ChangeBackoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backout", abstract: "Begin to take a failed change back, or with --done say that it is.",
        discussion: examples("change backout CHG-2026-000001", "change backout CHG-2026-000001 --done"))

    @Flag(help: "It is taken back.")
    var done = false
    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in BackOutChange(done: done) } }
}
