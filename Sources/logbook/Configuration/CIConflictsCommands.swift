import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook ci conflicts …`
struct CIConflictsCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts", abstract: "What sources report and nobody has decided yet.",
        discussion: examples(
            "ci conflicts", "ci conflicts list --kind reclassification --format json",
            "ci conflicts resolve srv-1 serial --reason 'srv-9 was merged into it'"),
        subcommands: [CIConflictsListCommand.self, CIConflictsResolveCommand.self],
        defaultSubcommand: CIConflictsListCommand.self)
}

/// `logbook ci conflicts list`
struct CIConflictsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List open conflicts, in the order of the items' ids.",
        discussion: """
            identity: several items have what identifies one. reclassification: a source reports an item under another class \
            ('logbook ci reclassify' moves it). value: two sources take turns about an attribute.

            \(examples("ci conflicts list --kind identity", "ci conflicts list --as-of 2026-03-31"))
            """)

    @Option(help: "Only conflicts of this kind: identity, reclassification or value.", transform: named)
    var kind: CIConflictKind?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let rows: [JSONObject]
        do {
            let (kind, moment) = (kind, query.moment.moment(in: engine.zone))
            let names = try await ShownNames(engine, query, moment)
            rows = try await engine.read(CITable.self, moment) { table in
                var rows: [JSONObject] = []
                try CIFilter(isConflicting: true).scan(table) { row in
                    rows += row.item.conflicts.filter { kind == nil || $0.kind == kind }.map {
                        json($0, of: row.item, names)
                    }
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
                Column.ci, .ciClass, Column("kind", "KIND", width: 16), Column("what", "ABOUT", width: 12),
                Column("since", "SINCE", width: 16, text: reporting.minute), Column("values", "VALUES", width: 24),
                Column("others", "OTHERS", width: 0),
            ], keys: ["ci", "class", "kind", "what", "values", "others", "since"])
    }

    private func json(_ conflict: CIConflict, of item: ConfigurationItem, _ names: ShownNames) -> JSONObject {
        [
            "ci": names.json(item.id), "class": .string(item.ciClass), "kind": .string(conflict.kind.name),
            "what": .string(conflict.what),
            "values": .array(names.shows(item.id) ? conflict.values.map(JSONValue.string) : []),
            "others": .array(conflict.others.map(names.json)),
            "since": .string(conflict.since.description),
        ]
    }
}

/// `logbook ci conflicts resolve`
struct CIConflictsResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Say how a conflict was decided.",
        discussion: examples("ci conflicts resolve srv-1 serial --reason 'srv-9 was merged into it'"))

    @OptionGroup
    var item: CIArgument
    @Argument(help: "What it is about: an attribute or an identifier rule, as listed.")
    var what: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws { try await options.record(on: item.ci.stream) { _ in ResolveCIConflict(about: what) } }
}
