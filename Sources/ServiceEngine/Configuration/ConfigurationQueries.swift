public import EventModel
import Processes
public import ReadModels

extension ServiceEngine {
    /// What of the configuration an actor may see: everything where the authoriser allows the query
    /// `restricted configuration items`.
    public func sight(of actor: Actor) -> ConfigurationSight {
        do {
            try authorise(actor, to: .query("restricted configuration items"))
            return .everything
        } catch {
            return .unrestricted
        }
    }

    /// Gives `body` the configuration graph as of a moment, now unless it says otherwise: what was true at `asOf`, as far as
    /// was known at `asKnownAt`. Runs it on a thread where it may block.
    ///
    ///     let affected = try await engine.configuration { view in
    ///         view.item("db-1").map { Impact(of: [$0], in: view).affected.map { view.id($0.item) } } ?? []
    ///     }
    ///
    /// The graph is kept in memory, with all its past, so any moment costs the same. With `near`, items that the question begins
    /// with, it is not made for the first questions, which read what they touch from the tables; `body` then runs several times,
    /// until everything is there that it looks for. `sight` says whether the view names restricted items (`GraphView.shown`); it
    /// counts with them in any case.
    /// - Throws: `EngineError`, or what `body` throws.
    public func configuration<Result: Sendable>(
        _ moment: Moment = .now, near seeds: [CIID] = [], seeing sight: ConfigurationSight = .everything,
        _ body: @escaping @Sendable (GraphView) throws -> Result
    ) async throws -> Result {
        let resolved = try await resolve(moment)
        let schema = try await state(of: CISchema.stream, in: CISchemaProcess.self, moment)
        let (items, relationships) = (model(CITable.self), model(RelationshipTable.self))
        let (cache, store) = (graphCache, store)
        let result = try await dispatcher.onReader { () throws(EngineError) in
            func ask(_ graph: ConfigurationGraph) throws -> Result {
                var view = GraphView(graph, schema: schema, asOf: resolved.instant, knownAt: resolved.position)
                view.sight = sight
                return try body(view)
            }
            return Swift.Result<Result, any Error> {
                if !seeds.isEmpty, let answer = try cache.askPart(items, relationships, seeds, ask) {
                    return try answer.get()
                }
                return try ask(cache.graph(items: items, relationships: relationships, store: store))
            }
        }
        do { return try result.get() } catch let error as TableError { throw EngineError(error) }
    }
}
