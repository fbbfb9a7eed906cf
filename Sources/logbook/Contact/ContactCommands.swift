import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook contact …`
struct ContactCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Calls, mails and chats of callers with the desk.",
        discussion: examples(
            "contact receive --channel phone --caller person-17", "contact answer CON-2026-000001",
            "contact link CON-2026-000001 --incident INC-2026-000001"),
        subcommands: [
            ContactShowCommand.self, ContactReceiveCommand.self, ContactAnswerCommand.self, ContactAbandonCommand.self,
            ContactLinkCommand.self, ContactAnswerDirectlyCommand.self,
        ])
}

extension RecordingOptions {
    /// Executes a command on a contact.
    fileprivate func record(_ command: some ContactCommand, on contact: ContactID) async throws {
        let stream = StreamID(category: ContactProcess.category, key: contact.rawValue)
        try await record(on: stream) { _ in command }
    }
}

/// `logbook contact show`
struct ContactShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a contact, now or then.",
        discussion: examples("contact show CON-2026-000001"))

    @Argument(help: "The contact's number.", transform: identifier)
    var number: ContactID
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let stream = StreamID(category: ContactProcess.category, key: number.rawValue)
        try await query.show(
            stream, in: ContactProcess.self,
            else: "there is no contact \(number); see 'logbook events list --category contact'"
        ) { $0.map(json) }
    }

    private func json(_ found: Contact) -> JSONObject {
        [
            "number": .string(number.rawValue), "state": .string(found.stateName),
            "channel": found.channel.map { .string($0.name) } ?? .null,
            "caller": found.caller.map { .string($0.rawValue) } ?? .null,
            "receivedAt": .string(found.receivedAt.description),
            "waitMicros": found.waitMicros.map { .integer($0) } ?? .null,
            "incidents": .array(found.incidents.map { .string($0.rawValue) }),
            "article": found.article.map { .string($0.rawValue) } ?? .null,
        ]
    }
}

/// `logbook contact receive`
struct ContactReceiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Record that somebody got in touch.",
        discussion: examples("contact receive --channel phone --caller person-17"))

    @Option(help: "How: phone, mail, chat, portal or walk-in.", transform: named)
    var channel: ContactChannel
    @Option(help: "Who.", transform: identifier)
    var caller: PersonID?
    @Option(help: "What the telephone system or mail server calls it.")
    var callId: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: nil) { _ in ReceiveContact(channel: channel, caller: caller, callID: callId) }
    }
}

/// `logbook contact answer`
struct ContactAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Record that the desk answered: the wait is over.",
        discussion: examples("contact answer CON-2026-000001"))

    @Argument(help: "The contact's number.", transform: identifier)
    var number: ContactID
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(AnswerContact(), on: number) }
}

/// `logbook contact abandon`
struct ContactAbandonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "abandon", abstract: "Record that the caller gave up waiting.",
        discussion: examples("contact abandon CON-2026-000001"))

    @Argument(help: "The contact's number.", transform: identifier)
    var number: ContactID
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(AbandonContact(), on: number) }
}

/// `logbook contact link`
struct ContactLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Say which incident the contact was about.",
        discussion: examples(
            "contact link CON-2026-000001 --incident INC-2026-000001",
            "contact link CON-2026-000002 --incident INC-2026-000001 --not-solved"))

    @Argument(help: "The contact's number.", transform: identifier)
    var number: ContactID
    @Option(help: "The incident's number.", transform: incidentNumber)
    var incident: IncidentNumber
    @Flag(
        help:
            "What the caller says of it, in so many words; one that is not solved is reopened, or comes back as a new one."
    )
    var answer: CallersAnswer?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(LinkContact(to: incident, isSolved: answer.map { $0 == .solved }), on: number)
    }
}

/// What a caller says of an incident.
enum CallersAnswer: String, EnumerableFlag {
    case solved
    case notSolved
}

/// `logbook contact answer-directly`
struct ContactAnswerDirectlyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer-directly", abstract: "Say that an article answered it: no incident was needed.",
        discussion: examples("contact answer-directly CON-2026-000001 --article KB-4"))

    @Argument(help: "The contact's number.", transform: identifier)
    var number: ContactID
    @Option(help: "The article.", transform: identifier)
    var article: ReferenceCode
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(AnswerContactDirectly(article: article), on: number) }
}
