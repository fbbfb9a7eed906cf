import EventLog
import EventModel
import Processes
import ReadModels

/// Answers what policies ask the configuration graph. Blocks: runs on a reader's thread.
struct GraphAnswers: Sendable {
    private let store: any EventStore
    private let cache: GraphCache
    private let items: ReadModel<CITable>
    private let relationships: ReadModel<RelationshipTable>

    init(_ engine: ServiceEngine) {
        (store, cache) = (engine.store, engine.graphCache)
        (items, relationships) = (engine.model(CITable.self), engine.model(RelationshipTable.self))
    }

    /// What the graph said at `position`, however much has been recorded since.
    func answer(
        _ question: ConfigurationQuestion, knownAt position: Position
    ) throws(EngineError) -> ConfigurationAnswer {
        let graph = try graph()
        // Most desks have no graph.
        guard !graph.items.isEmpty else { return .nothing }
        let schema = try StreamLoader(store: store).load(
            CISchema.stream, in: CISchemaProcess.self, through: position, asOf: question.asOf)
        return GraphView(graph, schema: schema.state, asOf: question.asOf, knownAt: position).answer(to: question)
    }

    private func graph() throws(EngineError) -> ConfigurationGraph {
        do {
            return try cache.graph(items: items, relationships: relationships, store: store)
        } catch let error as TableError {
            throw EngineError(error)
        } catch let error as LogError {
            throw .log(error)
        } catch {
            preconditionFailure("the graph is made of tables and the log: \(error)")
        }
    }
}
