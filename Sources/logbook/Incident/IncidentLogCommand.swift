import ArgumentParser
import EventModel
import Processes

/// `logbook incident log`
struct IncidentLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Log a new incident; its priority comes from the matrix in force.",
        discussion: """
            Known errors that it may be one of are named, with their workarounds where these are published; and problems that \
            were resolved and may be back.

            \(examples("incident log --title \"Mail does not arrive\" --impact high --caller person-17 --service mail"))
            """)

    @Option(help: "What is wrong, in one line.")
    var title: String
    @Option(help: "How far the business is hit: 1 high, 2 medium, 3 low.", transform: level)
    var impact: Impact = .medium
    @Option(help: "How soon it must be dealt with: 1 high, 2 medium, 3 low.", transform: level)
    var urgency: Urgency = .medium
    @Option(help: "Who reported it.", transform: identifier)
    var caller: PersonID?
    @Option(help: "The organisation that is hit.", transform: identifier)
    var customer: CustomerID?
    @Option(help: "The service that is hit.", transform: identifier)
    var service: ServiceID?
    @Option(help: "The configuration item that is hit.", transform: identifier)
    var ci: CIID?
    @Option(help: "What kind of incident it is.")
    var category: String?
    @Option(help: "What was said, at length; sealed with the caller's key.")
    var description: String?
    @Option(help: "Where it was noticed: phone, mail, chat, portal, walk-in, alert.", transform: named)
    var source: IncidentSource = .portal
    @Option(
        help: ArgumentHelp("When it was first noticed (\(TimeArgument.help)).", valueName: "instant"),
        transform: TimeArgument.parse)
    var detectedAt: TimeArgument?
    @Option(help: "The contact that it came with.", transform: identifier)
    var contact: ContactID?
    @Option(help: "The incident that came back with this one.", transform: incidentNumber)
    var previous: IncidentNumber?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.recordIncident(titled: title) { zone in command(in: zone) }
    }

    private func command(in zone: ZoneRules) -> LogIncident {
        LogIncident(
            title: title, impact: impact, urgency: urgency, source: source,
            detectedAt: detectedAt?.instant(in: zone), caller: caller, customer: customer, service: service, ci: ci,
            category: category, contact: contact, previous: previous,
            description: description.map { PersonalText($0) })
    }
}
