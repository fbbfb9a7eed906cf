import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook ci findings`
struct CIFindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings", abstract: "List what changed on controlled items and no change covers for certain.",
        discussion: """
            unauthorised: no change was at work on the item, or a change that meant another value. attributed: presumably the \
            work of a change, but it may have happened before or after that. indeterminate: several changes were at work. \
            regularised: unauthorised, and approved afterwards; the finding stays.

            \(examples("ci findings", "ci findings --all --format json", "ci findings --as-of 2026-03-31"))
            """)

    @Flag(help: "List regularised, attributed and indeterminate ones too.")
    var all = false
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let rows: [JSONObject]
        do {
            let (all, moment) = (all, query.moment.moment(in: engine.zone))
            let names = try await ShownNames(engine, query, moment)
            rows = try await engine.read(CITable.self, moment) { table in
                var rows: [JSONObject] = []
                let keys = all ? KeyRange.all : .exactly(IndexKey(1 as Int64))
                var seen: Set<StreamID> = []
                try table.scan(.found, keys, .ascending) { _, stream throws(TableError) in
                    guard seen.insert(stream).inserted, let item = try table.row(stream)?.item else { return .more }
                    rows += item.findings.filter { all || $0.isOpen }.map { json($0, of: item, names) }
                    return .more
                }
                return rows
            }
        } catch let error as EngineError {
            throw Failure(error)
        }
        let reporting = engine.reporting
        await engine.close()
        try query.write(
            rows,
            columns: [
                Column.ci, .ciClass, Column("attribute", "ATTRIBUTE", width: 14),
                Column("foundAt", "FOUND", width: 16, text: reporting.minute), Column("verdict", "VERDICT", width: 13),
                Column("delta", "POSITION", width: 9), Column("changes", "CHANGES", width: 0),
            ],
            keys: ["ci", "class", "attribute", "foundAt", "verdict", "delta", "changes", "awaiting", "regularisedBy"])
    }

    private func json(_ finding: CIFinding, of item: ConfigurationItem, _ names: ShownNames) -> JSONObject {
        [
            "ci": names.json(item.id), "class": .string(item.ciClass), "attribute": .string(finding.attribute),
            "foundAt": .string(finding.foundAt.description), "verdict": .string(finding.verdict),
            "delta": .integer(Int64(finding.delta.rawValue)),
            "changes": .array(finding.changes.map { .string($0.rawValue) }),
            "awaiting": finding.awaiting.map { .string($0.rawValue) } ?? .null,
            "regularisedBy": finding.regularisedBy.map { .string($0.rawValue) } ?? .null,
        ]
    }
}

extension CIFinding {
    fileprivate var verdict: String {
        if regularisedBy != nil { return "regularised" }
        return changes.isEmpty ? "unauthorised" : changes.count == 1 ? "attributed" : "indeterminate"
    }
}

/// `logbook ci regularise`
struct CIRegulariseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regularise", abstract: "Say that a change, approved by now, covers what was found on an item.",
        discussion: examples(
            "ci regularise srv-1 --change CHG-2026-000017", "ci regularise srv-1 --change CHG-2026-000017 --delta 81204"
        ))

    @OptionGroup
    var item: CIArgument
    @Option(help: "The change, which covers item and attribute and is authorised.", transform: identifier)
    var change: ChangeNumber
    @Option(help: "The position of what was seen, as listed; all that the change covers where none is given.")
    var delta: UInt64?
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let command = RegulariseUnauthorisedChange(by: change, delta: delta.map { Position($0) })
        try await options.record(on: item.ci.stream) { _ in command }
    }
}
