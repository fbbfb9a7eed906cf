import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook ci list`
struct CIListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List items, in the order of their ids.",
        discussion: examples("ci list --class Database", "ci list --status repair --format json --as-of 2026-03-31"))

    @Option(name: .customLong("class"), help: "Only items of this class.")
    var ciClass: String?
    @Option(help: "Only items that stand there: production, retired, ….", transform: named)
    var status: CIStatus?
    @Option(help: "Only items with this value of an attribute.", transform: attribute)
    var with: AttributeValue?
    @Flag(help: "Only items with something that nobody has decided yet.")
    var conflicting = false
    @Flag(help: "Only items that no source has seen for longer than the schema allows.")
    var stale = false
    @Flag(help: "Also retired items, and those made one with others.")
    var all = false
    @Option(help: "At most so many items.")
    var limit: Int?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let filter = CIFilter(
            ciClass: ciClass, status: status, attribute: with, isConflicting: conflicting, isStale: stale,
            isAll: all || status == .retired)
        let (format, limit) = (query.format.format, limit ?? .max)
        do {
            let names = try await ShownNames(engine, query, query.moment.moment(in: engine.zone))
            try await engine.read(CITable.self, query.moment.moment(in: engine.zone)) { table in
                var writer = RowWriter(
                    StandardOutput(), format, columns: CIFields.columns, keys: CIFields.names)
                try filter.scan(table) { row in
                    guard writer.count < limit else { return .enough }
                    try writer.write(CIFields.json(row.item, names))
                    return .more
                }
                try writer.finish()
            }
        } catch let error as EngineError {
            throw Failure(error)
        }
        await engine.close()
    }
}

/// `logbook ci show`
struct CIShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an item: attributes with their sources, relationships, incidents.",
        discussion: examples("ci show db-1", "ci show db-1 --as-of 2026-03-31 --format json"))

    @OptionGroup
    var item: CIArgument
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        do {
            let moment = query.moment.moment(in: engine.zone)
            guard let found = try await engine.configurationItem(item.ci, moment) else {
                throw Failure(.notFound, "there is no configuration item \(item.ci); see 'logbook ci list'")
            }
            let shown = try await ShownNames(engine, query, moment)
            try shown.mustShow(found)
            let (relationships, incidents) = (
                try await engine.neighbours(of: found.id, moment), try await engine.incidents(of: found, moment)
            )
            let names = try await engine.names(of: relationships.map(\.other), moment)
            let covering = CIFields.json(covering: try await engine.changes(covering: found, moment))
            await engine.close()
            var answer = CIFields.json(found, relationships, incidents, shown)
            answer["coveredBy"] = covering
            try writeObject(answer, query.format.format) { output in
                var facts = CIFields.facts(found, relationships, incidents, names, shown)
                facts["coveredBy"] = covering
                try writeFacts(facts, output, engine.reporting)
            }
        } catch let error as EngineError {
            throw Failure(error)
        }
    }
}

/// `logbook ci history`
struct CIHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what happened to an item, by whom, in the order of its time.",
        discussion: examples("ci history db-1", "ci history db-1 --attribute version"))

    @OptionGroup
    var item: CIArgument
    @Option(help: "Only changes of this attribute: who changed it, from what to what.")
    var attribute: String?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        do {
            let records = try await engine.history(of: item.ci.stream, query.moment.moment(in: engine.zone))
            guard !records.isEmpty else {
                throw Failure(.notFound, "there is no configuration item \(item.ci); see 'logbook ci list'")
            }
            if let item = try await engine.configurationItem(item.ci) {
                try await ShownNames(engine, query, .now).mustShow(item)
            }
            let rows = try records.flatMap { try CIFields.history($0, attribute) }
            await engine.close()
            let reporting = engine.reporting
            try query.write(
                rows,
                columns: [
                    Column("position", "POSITION", width: 9, isRight: true),
                    Column("occurredAt", "OCCURRED", width: 16, text: reporting.minute),
                    Column("actor", "ACTOR", width: 14), Column("event", "EVENT", width: 22),
                    Column("what", "WHAT", width: 0),
                ], keys: ["position", "occurredAt", "actor", "event", "what"])
        } catch let error as EngineError {
            throw Failure(error)
        }
    }
}
