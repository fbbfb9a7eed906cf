internal import Dispatch
internal import Glibc
internal import Synchronization

/// Threads of our own for work that blocks: Swift's cooperative ones must not.
final class ThreadPool: Sendable {
    private typealias Job = @Sendable () -> Void

    private struct State {
        private var coming: [Job] = []
        /// The older ones, the oldest last: taking one moves no other, however many wait.
        private var waiting: [Job] = []
        var isStopping = false

        mutating func append(_ job: @escaping Job) { coming.append(job) }

        mutating func takeFirst() -> Job? {
            if waiting.isEmpty {
                waiting = coming.reversed()
                coming.removeAll(keepingCapacity: true)
            }
            return waiting.popLast()
        }
    }
    private final class Queue: Sendable {
        let state = Mutex(State())
        let signal = DispatchSemaphore(value: 0)
        let niceness: Int32

        init(niceness: Int32) { self.niceness = niceness }

        /// On Linux this is the calling thread's alone.
        func giveWay() {
            guard niceness > 0 else { return }
            let thread = __priority_which_t(PRIO_PROCESS.rawValue)
            setpriority(thread, 0, getpriority(thread, 0) + niceness)
        }

        /// The next job; nil when there will be none.
        func next() -> Job? {
            signal.wait()
            return state.withLock { $0.takeFirst() }
        }
    }
    private let queue: Queue
    private let threads: Mutex<[pthread_t]>

    /// `niceness`: how far the threads give way to others.
    init(count: Int, niceness: Int32 = 0) {
        queue = Queue(niceness: niceness)
        var started: [pthread_t] = []
        for _ in 0..<count {
            var thread = pthread_t()
            let queue = unsafe Unmanaged.passRetained(queue)
            let code = unsafe pthread_create(
                &thread, nil,
                { argument in
                    guard let argument = unsafe argument else { return nil }
                    let queue = unsafe Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue()
                    queue.giveWay()
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
            state.append(job)
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
