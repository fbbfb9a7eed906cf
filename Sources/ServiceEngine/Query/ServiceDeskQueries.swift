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
        let (model, store) = (serviceDeskModel, store)
        let result = try await dispatcher.onReader { () throws(EngineError) in
            Swift.Result<Result, any Error> {
                if moment.isNow { return try model.read(body) }
                let position = try MomentResolver(store: store).position(moment.asKnownAt)
                return try model.read(at: PastMoment(knownAt: position, asOf: moment.asOf), body)
            }
        }
        do { return try result.get() } catch let error as TableError { throw EngineError(error) }
    }

    /// Builds every read model anew from the log, beside the one that serves, and swaps it in when it has caught up.
    /// `progress` is told the position reached and the newest one.
    public func replay(
        progress: @escaping @Sendable (Position, Position) -> Void = { _, _ in }
    ) async throws(EngineError) -> ReadModelStatus {
        try await modelling { model throws(TableError) in
            try model.rebuild(progress: progress)
            return try model.status()
        }
    }

    /// Builds every read model once more, elsewhere, and compares it with the one that serves: row by row where they differ.
    public func verifyModels(
        progress: @escaping @Sendable (Position, Position) -> Void = { _, _ in }
    ) async throws(EngineError) -> ModelVerification {
        try await modelling { model throws(TableError) in try model.verify(progress: progress) }
    }

    /// Where every read model stands.
    public func models() async throws(EngineError) -> [ReadModelStatus] {
        [try await modelling { model throws(TableError) in try model.status() }]
    }

    func modelling<Value: Sendable>(
        _ body: @escaping @Sendable (ReadModel<ServiceDeskTable>) throws(TableError) -> Value
    ) async throws(EngineError) -> Value {
        let model = serviceDeskModel
        return try await dispatcher.onReader { () throws(EngineError) in
            do throws(TableError) { return try body(model) } catch { throw EngineError(error) }
        }
    }
}

extension EngineError {
    init(_ error: TableError) {
        switch error {
        case .unreadable(_, let cause as EngineError): self = cause
        case .undecodable, .damaged, .unreadable: self = .model(error)
        }
    }
}
