import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// Which way an impact is asked for.
enum ImpactDirection: String, ExpressibleByArgument, CaseIterable {
    /// What suffers when the item is down.
    case down
    /// What takes the item down.
    case up
}

/// `logbook ci impact`
struct CIImpactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact",
        abstract: "Show what suffers when an item is down, or what could have caused that it is.",
        discussion: """
            Down, the default, gives each item that would not be up: its state after redundancy, and the way that \
            leads there. Up gives everything the item depends on, with what the item comes to when that alone is down.

            \(examples("ci impact db-1", "ci impact shop --direction up --as-of 2026-03-31 --format json"))
            """)

    @OptionGroup
    var item: CIArgument
    @Option(help: "down: what suffers; up: what it depends on.")
    var direction: ImpactDirection = .down
    @Option(help: "At most so many items; the answer says when there are more.")
    var limit: Int?
    @OptionGroup
    var query: QueryOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is a number of items, not \(limit)") }
    }

    func run() async throws {
        let (ci, direction) = (item.ci, direction)
        let answer = try await query.graph(near: [ci]) { view in
            let item = try view.mustFind(ci)
            return (head: view.head(item), rows: direction == .down ? view.suffering([item]) : view.causing(item))
        }
        try await query.write(answer.head, affected: answer.rows, limit: limit)
    }
}

/// `logbook ci blast-radius`
struct CIBlastRadiusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blast-radius", abstract: "Show what suffers when several items are down together.",
        discussion: examples("ci blast-radius pdu-a pdu-b"))

    @Argument(help: "The items' ids.", transform: ciID)
    var items: [CIID]
    @Option(help: "At most so many items; the answer says when there are more.")
    var limit: Int?
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let ids = items
        let answer = try await query.graph(near: ids) { view in
            let items = try ids.map { try view.mustFind($0) }
            var head = view.head(items[0])
            head["ci"] = nil
            head["cis"] = view.names(items)
            return (head: head, rows: view.suffering(items))
        }
        try await query.write(answer.head, affected: answer.rows, limit: limit)
    }
}

extension GraphView {
    fileprivate func suffering(_ items: [Int32]) -> [JSONObject] {
        let impact = Impact(of: items, in: self)
        return impact.affected.map { affected($0.item, $0.state, $0.distance, impact.path(to: $0.item)) }
    }

    fileprivate func causing(_ item: Int32) -> [JSONObject] {
        let causes = Causes(of: item, in: self)
        return causes.causes.map { affected($0.item, $0.state, $0.distance, causes.path(to: $0.item)) }
    }

    private func affected(_ item: Int32, _ state: ImpactState, _ distance: Int, _ path: [Int32]) -> JSONObject {
        row(
            item,
            ["state": .string(state.name), "distance": .integer(Int64(distance)), "path": names(path)])
    }
}

extension QueryOptions {
    /// Writes what was asked and, as `affected`, the items; at most `limit` of them.
    fileprivate func write(_ head: JSONObject, affected: [JSONObject], limit: Int?) async throws {
        let shown = try await named(limit.map { Array(affected.prefix($0)) } ?? affected)
        switch format.format {
        case .json, .ndjson:
            var answer = head
            answer["affected"] = .array(shown.map(JSONValue.object))
            answer["truncated"] = .bool(shown.count < affected.count)
            try writeObject(answer, format.format) { _ in }
        case .table, .csv:
            try write(
                shown, columns: [.ci, .name, .ciClass, .state, .distance, .path],
                keys: ["ci", "class", "state", "distance", "path"])
            if shown.count < affected.count {
                Terminal.complain("\(affected.count - shown.count) more; see --limit")
            }
        }
    }
}

/// `logbook ci spof`
struct CISpofCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spof", abstract: "List what takes a service down alone: its single points of failure.",
        discussion: examples("ci spof shop", "ci spof shop --as-of 2026-03-31 --format json"))

    @OptionGroup
    var item: CIArgument
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let ci = item.ci
        let rows = try await query.graph(near: [ci]) { view in
            Causes(of: try view.mustFind(ci), in: view).singlePointsOfFailure.map { view.row($0.item) }
        }
        try query.write(try await query.named(rows), columns: [.ci, .ciClass, .name], keys: ["ci", "class"])
    }
}

/// `logbook ci path`
struct CIPathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Show the shortest way from one item to another along relationships.",
        discussion: examples("ci path shop db-1", "ci path shop db-1 --all --limit 10", "ci path a b --undirected"))

    @Argument(help: "Where the way begins.", transform: ciID)
    var from: CIID
    @Argument(help: "Where it ends.", transform: ciID)
    var to: CIID
    @Flag(help: "Follow relationships either way.")
    var undirected = false
    @Flag(help: "Every way that passes no item twice.")
    var all = false
    @Option(help: "With --all: at most so many ways.")
    var limit = 100
    @Option(help: "With --all: none with more relationships.")
    var longest = 32
    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let (from, to, all, limit, longest) = (from, to, all, limit, longest)
        let following: Paths.Following = undirected ? .bothWays : .forwards
        let answer = try await query.graph(near: [from, to]) { view -> JSONObject in
            let (start, end) = (try view.mustFind(from), try view.mustFind(to))
            let paths = Paths(in: view, following: following)
            guard all else { return ["path": view.names(paths.shortest(from: start, to: end) ?? [])] }
            let found = paths.simple(from: start, to: end, limit: limit, longest: longest)
            return ["paths": .array(found.paths.map(view.names)), "truncated": .bool(found.isTruncated)]
        }
        try writeObject(answer, query.format.format) { output in
            guard case .array(let paths)? = answer["paths"] else {
                return try output.line(
                    answer["path"].map(Column.path.text).flatMap { $0.isEmpty ? nil : $0 } ?? "no way")
            }
            for path in paths { try output.line(Column.path.text(path)) }
            if answer["truncated"] == .bool(true) { Terminal.complain("there may be more; see --limit and --longest") }
        }
    }
}
