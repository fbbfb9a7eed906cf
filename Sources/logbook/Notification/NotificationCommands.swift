import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook notification …`
struct NotificationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notification", abstract: "What people are to be told, and whether they were.",
        discussion: """
            Policies ask for notices; nothing is sent from here. Whoever sends takes what is not delivered from the list \
            (or follows NotificationRequested) and says what came of it.

            \(examples(
                "notification list", "notification delivered 5e884898da28047151d0e56f8dc62927 --channel mail",
                "notification failed 5e884898da28047151d0e56f8dc62927 --channel phone --reason \"No answer\""))
            """,
        subcommands: [
            NotificationListCommand.self, NotificationShowCommand.self, NotificationDeliveredCommand.self,
            NotificationFailedCommand.self,
        ])
}

/// `logbook notification list`
struct NotificationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List notices that are not delivered, the first asked for first; or all of them.",
        discussion: examples("notification list", "notification list --all --to agent-4 --format json"))

    @Flag(help: "Delivered ones too.")
    var all = false
    @Option(help: "Those to a person, a group or an owner.", transform: identifier)
    var to: ReferenceCode?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.list(
            OutboxTable.self,
            columns: { reporting in
                [
                    Column("id", "NOTICE", width: 32), Column("state", "STATE", width: 9),
                    Column("requestedAt", "SINCE", width: 16, text: reporting.minute),
                    Column("recipient", "TO", width: 16), Column("template", "TEXT", width: 20),
                    Column("about", "ABOUT", width: 0),
                ]
            },
            rows: { [all, to] reader in
                let found = try to.map { try reader.notices(to: $0) } ?? (all ? reader.notices() : reader.undelivered())
                return found.filter { all || $0.deliveredAt == nil }.map(\.json)
            })
    }
}

/// `logbook notification show`
struct NotificationShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a notice, as it is or as it was.",
        discussion: examples("notification show 5e884898da28047151d0e56f8dc62927"))

    @Argument(help: "The notice.", transform: identifier)
    var notice: NoticeID
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            notice.stream, in: OutboxProcess.self,
            else: "there is no notice \(notice); see 'logbook notification list --all'"
        ) { $0?.json }
    }
}

/// `logbook notification delivered`
struct NotificationDeliveredCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delivered", abstract: "Record that the recipient of a notice was told.",
        discussion: examples("notification delivered 5e884898da28047151d0e56f8dc62927 --channel mail"))

    @Argument(help: "The notice.", transform: identifier)
    var notice: NoticeID
    @Option(help: "How: mail, phone, chat, portal or text.", transform: named)
    var channel: NotificationChannel
    @Option(help: "What the message is called where it was delivered.")
    var reference: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: notice.stream) { _ in RecordDelivery(over: channel, reference: reference) }
    }
}

/// `logbook notification failed`
struct NotificationFailedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failed", abstract: "Record that telling the recipient of a notice failed; it may be tried again.",
        discussion: examples(
            "notification failed 5e884898da28047151d0e56f8dc62927 --channel phone --reason \"No answer\""))

    @Argument(help: "The notice.", transform: identifier)
    var notice: NoticeID
    @Option(help: "How it was tried: mail, phone, chat, portal or text.", transform: named)
    var channel: NotificationChannel
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: notice.stream) { _ in
            RecordDelivery(failedOver: channel, because: options.write.reason ?? "")
        }
    }
}
