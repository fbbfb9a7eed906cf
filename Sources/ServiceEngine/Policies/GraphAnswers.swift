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
        let schema = try StreamLoader(store: store).load(
            CISchema.stream, in: CISchemaProcess.self, through: position, asOf: question.asOf
        ).state
        func ask(_ graph: ConfigurationGraph) -> ConfigurationAnswer {
            GraphView(graph, schema: schema, asOf: question.asOf, knownAt: position).answer(to: question)
        }
        do {
            // Whoever runs one command should not read the whole graph for it.
            if let answer = try cache.askPart(items, relationships, question.seeds, ask) { return try answer.get() }
            return ask(try cache.graph(items: items, relationships: relationships, store: store))
        } catch let error as TableError {
            throw EngineError(error)
        } catch let error as LogError {
            throw .log(error)
        } catch {
            preconditionFailure("the graph is made of tables and the log: \(error)")
        }
    }
}

extension ConfigurationQuestion {
    /// The items that it begins with.
    fileprivate var seeds: [CIID] {
        switch subject {
        case .assets(let person): [CIID(person.rawValue)]
        case .effects(let change, let others, _): change.scope.cis + others.flatMap(\.scope.cis)
        case .impact(let items, let service): items + [service.map { CIID($0.rawValue) }].compactMap { $0 }
        }
    }
}
