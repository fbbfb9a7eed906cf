import EventModel
import Processes
import ReadModels

/// Reads the part of the configuration graph that a question touches straight from its tables, item by item.
struct GraphExplorer {
    private(set) var graph = ConfigurationGraph.part()
    private let items: ReadModel<CITable>
    private let relationships: ReadModel<RelationshipTable>
    /// The most rows that are read before it is given up.
    private let limit: Int
    private(set) var rowsRead = 0
    /// The items of the graph before this one have their rows.
    private var withRows = 0

    /// Reads what must be there from the beginning: items that others are one with, or a group of others.
    init(items: ReadModel<CITable>, relationships: ReadModel<RelationshipTable>, limit: Int) throws {
        (self.items, self.relationships, self.limit) = (items, relationships, limit)
        let joined = try items.read { table in
            var rows: [CIRow] = []
            try table.scan(.joined, .all, .ascending) { _, stream throws(TableError) in
                if let row = try table.row(stream) { rows.append(row) }
                return rows.count < limit ? .more : .enough
            }
            return rows
        }
        rowsRead += joined.count
        for row in joined { graph.set(row) }
        try readRows(of: [])
    }

    /// Whether it has read more than it was to, and is no part to answer from.
    var isTooLarge: Bool { rowsRead >= limit }

    /// Reads what touches the items, and the rows of the items at the other ends.
    mutating func explore(_ ids: [CIID]) throws {
        let left = limit - rowsRead
        let found = try relationships.read { table in
            var found: [Relationship] = []
            func take(_ row: Relationship?) -> ScanStep {
                if let row { found.append(row) }
                return found.count < left ? .more : .enough
            }
            for id in ids where found.count < left {
                try table.scanRows(named: RelationshipID.prefix(from: id), .ascending) { _, row in take(row) }
                try table.scan(.to, .exactly(IndexKey(id.rawValue)), .ascending) { _, stream throws(TableError) in
                    take(try table.row(stream))
                }
            }
            return found
        }
        rowsRead += found.count
        for row in found { graph.set(row) }
        try readRows(of: ids)
        for id in ids { graph.explore(id) }
    }

    private mutating func readRows(of ids: [CIID]) throws {
        var wanted = ids
        while !wanted.isEmpty || withRows < graph.items.count {
            wanted += graph.items[withRows...]
            withRows = graph.items.count
            let rows = try items.read { [wanted] table in try wanted.compactMap { try table.row($0.stream) } }
            rowsRead += wanted.count
            for row in rows { graph.set(row) }
            wanted = []
        }
    }
}

extension GraphCache {
    /// What `ask` says of a part of the graph; nil where the whole is to be preferred.
    func askPart<Answer>(
        _ items: ReadModel<CITable>, _ relationships: ReadModel<RelationshipTable>, _ seeds: [CIID],
        _ ask: (ConfigurationGraph) throws -> Answer
    ) throws -> Result<Answer, any Error>? {
        let rowCount = try items.read { try $0.rowCount() } + relationships.read { try $0.rowCount() }
        let limit = allowance(rowCount: rowCount)
        guard limit >= smallestPart else { return nil }
        var explorer = try GraphExplorer(items: items, relationships: relationships, limit: limit)
        defer { spent(explorer.rowsRead) }
        return try explorer.answer(seeds, ask)
    }
}

extension GraphExplorer {
    /// What `ask` says once it finds everything that it looks for; nil where that is too much.
    mutating func answer<Answer>(
        _ seeds: [CIID], _ ask: (ConfigurationGraph) throws -> Answer
    ) throws -> Result<Answer, any Error>? {
        var wanted = seeds
        for _ in 0..<mostRounds {
            try explore(wanted)
            if isTooLarge { return nil }
            let answer = Result { try ask(graph) }
            wanted = graph.takeMissing()
            if wanted.isEmpty { return answer }
        }
        return nil
    }
}

/// Below that the whole is as quick.
private let smallestPart = 256
/// How often a question is asked: what it leads to is further away than that in few graphs.
private let mostRounds = 64
