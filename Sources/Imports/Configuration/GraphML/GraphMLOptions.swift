/// What nodes and edges of a graph become, where the graph does not say.
public struct GraphMLOptions: Sendable {
    /// The class of nodes without a `class`.
    public var ciClass = "NetworkDevice"
    /// The type of undirected edges without a `relationshipType`. An outage goes along none of them by itself.
    public var edgeType = "connectedTo"
    /// The type of directed edges without a `relationshipType`, from source to target; nil for that of undirected ones.
    public var directedType: String?
    /// What stands before the ids of nodes, with a slash; nil for the graph's id or the file's name, empty for nothing.
    public var prefix: String?

    public init() {}
}
