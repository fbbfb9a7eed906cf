import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// `logbook ci components`
struct CIComponentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "components", abstract: "List circles: items each of which leads to all others of its group.",
        discussion: examples("ci components", "ci components --weak --format json"))

    @Flag(help: "Items that are related in any way, instead of circles.")
    var weak = false
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let weak = weak
        let rows = try await query.graph { view in
            let components = Components(in: view)
            return (weak ? components.weak() : components.strong()).map { group -> JSONObject in
                ["size": .integer(Int64(group.count)), "cis": view.names(group)]
            }
        }
        let items = Column("cis", "CIS", width: 0) { value in
            guard case .array(let items) = value else { return "" }
            return items.map(\.cell).joined(separator: ", ")
        }
        try query.write(
            rows, columns: [Column("size", "SIZE", width: 6, isRight: true), items], keys: ["size", "cis"])
    }
}

/// `logbook ci orphans`
struct CIOrphansCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orphans", abstract: "List items without any relationship.", discussion: examples("ci orphans"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let rows = try await query.graph { view in Components(in: view).orphans().map { view.row($0) } }
        try query.write(try await query.named(rows), columns: [.ci, .ciClass, .name], keys: ["ci", "class"])
    }
}

/// `logbook ci neighbours`
struct CINeighboursCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "neighbours", abstract: "List an item's relationships.",
        discussion: examples("ci neighbours db-1", "ci neighbours db-1 --type dependsOn --depth 2"))

    @OptionGroup
    var item: CIArgument
    @Option(help: "Only relationships of this type.")
    var type: String?
    @Option(help: "How many relationships away.")
    var depth = 1
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        if depth < 1 { throw ValidationError("--depth is 1 or more, not \(depth)") }
    }

    func run() async throws {
        let (ci, type, depth) = (item.ci, type, depth)
        let rows = try await query.graph { view in
            view.around(try view.mustFind(ci), depth: depth, type: type).map { edge -> JSONObject in
                [
                    "from": view.name(edge.from), "type": .string(edge.type), "to": view.name(edge.to),
                    "distance": .integer(Int64(edge.distance)),
                ]
            }
        }
        let columns = [
            Column("from", "FROM", width: 24), Column("type", "TYPE", width: 14), Column("to", "TO", width: 24),
            .distance,
        ]
        try query.write(rows, columns: columns, keys: ["from", "type", "to", "distance"])
    }
}

/// `logbook ci diff`
struct CIDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what of the configuration is otherwise at one instant than at another.",
        discussion: examples(
            "ci diff --from 2026-01-01 --to 2026-02-01", "ci diff --from 2026-01-01 --to now --format json"))

    @Option(help: "The first instant.", transform: TimeArgument.parse)
    var from: TimeArgument
    @Option(help: "The second instant; now where left out.", transform: parseTimeOrNow)
    var to: KnownAtArgument = .now
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let engine = try await query.log.openForReading()
        let zone = engine.zone
        var moments = [query.moment.moment(in: zone), query.moment.moment(in: zone)]
        moments[0].asOf = from.instant(in: zone)
        if case .time(let time) = to { moments[1].asOf = time.instant(in: zone) }
        do {
            let answer = try await engine.configurationDiff(
                from: moments[0], to: moments[1], seeing: query.sight)
            await engine.close()
            try query.write(answer.json)
        } catch let error as EngineError {
            throw Failure(error)
        }
    }
}

@Sendable private func parseTimeOrNow(_ text: String) throws -> KnownAtArgument {
    text == "now" ? .now : .time(try TimeArgument.parse(text))
}
