import ArgumentParser
import Imports

/// `logbook import graphml`
struct ImportGraphMLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graphml", abstract: "Import networks from GraphML.",
        discussion: """
            A node becomes an item, named after its graph and itself (Ntt/7); an edge a relationship; data their \
            attributes. An outage goes along no undirected edge by itself. What is on record already makes no event.

            \(examples(
                "import graphml Ntt.graphml Ibm.graphml --extend-schema",
                "import graphml services.graphml --class ApplicationService --directed-as dependsOn",
                "import graphml picture.graphml --prefix ''"))
            """)

    @Argument(help: "GraphML files, compressed (Zstandard, gzip) or not; - for standard input.")
    var files: [String]
    @Option(name: .customLong("class"), help: "The class of nodes that name none.")
    var ciClass = GraphMLOptions().ciClass
    @Option(name: .customLong("as"), help: ArgumentHelp("The type of edges that name none.", valueName: "type"))
    var edgeType = GraphMLOptions().edgeType
    @Option(
        help: ArgumentHelp(
            "The type of directed edges that name none, from source to target (default: that of --as).",
            valueName: "type"))
    var directedAs: String?
    @Option(help: "What the items' ids begin with, before a slash; the graph's id or the file's name where left out.")
    var prefix: String?
    @OptionGroup
    var options: ConfigurationImportOptions

    func run() async throws {
        var graph = GraphMLOptions()
        (graph.ciClass, graph.edgeType, graph.directedType, graph.prefix) = (ciClass, edgeType, directedAs, prefix)
        let chosen = graph
        try await options.run { () throws(ImportError) in try GraphMLExport(paths: files, options: chosen) }
    }
}
