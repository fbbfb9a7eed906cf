import EventModel

/// One year of a zone, day by day: where days begin in UTC and which of them are working days.
struct YearCalendar: Sendable {
    struct Day: Sendable {
        /// Midnight on the zone's wall clock.
        let start: Instant
        /// 1 = Monday … 7 = Sunday.
        let weekday: Int
        let month: Int
        let dayOfMonth: Int

        var isWeekend: Bool { weekday > 5 }
        /// Free everywhere in this organisation. Business days of the rules know no holidays; people do.
        var isHoliday: Bool {
            switch (month, dayOfMonth) {
            case (1, 1), (5, 1), (12, 25...26): true
            default: false
            }
        }
        var isWorkday: Bool { !isWeekend && !isHoliday }
    }

    let year: Int
    let zone: ZoneRules
    /// 365 or 366.
    let days: [Day]
    /// Midnight after the last day.
    let end: Instant

    var start: Instant { days[0].start }

    init(year: Int, zone: ZoneRules) {
        self.year = year
        self.zone = zone
        let first = CivilTime(year: year, month: 1, day: 1)?.day ?? 0
        let dayAfter = CivilTime(year: year + 1, month: 1, day: 1)?.day ?? first + 365
        days = (first..<dayAfter).map { number in
            let midnight = CivilTime(micros: number * Instant.microsPerDay)
            let date = midnight.date
            return Day(
                start: zone.instant(of: midnight), weekday: midnight.weekday, month: date.month, dayOfMonth: date.day)
        }
        end = zone.instant(of: CivilTime(micros: dayAfter * Instant.microsPerDay))
    }

    /// The index of the day of `instant`, which lies in the year.
    func index(of instant: Instant) -> Int {
        // Days have 23 to 25 hours: the guess is off by one at most.
        let guess = Int(instant.micros(since: start) / Instant.microsPerDay)
        var index = min(max(guess, 0), days.count - 1)
        while index > 0, instant < days[index].start { index -= 1 }
        while index + 1 < days.count, days[index + 1].start <= instant { index += 1 }
        return index
    }
}
