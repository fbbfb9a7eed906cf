import EventLog
import EventModel

/// Builds several read models anew, or lets them catch up: those of streams that are built share one pass over the log.
struct JointRebuild {
    let store: any EventStore
    let workers: Workers
    let models: [any FoldedModel]
    /// Builds only those that have no generation, or one that is far behind; what the others lack is folded in.
    var onlyWhereNeeded = false
    /// Where it is given, the log grows meanwhile: the pass follows it to the end.
    var growth: LogGrowth?
    /// Is told the model, the position reached and the newest one.
    var progress: (String, Position, Position) -> Void = { _, _, _ in }

    /// - Returns: For each model why it was not built; nil where it was.
    func run() -> [TableError?] {
        var failures: [TableError?] = models.map { _ in nil }
        _ = begin(0, [:], &failures)
        return failures
    }

    /// Begins with the model `number`, those behind it inside: all of them are begun when the pass is made.
    ///
    /// - Returns: What the pass came to for the lanes.
    private func begin(
        _ number: Int, _ lanes: [Int: RebuildLane], _ failures: inout [TableError?]
    ) -> [Int: TableError] {
        guard number < models.count else { return fold(lanes) }
        let model = models[number]
        var found: [Int: TableError]?
        func goOn(_ lane: RebuildLane?) -> TableError? {
            var lanes = lanes
            lanes[number] = lane
            found = begin(number + 1, lanes, &failures)
            return found?[number]
        }
        do throws(TableError) {
            if onlyWhereNeeded {
                try model.catchUp(workers, goOn)
            } else {
                try model.rebuild(workers, { progress(model.name, $0, $1) }, goOn)
            }
        } catch {
            failures[number] = error
        }
        // One that could not even begin keeps nobody from it.
        return found ?? begin(number + 1, lanes, &failures)
    }

    private func fold(_ lanes: [Int: RebuildLane]) -> [Int: TableError] {
        let numbers = lanes.keys.sorted()
        let pass = RebuildPass(store: store, workers: workers, growth: growth)
        let failures = pass.run(numbers.compactMap { lanes[$0] }) { position, goal in
            for number in numbers { progress(models[number].name, position, goal) }
        }
        return Dictionary(uniqueKeysWithValues: zip(numbers, failures)).compactMapValues(\.self)
    }
}
