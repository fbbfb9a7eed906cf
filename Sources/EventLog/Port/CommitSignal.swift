internal import EventModel
internal import Synchronization

/// Wakes tasks that wait for the log to grow.
final class CommitSignal: Sendable {
    private struct Waiter {
        let past: Position
        let continuation: CheckedContinuation<Position, Never>
    }
    private struct State {
        var newest = Position.zero
        var isClosed = false
        var waiters: [UInt64: Waiter] = [:]
        var lastTicket: UInt64 = 0
    }
    private let state = Mutex(State())

    var hasWaiters: Bool { state.withLock { !$0.waiters.isEmpty } }

    /// Wakes those who wait for less than `position`.
    func announce(_ position: Position) {
        let (woken, newest) = state.withLock { state -> ([Waiter], Position) in
            state.newest = max(state.newest, position)
            let newest = state.newest
            let due = state.waiters.filter { $0.value.past < newest }
            for ticket in due.keys { state.waiters[ticket] = nil }
            return (Array(due.values), newest)
        }
        for waiter in woken { waiter.continuation.resume(returning: newest) }
    }

    /// Wakes everybody, now and from now on.
    func close() {
        let (woken, newest) = state.withLock { state -> ([Waiter], Position) in
            state.isClosed = true
            defer { state.waiters = [:] }
            return (Array(state.waiters.values), state.newest)
        }
        for waiter in woken { waiter.continuation.resume(returning: newest) }
    }

    /// Returns the newest position once it is past `position`, or at once where the task is cancelled or the log closed.
    /// Calls `isWaiting` where it has to wait.
    func wait(past position: Position, isWaiting: @Sendable () -> Void = {}) async -> Position {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // The handler may have run already: a cancelled task must not begin to wait.
                let answer = state.withLock { state -> Position? in
                    if state.newest > position || state.isClosed || Task.isCancelled { return state.newest }
                    state.waiters[ticket] = Waiter(past: position, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) } else { isWaiting() }
            }
        } onCancel: {
            let (waiter, newest) = state.withLock { ($0.waiters.removeValue(forKey: ticket), $0.newest) }
            waiter?.continuation.resume(returning: newest)
        }
    }
}
