import ArgumentParser
import EventModel
import Processes

/// `logbook change …`
struct ChangeCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Ask for, assess, approve, schedule, make and review changes.",
        discussion: """
            A normal change goes its way by the commands request, assess, submit, approve, schedule, start, complete, \
            review and close, each by its actor. A standard change is authorised by its template, an emergency may start \
            before it is approved.

            \(examples(
                "change request --type normal --title \"New certificates\" --ci mx-1 --plan \"Install\" "
                    + "--backout \"Put back\" --window 2026-12-01T20:00Z/2026-12-01T22:00Z",
                "change inbox", "change calendar --from 2026-12-01 --to 2027-01-01"))
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Look up",
                subcommands: [
                    ChangeListCommand.self, ChangeShowCommand.self, ChangeHistoryCommand.self, ChangeBoardCommand.self,
                    ChangeCalendarCommand.self, ChangeConflictsCommand.self, ChangeInboxCommand.self,
                    ChangeIncidentsCommand.self, ChangeDossierCommand.self, ChangeDutiesCommand.self,
                ]),
            CommandGroup(
                name: "Ask and judge",
                subcommands: [
                    ChangeRequestCommand.self, ChangePlanCommand.self, ChangeAcceptCommand.self,
                    ChangeRejectCommand.self, ChangePrioritiseCommand.self, ChangeAssessCommand.self,
                ]),
            CommandGroup(
                name: "Approve",
                subcommands: [
                    ChangeSubmitCommand.self, ChangeApproveCommand.self, ChangeRefuseCommand.self,
                    ChangeDelegateCommand.self, ChangeRulesCommands.self,
                ]),
            CommandGroup(
                name: "Make",
                subcommands: [
                    ChangeScheduleCommand.self, ChangeTaskCommand.self, ChangeStartCommand.self,
                    ChangeCompleteCommand.self, ChangeFailCommand.self, ChangeBackoutCommand.self,
                ]),
            CommandGroup(
                name: "End",
                subcommands: [ChangeReviewCommand.self, ChangeCloseCommand.self, ChangeCancelCommand.self]),
        ])
}

/// Which change, and how the command on it is recorded.
struct ChangeWriting: ParsableArguments {
    @Argument(help: "The change's number.", transform: changeNumber)
    var number: ChangeNumber
    @OptionGroup
    var options: RecordingOptions

    func record<C: ChangeCommand>(_ command: (ZoneRules) throws -> C) async throws {
        try await options.record(on: number.stream, command)
    }
}

/// From one time to another, as people write it: `2026-12-01T20:00Z/2026-12-01T22:00Z`.
struct WindowArgument: Equatable {
    let from: TimeArgument
    let to: TimeArgument

    static let help = ArgumentHelp("When it is made (\(TimeArgument.help)).", valueName: "start/end")

    @Sendable static func parse(_ text: String) throws -> WindowArgument {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw ValidationError("expected two times, such as 2026-12-01T20:00:00Z/2026-12-01T22:00:00Z")
        }
        return WindowArgument(from: try TimeArgument.parse(parts[0]), to: try TimeArgument.parse(parts[1]))
    }

    func window(in zone: ZoneRules) -> ChangeWindow {
        ChangeWindow(from: from.instant(in: zone), to: to.instant(in: zone))
    }
}

extension Change {
    /// How far its approval is, while that is what it waits for.
    var approvalInWords: String? {
        guard !state.isFinal, let request = approval.request else { return nil }
        if let refusal = approval.refusal { return "refused by \(refusal.approver)" }
        if approval.authorised != nil { return state == .authorise ? "authorised" : nil }
        return "approved by \(approval.given.count) of \(request.quorum)"
    }
}
