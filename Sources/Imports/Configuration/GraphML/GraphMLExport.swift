#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Networks as GraphML, as the Internet Topology Zoo, networkx and `logbook ci graph` write it.
///
/// | GraphML | becomes |
/// |---|---|
/// | node | an item, named `<graph>/<node id>` after the graph's id or the file's name |
/// | data of a node | its attribute of that name; `label` is its `name`, `class` its class |
/// | edge | a relationship, `connectedTo` where nothing else is said; parallel edges are one |
/// | data of an edge | the relationship's attribute of that name; `relationshipType` is its type |
/// | data of a graph, ports, graphics | nothing |
/// | hyperedge, graph within a node | a row that is rejected |
///
/// Read row by row; in memory are the ids of nodes, the ends of edges, and edges that come before their nodes. A file is
/// proofread before the first row is given out, so that one which is damaged somewhere leaves nothing behind; what comes
/// down a pipe cannot be read twice.
public struct GraphMLExport: ConfigurationSource, ~Copyable {
    public let format = "graphml"
    private var paths: ArraySlice<String>
    private var reader: GraphMLReader?
    private let options: GraphMLOptions

    /// Names of data that say something about the picture, not about the item.
    public static let ownPrefix = "logbook."

    /// Proofreads the files. Throws what is wrong with one as a whole.
    public init(paths: [String], options: GraphMLOptions = GraphMLOptions()) throws(ImportError) {
        (self.paths, self.options) = (paths[...], options)
        for path in paths where isRegularFile(path) {
            var reader = try GraphMLReader(ByteSource(path: path), options)
            while try reader.next() != nil {}
        }
    }

    /// Reads one text, as it comes.
    public init(_ source: consuming ByteSource, options: GraphMLOptions = GraphMLOptions()) throws(ImportError) {
        (paths, self.options) = ([], options)
        reader = try GraphMLReader(source, options)
    }

    public mutating func next() throws(ImportError) -> ConfigurationRow? {
        while true {
            if var current = reader.take() {
                let row = try current.next()
                if let row {
                    reader = consume current
                    return row
                }
            }
            guard let path = paths.popFirst() else { return nil }
            reader = try GraphMLReader(ByteSource(path: path), options)
        }
    }
}

/// Whether a file can be read a second time.
private func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG
}
