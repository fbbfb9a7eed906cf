import EventLog
import EventModel
import Processes
import ReadModels

/// A timer and its deadlines. Its functions block: they run on a reader's thread.
protocol RunningTimer: Sendable {
    var policy: any Policy { get }
    var command: any Command { get }
    /// The deadlines that have passed at `moment`, the earliest first.
    func passed(at moment: Instant) throws(EngineError) -> [Deadline]
    /// Every deadline, the earliest first; at a past moment those that there were then.
    func all(at moment: PastMoment?) throws(EngineError) -> [Deadline]
    /// The first that has not passed.
    func next(after moment: Instant) throws(EngineError) -> Instant?
    /// The model that they are read from.
    var deadlines: any FoldedModel { get }
}

/// The deadlines of one timer as a read model.
final class TimerModel<Timer: TimerPolicy>: RunningTimer {
    private let timer: Timer
    private let store: any EventStore
    private let model: ReadModel<DeadlineTable<Timer>>

    init(_ timer: Timer, folder: String, store: any EventStore, isReadOnly: Bool) throws(TableError) {
        self.timer = timer
        self.store = store
        model = try ReadModel(folder: folder, store: store, isReadOnly: isReadOnly)
    }

    var policy: any Policy { timer }
    var command: any Command { Timer.command }

    func passed(at moment: Instant) throws(EngineError) -> [Deadline] {
        let dueAt = try dueAt()
        return try read { reader in try reader.deadlines(passedAt: moment, dueAt) }
    }

    func all(at moment: PastMoment?) throws(EngineError) -> [Deadline] {
        let dueAt = try dueAt(moment)
        return try read(at: moment) { reader in try reader.deadlines(passedAt: .latest, dueAt) }
    }

    func next(after moment: Instant) throws(EngineError) -> Instant? {
        let dueAt = try dueAt()
        return try read { reader in
            var next: Instant?
            try reader.scan(DeadlineTable<Timer>.waiting, .all, .ascending) { key, _ in
                let due = dueAt(key.instant)
                if due > moment { next = due }
                return next == nil ? .more : .enough
            }
            return next
        }
    }

    var deadlines: any FoldedModel { model }

    private func dueAt(_ moment: PastMoment? = nil) throws(EngineError) -> (Instant) -> Instant {
        let loader = StreamLoader(store: store)
        let facts = try loader.facts(through: moment?.position ?? Position(.max), asOf: moment?.asOf) { _ in
            Timer.needs
        }.facts
        let zone = store.identity.zone
        return { Timer.dueAt($0, facts, zone) }
    }

    private func read<Result>(
        at moment: PastMoment? = nil, _ body: (any TableReader<DeadlineTable<Timer>>) throws -> Result
    ) throws(EngineError) -> Result {
        do {
            return if let moment { try model.read(at: moment, body) } else { try model.read(body) }
        } catch let error as TableError {
            throw EngineError(error)
        } catch {
            preconditionFailure("reading deadlines throws errors of tables only: \(error)")
        }
    }
}
