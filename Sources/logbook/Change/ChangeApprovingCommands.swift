import ArgumentParser
import EventModel
import Processes

/// `logbook change submit`
struct ChangeSubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Ask for approvals of the change as it is planned now.",
        discussion: examples("change submit CHG-2026-000001"))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in SubmitChange() } }
}

/// `logbook change approve`
struct ChangeApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve it as it is planned now; once per person, and by nobody with a hand in it.",
        discussion: examples("change approve CHG-2026-000001 --actor person-9"))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in ApproveChange() } }
}

/// `logbook change refuse`
struct ChangeRefuseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Refuse to approve it; --reason says why.",
        discussion: examples("change refuse CHG-2026-000001 --reason \"no tests\""))

    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in RefuseChange() } }
}

/// `logbook change delegate`
struct ChangeDelegateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delegate", abstract: "Hand your approval of it to another.",
        discussion: examples("change delegate CHG-2026-000001 --to person-12"))

    @Option(help: "Who decides instead.", transform: identifier)
    var to: PersonID
    @OptionGroup
    var change: ChangeWriting

    func run() async throws { try await change.record { _ in DelegateApproval(to: to) } }
}
