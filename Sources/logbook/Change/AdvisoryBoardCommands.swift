import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook advisory-board …`
struct AdvisoryBoardCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advisory-board", abstract: "Change advisory boards: who is on them, and what they looked at.",
        discussion: examples(
            "advisory-board constitute cab --member person-8 --member person-9 --scope \"changes of high risk\"",
            "advisory-board meet cab --change CHG-2026-000118 --attendee person-8 --minutes \"test on one relay first\""
        ),
        subcommands: [
            AdvisoryBoardShowCommand.self, AdvisoryBoardConstituteCommand.self, AdvisoryBoardMeetCommand.self,
        ])
}

/// `logbook advisory-board constitute`
struct AdvisoryBoardConstituteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constitute",
        abstract: "Say who is on a board; 'change rules publish --board' lets its members approve.",
        discussion: examples("advisory-board constitute cab --member person-8 --member person-9 --scope \"high risk\""))

    @Argument(help: "What it is called.", transform: identifier)
    var code: ReferenceCode
    @Option(help: "Who is on it; may be repeated.", transform: identifier)
    var member: [PersonID] = []
    @Option(help: "Which changes it is for.")
    var scope: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: AdvisoryBoard.stream(of: code)) { _ in
            ConstituteAdvisoryBoard(member, scope: scope)
        }
    }
}

/// `logbook advisory-board meet`
struct AdvisoryBoardMeetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meet", abstract: "Record that a board met and looked at changes.",
        discussion: examples(
            "advisory-board meet cab --change CHG-2026-000118 --attendee person-8 --minutes \"test on one relay first\""
        ))

    @Argument(help: "What it is called.", transform: identifier)
    var code: ReferenceCode
    @Option(help: "A change that it looked at; may be repeated.", transform: changeNumber)
    var change: [ChangeNumber] = []
    @Option(help: "A member who was there; may be repeated.", transform: identifier)
    var attendee: [PersonID] = []
    @Option(help: "What was said, in short; names no person.")
    var minutes: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: AdvisoryBoard.stream(of: code)) { _ in
            HoldAdvisoryBoardMeeting(on: change, attendees: attendee, minutes: minutes)
        }
    }
}

/// `logbook advisory-board show`
struct AdvisoryBoardShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a board, now or then.", discussion: examples("advisory-board show cab"))

    @Argument(help: "What it is called.", transform: identifier)
    var code: ReferenceCode
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            AdvisoryBoard.stream(of: code), in: AdvisoryBoardProcess.self, else: "there is no advisory board \(code)"
        ) { $0.map(json) }
    }

    private func json(_ board: AdvisoryBoard) -> JSONObject {
        [
            "code": .string(code.rawValue), "version": .integer(Int64(board.version)),
            "members": .array(board.members.map { .string($0.rawValue) }), "scope": .string(board.scope),
            "meetings": .integer(board.meetings),
            "lastMeetingAt": board.lastMeetingAt.map { .string($0.description) } ?? .null,
        ]
    }
}
