internal import Dispatch
internal import EventModel
internal import Synchronization

/// Works on numbered parts side by side on threads of its own, and hands the results out in order.
///
/// At most two parts a thread are in the works or waiting, so that what is ahead of the reader stays small.
final class SliceWorkers<Result: Sendable>: Sendable {
    private let pool: ThreadPool
    private let work: @Sendable (Int) -> Result
    private let state = Mutex<[Int: Result]>([:])
    private let isDone = DispatchSemaphore(value: 0)
    private let count: Int
    private let ahead: Int
    private let progress = Mutex((started: 0, taken: 0))

    /// Begins with the first of `count` parts.
    init(count: Int, threads: Int, work: @escaping @Sendable (Int) -> Result) {
        self.count = count
        self.work = work
        ahead = 2 * threads
        pool = ThreadPool(count: threads)
        startMore()
    }

    /// The result of the next part; nil after the last.
    func next() -> Result? {
        let number = progress.withLock { progress in
            defer { progress.taken += 1 }
            return progress.taken
        }
        guard number < count else { return nil }
        while true {
            if let result = state.withLock({ $0.removeValue(forKey: number) }) {
                startMore()
                return result
            }
            isDone.wait()
        }
    }

    /// Lets the parts that are begun come to their end, and begins no more.
    func stop() { pool.stop() }

    private func startMore() {
        let numbers = progress.withLock { progress in
            let end = min(count, progress.taken + ahead)
            defer { progress.started = max(progress.started, end) }
            return progress.started..<max(progress.started, end)
        }
        for number in numbers {
            _ = pool.run { [self] in
                let result = work(number)
                state.withLock { $0[number] = result }
                isDone.signal()
            }
        }
    }

    deinit { stop() }
}
