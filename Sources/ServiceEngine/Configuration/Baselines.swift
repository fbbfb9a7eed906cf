import EventLog
import EventModel
public import Processes
import ReadModels

extension ServiceEngine {
    /// Takes a baseline of the items in scope, as they are now: a pointer to the log as it stands, under a name of its own.
    /// - Throws: `rejected` with a `BaselineRejection`.
    public func takeBaseline(
        _ name: String, _ scope: BaselineScope, _ envelope: CommandEnvelope
    ) async throws -> BaselineTaken {
        let head: LogHead
        do { head = try store.head() } catch { throw EngineError.log(error) }
        let asOf = max(options.clock(), head.recordedAt)
        let moment = Moment(asOf: asOf, asKnownAt: .position(head.position))
        let items = try await items(moment)
        let inScope = try await members(of: scope, among: items, moment)
        let baseline = BaselineTaken(
            name: name, scope: scope, asOf: asOf, position: head.position, root: head.root.description,
            itemCount: Int64(inScope.count))
        try await execute(TakeBaseline(baseline), on: BaselineProcess.stream, envelope)
        return baseline
    }

    /// Every baseline that was taken by a moment, in the order of taking.
    public func baselines(_ moment: Moment = .now) async throws(EngineError) -> [BaselineTaken] {
        try await state(of: BaselineProcess.stream, in: BaselineProcess.self, moment)
    }

    /// The baseline of this name, whenever it was taken; its root is that of the log at its position.
    /// - Throws: `rejected` with `BaselineRejection.notTaken`; `log` with `corrupt` where the log is not the one that the
    ///   baseline was taken of.
    public func baseline(_ name: String) async throws(EngineError) -> BaselineTaken {
        let all = try await baselines()
        guard let found = all.first(where: { $0.name == name }) else {
            throw .rejected(BaselineRejection.notTaken(name, known: all.map(\.name)))
        }
        let store = store
        let root = try await dispatcher.onReader { () throws(EngineError) in
            do throws(LogError) { return try store.root(at: found.position) } catch { throw .log(error) }
        }
        guard root?.description == found.root else {
            throw .log(
                .corrupt(
                    Corruption(
                        "the Merkle root of the baseline \(name)", at: found.position, expected: found.root,
                        found: root?.description ?? "a log that ends before that")))
        }
        return found
    }

    /// The ids of those items that a scope means at a moment.
    func members(
        of scope: BaselineScope, among items: [CIID: ConfigurationItem], _ moment: Moment
    ) async throws -> Set<CIID> {
        var ids = Set(items.values.filter(scope.allows).map(\.id))
        guard !scope.items.isEmpty || scope.service != nil else { return ids }
        let (named, service) = (scope.items, scope.service)
        let narrowed = try await configuration(moment) { view in
            var sets: [Set<Int32>] = []
            if !named.isEmpty { sets.append(Set(named.compactMap(view.item))) }
            if let service { sets.append(view.item(service).map(view.everythingBehind) ?? []) }
            let common = sets.dropFirst().reduce(sets[0]) { $0.intersection($1) }
            return Set(common.map(view.id))
        }
        ids.formIntersection(narrowed)
        return ids
    }
}

extension BaselineTaken {
    /// What it points to.
    var moment: Moment { Moment(asOf: asOf, asKnownAt: .position(position)) }
}
