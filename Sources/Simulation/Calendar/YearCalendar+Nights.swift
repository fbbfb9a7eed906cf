import EventModel

extension YearCalendar {
    /// Discovery looks at three in the morning.
    func night(after instant: Instant) -> Instant {
        let index = min(max(index(of: instant), 0), days.count - 1)
        let tonight = days[index].start.advanced(byMicros: 3 * Instant.microsPerHour)
        if instant < tonight { return tonight }
        return index + 1 < days.count
            ? days[index + 1].start.advanced(byMicros: 3 * Instant.microsPerHour)
            : end.advanced(byMicros: 3 * Instant.microsPerHour)
    }

    func night(before instant: Instant) -> Instant {
        let tonight = days[index(of: instant)].start.advanced(byMicros: 3 * Instant.microsPerHour)
        return tonight <= instant ? tonight : tonight.advanced(byMicros: -Instant.microsPerDay)
    }
}
