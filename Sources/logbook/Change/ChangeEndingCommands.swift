import ArgumentParser
import EventModel
import Processes

/// `logbook change review`
struct ChangeReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Say what came of it; emergencies, failures and what was out of its window need that.",
        discussion: examples(
            "change review CHG-2026-000001 --outcome successful",
            "change review CHG-2026-000001 --outcome backed-out --findings \"Test on one relay first\""))

    @Option(help: "successful, with-issues, failed or backed-out.", transform: named)
    var outcome: ChangeOutcome
    @Option(help: "What there is to learn.")
    var findings: String?
    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in ReviewChange(outcome, findings: findings) } }
}

/// `logbook change close`
struct ChangeCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close it: nothing is left to do.",
        discussion: examples("change close CHG-2026-000001"))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in CloseChange() } }
}

/// `logbook change cancel`
struct ChangeCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Give it up before anything was done; --reason says why.",
        discussion: examples("change cancel CHG-2026-000001 --reason \"the relays are replaced instead\""))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in CancelChange() } }
}
