import EventModel
import Processes

/// What of the graph that is being read has to be remembered.
struct GraphMLGraph {
    let prefix: String
    let isDirected: Bool
    private var nodes: Set<String> = []
    private var edges: Set<RelationshipID> = []
    /// Edges that came before a node of theirs.
    private(set) var waiting: [GraphMLEdge] = []

    init(prefix: String, isDirected: Bool) { (self.prefix, self.isDirected) = (prefix, isDirected) }

    func id(of node: String) -> CIID { CIID(prefix.isEmpty ? node : "\(prefix)/\(node)") }

    /// The item that a node is; nil where there was a node of that id.
    mutating func add(_ node: String) -> CIID? { nodes.insert(node).inserted ? id(of: node) : nil }

    /// What an edge says; nil where it has to wait for its nodes.
    mutating func take(_ edge: GraphMLEdge) -> ConfigurationRow? {
        guard nodes.contains(edge.source), nodes.contains(edge.target) else {
            waiting.append(edge)
            return nil
        }
        return row(edge)
    }

    /// What an edge says behind the last node.
    mutating func takeLate(_ edge: GraphMLEdge) -> ConfigurationRow {
        for node in [edge.source, edge.target] where !nodes.contains(node) {
            return .rejected(
                RejectedFact(place: edge.place, reason: "expected a node of the graph, found no node \"\(node)\""))
        }
        return row(edge)
    }

    /// Nothing where an edge before it joins the same nodes, either way round where it is undirected.
    private mutating func row(_ edge: GraphMLEdge) -> ConfigurationRow {
        let fact = edge.fact(in: self)
        let back = RelationshipID(from: fact.to, type: fact.type, to: fact.from)
        if !edge.isDirected, edges.contains(back) { return .nothing(place: edge.place) }
        return edges.insert(fact.id).inserted
            ? .fact(.relationship(fact), place: edge.place) : .nothing(place: edge.place)
    }
}

/// An edge as it stands in the text.
struct GraphMLEdge {
    let source: String
    let target: String
    let isDirected: Bool
    let type: String
    let attributes: [AttributeValue]
    let place: RowPlace

    func fact(in graph: GraphMLGraph) -> RelationshipFact {
        RelationshipFact(from: graph.id(of: source), type: type, to: graph.id(of: target), attributes: attributes)
    }
}
