import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook ci coverage`
struct CICoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "List items in production without an owner, an agreement or support.",
        discussion: """
            An owner is the attribute owner or a relationship ownedBy; an agreement is coveredBy, support is supportedBy. \
            People, teams, contracts and documents are left out.

            \(examples("ci coverage --class BusinessService", "ci coverage --gap owner --format json"))
            """)

    @Option(name: .customLong("class"), help: "Only items of this class.")
    var ciClass: String?
    @Option(help: "Only items without this: owner, agreement or support.", transform: parseGap)
    var gap: CoverageGap?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let (ciClass, sight) = (ciClass, query.sight)
        let report = try await query.ask { try await $0.coverage(ofClass: ciClass, $1, seeing: sight) }
        let rows = report.rows.filter { row in gap.map(row.missing.contains) ?? true }.map { row -> JSONObject in
            [
                "ci": .string(row.ci.rawValue), "class": .string(row.ciClass),
                "missing": .array(row.missing.map { .string($0.rawValue) }),
            ]
        }
        switch query.format.format {
        case .json, .ndjson:
            try writeObject(
                [
                    "asOf": .string(report.moment.instant.description),
                    "position": .integer(Int64(report.moment.position.rawValue)),
                    "live": .integer(Int64(report.liveCount)), "gaps": .array(rows.map(JSONValue.object)),
                    "restricted": .integer(Int64(report.restrictedCount)),
                ], query.format.format
            ) { _ in }
        case .table, .csv:
            let missing = Column("missing", "MISSING", width: 0) { value in
                guard case .array(let gaps) = value else { return "" }
                return gaps.map(\.cell).joined(separator: ", ")
            }
            try query.write(rows, columns: [.ci, .ciClass, missing], keys: ["ci", "class", "missing"])
            query.complain(ofRestricted: report.restrictedCount)
            Terminal.complain("\(rows.count) of \(report.liveCount) live items")
        }
    }
}

@Sendable private func parseGap(_ text: String) throws -> CoverageGap {
    if let gap = CoverageGap(rawValue: text) { return gap }
    throw ValidationError("expected owner, agreement or support, not \(text)")
}
