import EventLog
public import EventModel
import Processes

// What an operator does with read models. Nil for a name stands for all of them.
extension ServiceEngine {
    /// Where every read model stands.
    public func models() async throws(EngineError) -> [ReadModelStatus] {
        try await modelling(nil) { model throws(TableError) in try model.status() }
    }

    /// Builds read models anew from the log, each beside the one that serves, and swaps it in when it has caught up.
    /// `progress` is told the model, the position reached and the newest one. `workers`: how many threads work at one whose
    /// streams can be folded side by side; by default one a processor.
    ///
    /// - Throws: `model(.stopped)` where one stops before an event; the others are built all the same.
    public func replay(
        _ name: String? = nil, workers: Int? = nil,
        progress: @escaping @Sendable (String, Position, Position) -> Void = { _, _, _ in }
    ) async throws(EngineError) -> [ReadModelStatus] {
        let (models, store) = (try models(named: name), store)
        return try await dispatcher.onReader { () throws(EngineError) in
            let rebuild = JointRebuild(store: store, workers: Workers(workers), models: models, progress: progress)
            if let failure = rebuild.run().compactMap(\.self).first { throw EngineError(failure) }
            do throws(TableError) {
                return try models.map { model throws(TableError) in try model.status() }
            } catch {
                throw EngineError(error)
            }
        }
    }

    /// Builds read models once more, elsewhere, and compares each with the one that serves: row by row where they differ.
    public func verifyModels(
        _ name: String? = nil, progress: @escaping @Sendable (String, Position, Position) -> Void = { _, _, _ in }
    ) async throws(EngineError) -> [ModelVerification] {
        try await modelling(name) { model throws(TableError) in try model.verify { progress(model.name, $0, $1) } }
    }

    /// Lets read models that have stopped try again.
    ///
    /// - Throws: `model(.stopped)` where one stops again; the others have gone on.
    public func retryModels(_ name: String? = nil) async throws(EngineError) -> [ReadModelStatus] {
        let (models, store) = (try models(named: name), store)
        return try await dispatcher.onReader { () throws(EngineError) in
            let failures = JointRebuild(store: store, workers: Workers(), models: models, onlyWhereNeeded: true).run()
            if let failure = failures.compactMap(\.self).first { throw EngineError(failure) }
            do throws(TableError) {
                return try models.map { model throws(TableError) in try model.status() }
            } catch {
                throw EngineError(error)
            }
        }
    }

    /// Lets the read models that have stopped at `position` go on without that event. The log records who decided it, and
    /// why: every later build goes on without it too.
    ///
    /// - Throws: `rejected` where none of them has stopped there.
    public func skip(
        _ position: Position, in name: String? = nil, _ envelope: CommandEnvelope
    ) async throws(EngineError) -> [ReadModelStatus] {
        let found = try await modelling(name) { model throws(TableError) in
            // Tried again first: what stopped another release may be no hindrance to this one.
            do throws(TableError) { try model.catchUp() } catch {
                guard case .stopped = error else { throw error }
            }
            return try model.status()
        }
        let stopped = found.filter { $0.stopped?.position == position }
        guard !stopped.isEmpty else {
            let other = found.first { $0.stopped != nil } ?? found[0]
            throw .rejected(
                ReadModelOperationRejection.notStopped(
                    model: other.name, at: position, stoppedAt: other.stopped?.position))
        }
        for model in stopped {
            guard let event = model.stopped else { continue }
            let skip = ReadModelEventSkipped(position: position, eventType: event.type, cause: event.cause)
            try await execute(
                SkipReadModelEvent(skip), on: ReadModelOperationProcess.stream(of: model.name), envelope)
        }
        return try await retryModels(name)
    }

    private func models(named name: String?) throws(EngineError) -> [any FoldedModel] {
        let found = models.filter { name == nil || $0.name == name }
        guard !found.isEmpty else { throw .noModel(named: name ?? "", known: models.map(\.name)) }
        return found
    }

    /// Runs `body` with each model, one after the other; an error of one does not keep it from the next.
    private func modelling<Value: Sendable>(
        _ name: String?, _ body: @escaping @Sendable (any FoldedModel) throws(TableError) -> Value
    ) async throws(EngineError) -> [Value] {
        let models = try models(named: name)
        return try await dispatcher.onReader { () throws(EngineError) in
            var values: [Value] = []
            var failure: TableError?
            for model in models {
                do throws(TableError) { values.append(try body(model)) } catch { failure = failure ?? error }
            }
            if let failure { throw EngineError(failure) }
            return values
        }
    }
}

extension EngineError {
    init(_ error: TableError) { self = .model(error) }
}
