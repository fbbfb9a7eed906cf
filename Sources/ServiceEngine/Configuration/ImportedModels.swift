import Dispatch
import EventLog
import EventModel

/// The read models of an import that comes to more than the log had before: they are built of what is durable while the rest is
/// recorded.
struct ImportedModels: Sendable {
    private let engine: ServiceEngine
    private let growth: LogGrowth
    /// So many events must be recorded before the models are far enough behind to be built anew.
    private let leastCount: UInt64
    private var building: Task<Void, Never>?

    /// `position` is where the log ended before the import.
    init(_ engine: ServiceEngine, after position: Position) {
        self.engine = engine
        growth = LogGrowth(engine.store)
        leastCount = position.rawValue + mostFoldedOn
    }

    /// So many events of the import are durable.
    mutating func recorded(_ count: Int) {
        growth.grew()
        guard building == nil, count > leastCount else { return }
        let (engine, growth) = (engine, growth)
        building = Task {
            await withCheckedContinuation { continuation in
                // It blocks while it waits for the import.
                DispatchQueue(label: "logbook.import.models").async {
                    // What fails is tried again, and told of, by whoever asks the model.
                    _ = JointRebuild(
                        store: engine.store, workers: Workers(), models: engine.models, onlyWhereNeeded: true,
                        growth: growth
                    ).run()
                    continuation.resume()
                }
            }
        }
    }

    /// Nothing more is recorded; returns when the models are there.
    func end() async {
        growth.end()
        await building?.value
    }
}
