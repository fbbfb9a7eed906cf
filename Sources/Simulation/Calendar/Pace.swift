import EventModel

/// When the next incident comes: by chance along the profile of the year, a little faster or slower so that the events
/// are all there at the year's end, neither earlier nor later.
struct Pace: Sendable {
    private let profile: ArrivalProfile
    private let end: Instant
    private let total: Int
    /// How much of the year's load has come in.
    private var load: Int64 = 0
    /// The events that open incidents owe, smoothed over some days.
    private var usualOutstanding: Int

    /// What one incident brings on average, in tenths of events.
    private static let eventsPerIncidentTenths = 70

    init(profile: ArrivalProfile, end: Instant, events: Int) {
        self.profile = profile
        self.end = end
        total = events
        usualOutstanding = 0
    }

    /// The time of the next incident, not before `now` and before the year's end. `recorded` events are there, and open
    /// incidents will bring about `outstanding` more.
    mutating func next(after now: Instant, recorded: Int, outstanding: Int, _ dice: inout Dice) -> Instant {
        let incidents = max(1, total * 10 / Self.eventsPerIncidentTenths)
        // In thousandths, over an eightieth of the year's incidents.
        usualOutstanding += (outstanding * 1000 - usualOutstanding) / max(8, incidents / 80)
        let meanGap = profile.total / Int64(incidents)
        let gap = meanGap / 1_000 * Spread.gaps.draw(&dice)
        load = min(profile.total, load + gap / speed(recorded + outstanding - usualOutstanding / 1_000) * 1_000)
        return max(now, load < profile.total ? profile.instant(ofLoad: load) : closing(now, recorded))
    }

    /// How fast incidents come against the plan, per mille.
    private func speed(_ committed: Int) -> Int64 {
        let target = Int(load / 1_000_000 * Int64(total) / max(1, profile.total / 1_000_000))
        let window = max(20, min(total / 50, total - target))
        return Int64(min(3_000, max(200, 1_000 + (target - committed) * 1_000 / window)))
    }

    /// When the load is used up: as many equal gaps to the year's end as incidents of two events could still be needed.
    private func closing(_ now: Instant, _ recorded: Int) -> Instant {
        let needed = Int64(max(1, (total - recorded + 1) / 2))
        return now.advanced(byMicros: end.micros(since: now) / (needed + 1))
    }
}
