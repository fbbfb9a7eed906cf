import ArgumentParser
import EventModel
import Processes

/// `logbook incident notify`
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Record that a customer was told about it, or that telling failed.",
        discussion: examples(
            "incident notify INC-2026-000001 --template resolved --channel mail --recipient person-17"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "Which text.")
    var template: String
    @Option(help: "How: mail, phone, chat, portal or text.", transform: named)
    var channel: NotificationChannel
    @Option(help: "Who.", transform: identifier)
    var recipient: PersonID
    @Option(help: "What went wrong, where telling failed.")
    var failure: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: nil) { _ in
            RecordNotification(
                incident: number, template: template, channel: channel, recipient: recipient, failure: failure)
        }
    }
}
