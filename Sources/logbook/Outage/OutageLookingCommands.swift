import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook outage list`
struct OutageListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List outages that are not over, the first that started first; or all of them.",
        discussion: examples("outage list", "outage list --all --service mail --format json"))

    @Flag(help: "Those that are over and those that never were, too.")
    var all = false
    @Option(help: "Those of a service.", transform: identifier)
    var service: ServiceID?
    @Option(help: "Those of an item.", transform: identifier)
    var ci: CIID?
    @Option(help: "Those that belong to an incident.", transform: incidentNumber)
    var incident: IncidentNumber?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        var filter = OutageFilter()
        (filter.service, filter.ci, filter.incident, filter.isWithEnded) = (service, ci, incident, all)
        try await query.list(
            OutageTable.self,
            columns: { reporting in
                [
                    Column("number", "NUMBER", width: 15), Column("state", "STATE", width: 6),
                    Column("service", "SERVICE", width: 14), Column("ci", "CI", width: 14),
                    Column("severity", "SEVERITY", width: 8),
                    Column("startedAt", "FROM", width: 16, text: reporting.minute),
                    Column("endedAt", "TO", width: 16, text: reporting.minute),
                    Column("incident", "INCIDENT", width: 15), Column("cause", "CAUSE", width: 0),
                ]
            },
            rows: { [filter] reader in try reader.outages(filter).map(\.json) })
    }
}

/// `logbook outage show`
struct OutageShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an outage, as it is or as it was known.",
        discussion: examples("outage show OUT-2026-000001 --as-known-at 2026-03-31"))

    @Argument(help: "The outage's number.", transform: outageNumber)
    var number: OutageNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        try await query.show(
            number.stream, in: OutageProcess.self, else: "there is no outage \(number); see 'logbook outage list --all'"
        ) { $0?.json }
    }
}

/// `logbook outage history`
struct OutageHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show the events of an outage.",
        discussion: examples("outage history OUT-2026-000001"))

    @Argument(help: "The outage's number.", transform: outageNumber)
    var number: OutageNumber
    @OptionGroup
    var query: QueryOptions

    func run() async throws { try await query.writeHistory(of: number.stream, "outage", number.rawValue) }
}
