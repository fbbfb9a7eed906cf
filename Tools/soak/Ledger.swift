import EventLog
import EventModel
import Synchronization

/// A commit that the log has acknowledged.
struct Acknowledged: Sendable {
    let producer: UInt32
    let sequence: UInt32
    let positions: [Position]
}

/// What the soak remembers, to compare the log with at the end.
final class Ledger: Sendable {
    struct Totals: Sendable {
        var acknowledged: [Acknowledged] = []
        var refusedCount = 0
        var repeatedCount = 0
        var eventsSeenCount = 0
        var readCount = 0
        /// Of appends that were acknowledged, in microseconds, a sample.
        var latencyMicros: [Int64] = []
    }
    private let state = Mutex(Totals())
    var totals: Totals { state.withLock { $0 } }

    func acknowledge(_ commit: Acknowledged) { state.withLock { $0.acknowledged.append(commit) } }
    func refuse() { state.withLock { $0.refusedCount += 1 } }
    func repeated() { state.withLock { $0.repeatedCount += 1 } }
    func saw(_ count: Int) { state.withLock { $0.eventsSeenCount += count } }
    func read() { state.withLock { $0.readCount += 1 } }
    func note(latency: Duration) {
        let micros = latency.components.seconds * 1_000_000 + latency.components.attoseconds / 1_000_000_000_000
        state.withLock { $0.latencyMicros.append(micros) }
    }
}

/// A promise of the log that did not hold.
struct Broken: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

func expect(_ isKept: Bool, _ what: @autoclosure () -> String) throws {
    if !isKept { throw Broken(what()) }
}

func systemTime() -> Instant { systemClock(Commit(commandID: CommandID(high: 0, low: 0), actor: soaker, events: [])) }
private let soaker = Actor(principal: "soak", kind: .timer)
