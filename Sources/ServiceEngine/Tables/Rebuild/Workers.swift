import Dispatch
import EventModel
import Foundation
import Synchronization

/// So many threads that work side by side.
struct Workers: Sendable {
    let count: Int

    /// By default one a processor.
    init(_ count: Int? = nil) { self.count = max(1, count ?? ProcessInfo.processInfo.activeProcessorCount) }

    /// Runs `task` for each number below `taskCount`, and returns when all are done. Whoever is free takes the next.
    func perform(_ taskCount: Int, _ task: @Sendable (Int) -> Void) {
        guard count > 1, taskCount > 1 else { return (0..<taskCount).forEach(task) }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(count, taskCount)) { _ in
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < taskCount else { return }
                task(number)
            }
        }
    }

    /// The results of `task` for each number below `taskCount`, in order.
    func results<Value: Sendable, Failure: Error>(
        _ taskCount: Int, _ task: @Sendable (Int) throws(Failure) -> Value
    ) -> [Result<Value, Failure>] {
        let results = Mutex<[Result<Value, Failure>?]>(Array(repeating: nil, count: taskCount))
        perform(taskCount) { number in
            let result = Result { () throws(Failure) in try task(number) }
            results.withLock { $0[number] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// What `task` gives for each number below `taskCount`, in order; the first error in that order.
    func map<Value: Sendable>(
        _ taskCount: Int, _ task: @Sendable (Int) throws(TableError) -> Value
    ) throws(TableError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(taskCount)
        for result in results(taskCount, task) { values.append(try result.get()) }
        return values
    }

    /// Runs `aside` on a thread of its own while `body` runs here; one after the other where there is one worker.
    func overlap<First: Sendable, Second>(
        _ aside: @escaping @Sendable () -> First, with body: () -> Second
    ) -> (First, Second) {
        guard count > 1 else { return (aside(), body()) }
        let errand = Errand(aside)
        let isDone = DispatchSemaphore(value: 0)
        // A thread of its own: one of Dispatch's might never come free while those who wait here hold them all.
        Thread.detachNewThread {
            errand.run()
            isDone.signal()
        }
        let second = body()
        isDone.wait()
        guard let first = errand.result.withLock({ $0 }) else { preconditionFailure("it has run") }
        return (first, second)
    }
}

/// Work for another thread, which lets go of it before it says that it is done: what the work holds, an environment for one,
/// may have to be closed then.
private final class Errand<Value: Sendable>: Sendable {
    private let work: Mutex<(@Sendable () -> Value)?>
    let result = Mutex<Value?>(nil)

    init(_ work: @escaping @Sendable () -> Value) { self.work = Mutex(work) }

    func run() {
        let value = work.withLock { work in
            defer { work = nil }
            return work?()
        }
        result.withLock { $0 = value }
    }
}
