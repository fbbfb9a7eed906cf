import Dispatch
import EventLog
import EventModel
import Synchronization

/// A log that one writer fills, for a pass that goes on until that one has ended.
final class LogGrowth: Sendable {
    private let store: any EventStore
    private let hasEnded = Atomic(false)
    private let steps = DispatchSemaphore(value: 0)

    init(_ store: any EventStore) { self.store = store }

    /// More is durable.
    func grew() { steps.signal() }

    /// Nothing more comes.
    func end() {
        hasEnded.store(true, ordering: .releasing)
        steps.signal()
    }

    /// Where the log ends, once `count` records stand after `position`, or nothing more comes, which it says.
    func head(
        past position: Position, by count: UInt64
    ) throws(LogError) -> (position: Position, isLast: Bool) {
        while true {
            // Asked first: all that was recorded before the end is there then.
            let isLast = hasEnded.load(ordering: .acquiring)
            let head = try store.head().position
            if isLast || head.rawValue >= position.rawValue + count { return (head, isLast) }
            steps.wait()
        }
    }
}
