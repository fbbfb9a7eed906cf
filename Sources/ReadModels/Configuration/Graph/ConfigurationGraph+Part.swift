public import Processes
import Synchronization

/// What of the graph is in memory, where that is not all of it.
///
/// A view of a part notes whose relationships a question asked for that are not there. What it answered then counts for nothing: the
/// question is asked again of a larger part, until it finds everything that it looks for.
struct GraphPart: Sendable {
    /// Whose relationships are all there, and their other ends with their rows; or that there is no such item.
    var explored: Set<CIID> = []
    var exploredNumbers: Set<Int32> = []
    let missing = Missing()

    final class Missing: Sendable {
        private let ids = Mutex<Set<CIID>>([])

        func insert(_ id: CIID) { ids.withLock { _ = $0.insert(id) } }
        func take() -> [CIID] {
            ids.withLock { ids in
                defer { ids = [] }
                return ids.sorted()
            }
        }
    }
}

extension ConfigurationGraph {
    /// A graph that is filled item by item, by `explore`. It must have, from the beginning, every item whose row has other marks
    /// than that it was registered.
    public static func part() -> ConfigurationGraph {
        var graph = ConfigurationGraph()
        graph.part = GraphPart()
        return graph
    }

    /// Says that everything that touches `id` was set.
    public mutating func explore(_ id: CIID) {
        part?.explored.insert(id)
        if let number = number(of: id) { part?.exploredNumbers.insert(number) }
    }

    /// The items that somebody looked for since this was asked last, and that were not explored.
    public func takeMissing() -> [CIID] { part?.missing.take() ?? [] }

    /// Notes that somebody looks for what touches an item.
    func need(_ item: Int32) {
        guard let part, !part.exploredNumbers.contains(item) else { return }
        part.missing.insert(items[Int(item)])
    }

    /// The same, of an item that there may not be.
    func need(_ id: CIID) {
        guard let part, !part.explored.contains(id) else { return }
        part.missing.insert(id)
    }
}
