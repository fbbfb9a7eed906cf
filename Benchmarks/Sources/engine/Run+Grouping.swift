import EventLog
import EventModel
import Synchronization

/// The commits that producers take one by one.
private final class Shelf: Sendable {
    private let commits: [Commit]
    private let next = Atomic(0)

    init(_ commits: [Commit]) { self.commits = commits }

    func take() -> Commit? {
        let index = next.add(1, ordering: .relaxed).oldValue
        return index < commits.count ? commits[index] : nil
    }
}

extension Run {
    /// Producers side by side, each with one event on its way; the log shares transactions among them.
    ///
    /// Two producers may write to one stream in either order, so streams are expected as they are; the log looks them up all
    /// the same.
    func group() async throws -> Outcome {
        var outcome = Outcome()
        outcome.events = options.count
        let shelf = Shelf(try commits(from: try eventCount(), count: options.count, batch: 1, expecting: false))
        let (clock, log, producers) = (ContinuousClock(), log, options.producers)
        let (processor, start) = (processorSeconds(), clock.now)
        outcome.latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<producers { group.addTask { try await produce(shelf, log) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        outcome.seconds = (clock.now - start).seconds
        outcome.processorSeconds = processorSeconds() - processor
        return outcome
    }
}

@concurrent
private func produce(_ shelf: Shelf, _ log: EventLog) async throws -> [Double] {
    let clock = ContinuousClock()
    var latencies: [Double] = []
    while let commit = shelf.take() {
        let start = clock.now
        _ = try await log.append(commit)
        latencies.append((clock.now - start).seconds)
    }
    return latencies
}
