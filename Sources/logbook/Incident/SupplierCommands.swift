import ArgumentParser
import Processes

/// `logbook incident engage-supplier`
struct EngageSupplierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engage-supplier", abstract: "Ask a supplier to work on it.",
        discussion: examples("incident engage-supplier INC-2026-000001 --supplier carrier-1 --reference CS-4711"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "Which supplier.", transform: identifier)
    var supplier: SupplierID
    @Option(help: "The supplier's own number for it.")
    var reference: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in EngageSupplier(supplier: supplier, reference: reference) }
    }
}

/// `logbook incident supplier-responded`
struct SupplierRespondedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supplier-responded", abstract: "Record that the supplier answered.",
        discussion: examples("incident supplier-responded INC-2026-000001 --reference CS-4712"))

    @Argument(help: "The incident's number.", transform: incidentNumber)
    var number: IncidentNumber
    @Option(help: "Which supplier (default: the one engaged last).", transform: identifier)
    var supplier: SupplierID?
    @Option(help: "The supplier's own number for it.")
    var reference: String?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number) { _ in RecordSupplierResponse(supplier: supplier, reference: reference) }
    }
}
