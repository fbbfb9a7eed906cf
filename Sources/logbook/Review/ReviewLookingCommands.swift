import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook review list`
struct ReviewListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List reviews that are still to be held, the first due first; or all of them.",
        discussion: examples("review list --overdue", "review list --all --kind major-incident --format json"))

    @Flag(help: "Those that were held or cancelled, too, in the order of their numbers.")
    var all = false
    @Flag(help: "Only those whose time is over.")
    var overdue = false
    @Option(
        help: """
            Those of a kind: service, supplier, contingency, post-implementation, major-incident, management, executive.
            """,
        transform: named)
    var kind: ReviewKind?
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        if all, overdue { throw ValidationError("what was held is not overdue: --all or --overdue, not both") }
    }

    func run() async throws {
        try await query.list(
            ReviewTable.self,
            columns: { reporting in
                [
                    Column("number", "NUMBER", width: 15), Column("state", "STATE", width: 9),
                    Column("kind", "KIND", width: 18), Column("about", "ABOUT", width: 16),
                    Column("dueAt", "DUE", width: 16, text: reporting.minute),
                    Column("heldAt", "HELD", width: 16, text: reporting.minute),
                    Column("openActions", "ACTIONS", width: 7, isRight: true), Column("cycle", "CYCLE", width: 0),
                ]
            },
            rowsThen: { [all, overdue, kind] reader, now in
                let found = try all ? reader.reviews(kind) : reader.reviewsToHold(kind, before: overdue ? now : nil)
                return found.map(\.json)
            })
    }
}

/// `logbook review actions`
struct ReviewActionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions", abstract: "List what reviews led to and is not done, the first due first.",
        discussion: examples("review actions", "review actions --owner person-8"))

    @Option(help: "What one person undertook to do.", transform: identifier)
    var owner: PersonID?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.list(
            ReviewTable.self,
            columns: { reporting in
                [
                    Column("review", "REVIEW", width: 15), Column("action", "ACTION", width: 6, isRight: true),
                    Column("dueAt", "DUE", width: 16, text: reporting.minute), Column("owner", "OWNER", width: 16),
                    Column("what", "WHAT", width: 0),
                ]
            },
            rows: { [owner] reader in
                try reader.openActions().filter { owner == nil || $0.action.owner == owner }.map { review, action in
                    var row: JSONObject = ["review": .string(review.number.rawValue)]
                    for member in action.json.members { row[member.key] = member.value }
                    return row
                }
            })
    }
}

/// `logbook review show`
struct ReviewShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a review and what it led to, as it is or as it was.",
        discussion: examples("review show REV-2026-000001"))

    @Argument(help: "The review's number.", transform: reviewNumber)
    var number: ReviewNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            number.stream, in: ReviewProcess.self, else: "there is no review \(number); see 'logbook review list --all'"
        ) { $0?.json }
    }
}

/// `logbook review history`
struct ReviewHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show the events of a review.",
        discussion: examples("review history REV-2026-000001"))

    @Argument(help: "The review's number.", transform: reviewNumber)
    var number: ReviewNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws { try await query.writeHistory(of: number.stream, "review", number.rawValue) }
}
