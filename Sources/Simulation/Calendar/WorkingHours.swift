import EventModel

/// When somebody works: a window on each day of the year, or none.
struct WorkingHours: Sendable {
    private let calendar: YearCalendar
    private let windows: [(open: Instant, close: Instant)]

    /// Hours on the wall clock, 0 to 24; nil where nobody works on such a day.
    init(_ calendar: YearCalendar, weekdays: Range<Int>?, saturdays: Range<Int>? = nil, others: Range<Int>? = nil) {
        self.calendar = calendar
        windows = calendar.days.map { day in
            let hours = day.isWorkday ? weekdays : day.weekday == 6 && !day.isHoliday ? saturdays : others
            guard let hours else { return (day.start, day.start) }
            return (
                day.start.advanced(byMicros: Int64(hours.lowerBound) * Instant.microsPerHour),
                day.start.advanced(byMicros: Int64(hours.upperBound) * Instant.microsPerHour)
            )
        }
    }

    func isOpen(at instant: Instant) -> Bool {
        let window = windows[calendar.index(of: instant)]
        return window.open <= instant && instant < window.close
    }

    /// The moment at which `micros` of working time have passed since `instant`; the year's end where they do not fit.
    func advance(_ instant: Instant, byMicros micros: Int64) -> Instant {
        guard instant < calendar.end else { return calendar.end }
        var rest = micros
        for index in calendar.index(of: instant)..<windows.count {
            let window = windows[index]
            let from = max(window.open, instant)
            let room = window.close.micros(since: from)
            if rest < room { return from.advanced(byMicros: rest) }
            rest -= max(0, room)
        }
        return calendar.end
    }
}
