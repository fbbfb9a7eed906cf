import EventLog
import EventModel
import Logging

extension PolicyRunner {
    /// Reacts and fires until the task is cancelled or the log closed: wakes for a commit of anybody's, a deadline, and what is
    /// to be tried again.
    func follow() async {
        var failures: UInt64 = 0
        while !Task.isCancelled {
            do throws(EngineError) {
                let head = try head()
                try await settle()
                let round = try await fireTimers(at: options.clock())
                for timer in round.stopped { complain(timer.problem) }
                failures = 0
                await waitForCommit(past: head, atMost: try await pause())
            } catch {
                switch error {
                case .closed, .log(.closed), .append(.closed): return
                default: complain(error)
                }
                failures += 1
                try? await Task.sleep(for: .microseconds(backOffMicros(after: failures)))
            }
        }
    }

    private func complain(_ error: EngineError) {
        options.logger.error("policies do not go on", metadata: ["why": "\(error)"])
    }

    private func head() throws(EngineError) -> Position {
        do { return try store.head().position } catch { throw .log(error) }
    }

    /// How long there is nothing to do if nobody records anything: at most a minute, for clocks may be set.
    private func pause() async throws(EngineError) -> Duration {
        let (now, timers, failures) = (options.clock(), timers, folder.failures(in: store.identity.origin))
        let deadlines = try await dispatcher.onReader { () throws(EngineError) in
            var next: [Instant] = []
            for timer in timers { if let instant = try timer.next(after: now) { next.append(instant) } }
            return next
        }
        let micros = (failures.map(\.nextAttemptAt) + deadlines).min().map { $0.micros(since: now) } ?? .max
        return .microseconds(min(max(micros, Self.shortestPauseMicros), Instant.microsPerMinute))
    }

    private static let shortestPauseMicros: Int64 = 10_000

    /// Returns where the log has grown, the time is over, or the task is cancelled.
    private func waitForCommit(past position: Position, atMost pause: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [store] in _ = try? await store.waitForCommit(past: position) }
            group.addTask { try? await Task.sleep(for: pause) }
            await group.next()
            group.cancelAll()
        }
    }
}
