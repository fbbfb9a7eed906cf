import Dispatch
import EventLog
import EventModel
import Logging
import Tracing

/// Keeps a read model at the log's newest event for as long as its task is not cancelled: on a queue of its own, so that
/// neither the writer nor another model waits for it.
struct ModelFollower: Sendable {
    let model: any FoldedModel
    let store: any EventStore
    let instruments: Instruments
    let traces: CommandTraces
    let logger: Logger

    /// The least time between two folds: commits that come one by one share one that is synced.
    private static let pause = Duration.milliseconds(5)
    /// How long it waits after a failure of the storage, doubled each time, and where another process folds.
    private static let shortestWait = Duration.milliseconds(100)
    private static let longestWait = Duration.seconds(30)

    func run() async {
        let queue = DispatchQueue(label: "logbook.model.\(model.name)")
        var wait = Self.shortestWait
        var reached = Position.zero
        while !Task.isCancelled {
            do {
                reached = try await onQueue(queue) { () throws(TableError) in try follow() }
                if try store.head().position > reached {
                    // Another process is at it.
                    try await Task.sleep(for: Self.shortestWait)
                } else {
                    _ = try await store.waitForCommit(past: reached)
                    try await Task.sleep(for: Self.pause)
                }
                wait = Self.shortestWait
            } catch let error as TableError {
                failed(error)
                try? await pauseAfter(error, &wait)
            } catch {
                // Closed or cancelled.
                return
            }
        }
    }

    /// Folds in what is new; how far the model has got.
    private func follow() throws(TableError) -> Position {
        let (start, began) = (ContinuousClock.now, DefaultTracerClock.now)
        let before = try model.status().position
        try model.catchUp()
        let position = try model.status().position
        traces.folded(model.name, after: before, to: position, began: began)
        instruments.followed(model.name, to: position, took: .now - start)
        return position
    }

    private func failed(_ error: TableError) {
        instruments.modelFailed(model.name)
        logger.error("a read model does not go on", metadata: ["model": "\(model.name)", "why": "\(error)"])
    }

    /// After an event that it cannot take: until somebody has it tried again, or decides to go on without. After anything
    /// else, which may pass: for a while.
    private func pauseAfter(_ error: TableError, _ wait: inout Duration) async throws {
        guard case .stopped = error else {
            try await Task.sleep(for: wait)
            wait = min(wait * 2, Self.longestWait)
            return
        }
        var head = try store.head().position
        while try !Task.isCancelled && model.isStopped() { head = try await store.waitForCommit(past: head) }
    }

    private func onQueue(
        _ queue: DispatchQueue, _ body: @escaping @Sendable () throws(TableError) -> Position
    ) async throws -> Position {
        let result: Result<Position, TableError> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result { () throws(TableError) in try body() }) }
        }
        return try result.get()
    }
}
