import EventLog
import EventModel

/// Where a log is cut for snapshots: every so many events, and where a month of the reporting zone ends. The same log gives
/// the same positions, whoever folds it.
struct SnapshotPlan {
    let store: any EventStore
    /// In events.
    let interval: UInt64

    /// The first position after `position`, up to `end`, at which a state is retained.
    func next(after position: Position, through end: Position) throws(LogError) -> Position? {
        guard position < end else { return nil }
        let whole = Position((position.rawValue / interval + 1) * interval)
        let first = whole <= end ? whole : nil
        guard let month = try monthEnd(after: position, through: end) else { return first }
        return first.map { min($0, month) } ?? month
    }

    func isDue(at position: Position) throws(LogError) -> Bool {
        guard position > .zero else { return false }
        if position.rawValue % interval == 0 { return true }
        return try isMonthEnd(position)
    }

    /// Whether the next event was recorded in another month.
    func isMonthEnd(_ position: Position) throws(LogError) -> Bool {
        guard let last = try store.event(at: position), let next = try store.event(at: position.next) else {
            return false
        }
        return month(of: last) != month(of: next)
    }

    private func monthEnd(after position: Position, through end: Position) throws(LogError) -> Position? {
        guard let first = try store.event(at: position.next), let last = try store.event(at: end) else { return nil }
        guard month(of: first) != month(of: last) else { return nil }
        var (low, high) = (position.next, end)
        // The first month holds `low`, and does not hold `high`.
        while low.next < high {
            let middle = Position(low.rawValue + (high.rawValue - low.rawValue) / 2)
            guard let event = try store.event(at: middle) else { return nil }
            if month(of: event) == month(of: first) { low = middle } else { high = middle }
        }
        return low
    }

    private func month(of event: RecordedEvent) -> Int {
        let date = store.identity.zone.civil(at: event.recordedAt).date
        return date.year * 12 + date.month
    }
}
