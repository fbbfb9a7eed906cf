import EventLog
import EventModel
import Processes
import ReadModels
import Synchronization

/// The configuration graph in memory, made from its tables at the first question and kept at their newest rows after that.
final class GraphCache: Sendable {
    private struct Held {
        var graph = ConfigurationGraph()
        /// Every event up to here is in it; nil before it was made.
        var position: Position?
        /// Rows that were read for questions about parts of it, before it was made.
        var rowsReadInParts = 0
    }
    private let held = Mutex(Held())

    /// The graph with every event that was acknowledged before. Blocks.
    func graph(
        items: ReadModel<CITable>, relationships: ReadModel<RelationshipTable>, store: any EventStore
    ) throws -> ConfigurationGraph {
        try held.withLock { held in
            let head = try store.head().position
            if let position = held.position {
                if position == head { return held.graph }
                if let touched = try Self.touched(after: position, through: head, store) {
                    if touched.isEmpty {
                        held.position = head
                        return held.graph
                    }
                    let position = try Self.update(&held.graph, touched, items, relationships)
                    held.position = min(position, head)
                    return held.graph
                }
            }
            held = Held()
            held.position = try Self.fill(&held.graph, items, relationships)
            return held.graph
        }
    }

    /// How many rows may be read for a question about a part of the graph: fewer than making the whole costs, all such questions
    /// together. None once it is made.
    func allowance(rowCount: Int) -> Int {
        held.withLock { held in
            held.position == nil ? min(rowCount / costOfARowInAPart, rowCount - held.rowsReadInParts) : 0
        }
    }

    func spent(_ rowsRead: Int) { held.withLock { $0.rowsReadInParts += rowsRead * costOfARowInAPart } }

    /// The streams whose rows may have changed; nil where that is more than is good to look at one by one.
    private static func touched(
        after position: Position, through head: Position, _ store: any EventStore
    ) throws -> Set<StreamID>? {
        guard head.rawValue - position.rawValue <= mostTouched else { return nil }
        var (streams, next) = (Set<StreamID>(), position.next)
        while next <= head {
            let records = try store.read(from: next, through: head, limit: 1024)
            guard let last = records.last else { break }
            for record in records where isOfGraph(record.stream) { streams.insert(record.stream) }
            next = last.position.next
        }
        return streams
    }

    private static func isOfGraph(_ stream: StreamID) -> Bool {
        CITable.categories.contains(stream.category) || RelationshipTable.categories.contains(stream.category)
    }

    private static func update(
        _ graph: inout ConfigurationGraph, _ streams: Set<StreamID>, _ items: ReadModel<CITable>,
        _ relationships: ReadModel<RelationshipTable>
    ) throws -> Position {
        let ordered = streams.sorted()
        let first = try items.read { table in
            for stream in ordered where stream.category == CIProcess.category {
                if let row = try table.row(stream) { graph.set(row) }
            }
            return table.position
        }
        let second = try relationships.read { table in
            for stream in ordered where stream.category == RelationshipProcess.category {
                if let row = try table.row(stream) { graph.set(row) }
            }
            return table.position
        }
        return min(first, second)
    }

    private static func fill(
        _ graph: inout ConfigurationGraph, _ items: ReadModel<CITable>, _ relationships: ReadModel<RelationshipTable>
    ) throws -> Position {
        let first = try items.read { table in
            graph.reserve(items: try table.rowCount(), relationships: 0)
            try table.scanRows { _, row in
                graph.set(row)
                return .more
            }
            return table.position
        }
        let second = try relationships.read { table in
            graph.reserve(items: 0, relationships: try table.rowCount())
            try table.scanRows { _, row in
                graph.set(row, isNew: true)
                return .more
            }
            return table.position
        }
        graph.layOut()
        return min(first, second)
    }
}

/// How many times as long a row takes that is looked up by its name as one of a whole table.
private let costOfARowInAPart = 8
/// The most events whose streams are looked up one by one; past that the tables are read as a whole.
private let mostTouched: UInt64 = 20_000
