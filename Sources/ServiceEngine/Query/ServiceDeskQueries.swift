public import EventModel
import Processes
public import ReadModels

extension ServiceEngine {
    /// Gives `body` the service desk as of a moment: everything that it asks is answered at one position. Runs it on a thread
    /// where it may block; the rows that it visits are read as it goes.
    ///
    ///     let open = try await engine.serviceDesk { desk in
    ///         try IncidentQueue(filter: .open, now: .systemNow).rows(in: desk)
    ///     }
    ///
    /// A past moment is made of what is now: only what straddles it is folded anew.
    /// - Throws: `EngineError`, or what `body` throws.
    public func serviceDesk<Result: Sendable>(
        _ moment: Moment = .now, _ body: @escaping @Sendable (any TableReader<ServiceDeskTable>) throws -> Result
    ) async throws -> Result {
        try await read(ServiceDeskTable.self, moment, body)
    }

    /// Gives `body` the rows of a read model of the catalogue as of a moment, as `serviceDesk` does.
    /// - Throws: `EngineError`, or what `body` throws.
    public func read<Content: RowModel, Result: Sendable>(
        _: Content.Type, _ moment: Moment = .now,
        _ body: @escaping @Sendable (any TableReader<Content>) throws -> Result
    ) async throws -> Result {
        let (model, store) = (model(Content.self), store)
        let result = try await dispatcher.onReader { () throws(EngineError) in
            Swift.Result<Result, any Error> {
                guard let past = try MomentResolver(store: store).past(moment) else { return try model.read(body) }
                return try model.read(at: past, body)
            }
        }
        do { return try result.get() } catch let error as TableError { throw EngineError(error) }
    }
}
