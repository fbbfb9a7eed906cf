import Dispatch
import Synchronization
import Testing

@testable import EventLog

@Suite struct ThreadPoolTests {
    private final class Notes: Sendable {
        let numbers = Mutex<[Int]>([])
        func add(_ number: Int) { numbers.withLock { $0.append(number) } }
    }

    @Test func `one thread runs its jobs in the order of their coming, also those that come while it works`() {
        let (pool, notes) = (ThreadPool(count: 1), Notes())
        let (begun, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        _ = pool.run {
            begun.signal()
            go.wait()
        }
        begun.wait()
        for number in 0..<5 { _ = pool.run { notes.add(number) } }
        _ = pool.run {
            begun.signal()
            go.wait()
        }
        for number in 5..<10 { _ = pool.run { notes.add(number) } }
        go.signal()
        begun.wait()
        // The thread stands in the midst of what was waiting.
        for number in 10..<15 { _ = pool.run { notes.add(number) } }
        go.signal()
        pool.stop()
        #expect(notes.numbers.withLock { $0 } == Array(0..<15))
        #expect(!pool.run { notes.add(99) })
        #expect(notes.numbers.withLock(\.count) == 15)
    }

    @Test func `stopping runs every job that was taken`() {
        let (pool, notes) = (ThreadPool(count: 3), Notes())
        for number in 0..<1000 { _ = pool.run { notes.add(number) } }
        pool.stop()
        #expect(notes.numbers.withLock { $0.sorted() } == Array(0..<1000))
    }
}
