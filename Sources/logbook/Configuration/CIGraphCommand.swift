import ArgumentParser
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// How a picture is written.
enum PictureFormat: String, ExpressibleByArgument, CaseIterable {
    /// The language of Graphviz.
    case dot
    case mermaid
    case graphml
    /// Drawn by Graphviz.
    case svg
}

/// `logbook ci graph`
struct CIGraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw what is around an item, or an impact.",
        discussion: """
            Without --impact: the item and what is at most --depth relationships away. With --impact down: what suffers \
            when the item is down, coloured by what becomes of it. With --impact up: what the item depends on, coloured by \
            what becomes of the item when that alone is down. 'logbook import graphml --prefix ""' reads graphml back.

            \(examples(
                "ci graph db-1 --depth 2 --format mermaid", "ci graph db-1 --impact down --format svg > impact.svg",
                "ci graph shop --impact up --as-of 2026-03-31 | xdot -"))
            """)

    @OptionGroup
    var item: CIArgument
    @Option(help: "How many relationships away; 1 without --impact, any number with it.")
    var depth: Int?
    @Option(help: "down: what suffers; up: what it depends on.")
    var impact: ImpactDirection?
    @Option(help: "At most so many items, the nearest; a message says when there are more.")
    var limit = 500
    @Option(help: "How to write the picture: dot, mermaid, graphml or svg (which needs Graphviz).")
    var format: PictureFormat = .dot
    @OptionGroup(title: "Points in time")
    var moment: MomentOptions
    @OptionGroup
    var log: LogOptions

    func validate() throws {
        if let depth, depth < 0 { throw ValidationError("--depth is 0 or more, not \(depth)") }
        if limit < 1 { throw ValidationError("--limit is 1 or more, not \(limit)") }
    }

    func run() async throws {
        let picture = try await self.picture()
        let output = StandardOutput()
        switch format {
        case .dot: try output.write(picture.dot)
        case .mermaid: try output.write(picture.mermaid)
        case .graphml: try output.write(picture.graphML)
        case .svg: try output.write(try Graphviz.svg(of: picture.dot))
        }
        try output.flush()
        if picture.omittedCount > 0 {
            Terminal.complain("\(grouped(picture.omittedCount)) more items are left out; see --limit and --depth")
        }
    }

    private func picture() async throws -> GraphPicture {
        let engine = try await log.openForReading()
        let (ci, depth, impact, limit) = (item.ci, depth, impact, limit)
        do {
            let moment = moment.moment(in: engine.zone)
            var picture = try await engine.configuration(moment, near: [ci]) { view in
                let item = try view.mustFind(ci)
                return switch impact {
                case nil: GraphPicture(around: item, depth: depth ?? 1, limit: limit, in: view)
                case .down: GraphPicture(impactOf: item, depth: depth, limit: limit, in: view)
                case .up: GraphPicture(causesOf: item, depth: depth, limit: limit, in: view)
                }
            }
            let names = try await engine.names(of: picture.nodes.map(\.id), moment)
            await engine.close()
            for place in picture.nodes.indices { picture.nodes[place].name = names[picture.nodes[place].id] }
            return picture
        } catch let error as EngineError {
            throw Failure(error)
        }
    }
}
