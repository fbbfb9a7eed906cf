import EventLog
import EventModel
import Foundation

/// One process of the soak: producers, subscribers and readers over one log for so many seconds.
struct Soak {
    let log: EventLog
    let seconds: Int
    /// The number of its first producer: each process has its own.
    let firstProducer: UInt32
    let producerCount: UInt32
    let subscriberCount: Int
    let readerCount: Int

    /// Runs to the end; throws the first promise that is broken.
    func run() async throws -> Ledger {
        let ledger = Ledger()
        let end = ContinuousClock.now + .seconds(seconds)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<producerCount {
                group.addTask { [log, firstProducer] in
                    var producer = Producer(number: firstProducer + number, log: log, ledger: ledger)
                    try await producer.run(until: end)
                }
            }
            for _ in 0..<readerCount {
                group.addTask { [log] in try await Reader(log: log, ledger: ledger).run(until: end) }
            }
            for _ in 0..<subscriberCount {
                group.addTask { [log] in
                    // Past the end of the time, to the newest event that there is by then.
                    try await Subscriber(log: log, ledger: ledger).run { position in
                        guard .now >= end, let head = try? log.head().position else { return false }
                        return position >= head
                    }
                }
            }
            // A subscriber wakes with the next event only: the last of them wakes those that wait.
            group.addTask { [log] in
                try await Task.sleep(until: end + .seconds(1))
                var waker = Producer(number: .max - firstProducer, log: log, ledger: ledger)
                while !Task.isCancelled {
                    try await waker.run(until: .now + .milliseconds(1))
                    try? await Task.sleep(for: .milliseconds(200))
                }
            }
            for _ in 0..<(Int(producerCount) + readerCount + subscriberCount) { try await group.next() }
            group.cancelAll()
        }
        return ledger
    }
}
