internal import Dispatch
internal import Glibc
internal import Synchronization

/// Threads of our own for work that blocks: Swift's cooperative ones must not.
final class ThreadPool: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var isStopping = false
    }
    private final class Queue: Sendable {
        let state = Mutex(State())
        let signal = DispatchSemaphore(value: 0)

        /// The next job; nil when there will be none.
        func next() -> (@Sendable () -> Void)? {
            signal.wait()
            return state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
        }
    }
    private let queue = Queue()
    private let threads: Mutex<[pthread_t]>

    init(count: Int) {
        var started: [pthread_t] = []
        for _ in 0..<count {
            var thread = pthread_t()
            let queue = unsafe Unmanaged.passRetained(queue)
            let code = unsafe pthread_create(
                &thread, nil,
                { argument in
                    guard let argument = unsafe argument else { return nil }
                    let queue = unsafe Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue()
                    while let job = queue.next() { job() }
                    return nil
                }, queue.toOpaque())
            if code == 0 { started.append(thread) } else { unsafe queue.release() }
        }
        threads = Mutex(started)
    }

    /// Runs `job` on one of the threads; false where the pool is stopped.
    func run(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = queue.state.withLock { state in
            if state.isStopping { return false }
            state.jobs.append(job)
            return true
        }
        if isTaken { queue.signal.signal() }
        return isTaken
    }

    /// Finishes what was handed over, then ends the threads.
    func stop() {
        queue.state.withLock { $0.isStopping = true }
        let ended = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        // Each thread takes one signal without a job behind it as its end.
        for _ in ended { queue.signal.signal() }
        for thread in ended {
            // The last reference may go on one of these threads, which cannot wait for itself.
            if pthread_equal(thread, pthread_self()) != 0 {
                pthread_detach(thread)
            } else {
                pthread_join(thread, nil)
            }
        }
    }

    deinit { stop() }
}
