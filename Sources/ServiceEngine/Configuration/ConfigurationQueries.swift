import EventModel
import Processes
public import ReadModels

extension ServiceEngine {
    /// Gives `body` the configuration graph as of a moment, now unless it says otherwise: what was true at `asOf`, as far as
    /// was known at `asKnownAt`. Runs it on a thread where it may block.
    ///
    ///     let affected = try await engine.configuration { view in
    ///         view.item("db-1").map { Impact(of: [$0], in: view).affected.map { view.id($0.item) } } ?? []
    ///     }
    ///
    /// The graph is kept in memory from the first question on, with all its past, so any moment costs the same.
    /// - Throws: `EngineError`, or what `body` throws.
    public func configuration<Result: Sendable>(
        _ moment: Moment = .now, _ body: @escaping @Sendable (GraphView) throws -> Result
    ) async throws -> Result {
        let resolved = try await resolve(moment)
        let schema = try await state(of: CISchema.stream, in: CISchemaProcess.self, moment)
        let (items, relationships) = (model(CITable.self), model(RelationshipTable.self))
        let (cache, store) = (graphCache, store)
        let result = try await dispatcher.onReader { () throws(EngineError) in
            Swift.Result<Result, any Error> {
                let graph = try cache.graph(items: items, relationships: relationships, store: store)
                return try body(
                    GraphView(graph, schema: schema, asOf: resolved.instant, knownAt: resolved.position))
            }
        }
        do { return try result.get() } catch let error as TableError { throw EngineError(error) }
    }
}
