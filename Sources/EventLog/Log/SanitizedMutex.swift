#if THREAD_SANITIZER
    internal import Glibc

    /// Takes the place of Synchronization's, whose futex the thread sanitizer does not see: what it guards would look like a race.
    @safe struct Mutex<Value>: ~Copyable, @unchecked Sendable {
        private final class Box {
            var value: Value
            init(_ value: consuming Value) { self.value = value }
        }
        private let box: Box
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

        init(_ value: consuming Value) {
            box = Box(value)
            unsafe pthread_mutex_init(lock, nil)
        }

        deinit {
            unsafe pthread_mutex_destroy(lock)
            unsafe lock.deallocate()
        }

        borrowing func withLock<Result, Failure: Error>(
            _ body: (inout Value) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            unsafe pthread_mutex_lock(lock)
            defer { unsafe pthread_mutex_unlock(lock) }
            return try body(&box.value)
        }
    }
#endif
