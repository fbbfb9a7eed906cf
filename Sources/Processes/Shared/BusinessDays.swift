public import EventModel

/// Business days: Monday to Friday by the wall clock of a zone. No holidays, no hours; a day is a date.
public enum BusinessDays {
    /// How many business days have begun since the day of `start`, up to the day of `end`: from a Friday to the Monday
    /// after it is one. 0 where `end` is not on a later day. Constant cost.
    public static func count(from start: Instant, to end: Instant, in zone: ZoneRules) -> Int64 {
        max(0, ordinal(zone.civil(at: end).day) - ordinal(zone.civil(at: start).day))
    }

    /// The end of the `count`-th business day after the day of `start`: the midnight that follows it. With 0, the end of
    /// the day of `start` itself.
    public static func end(ofDay count: Int64, after start: Instant, in zone: ZoneRules) -> Instant {
        let startDay = zone.civil(at: start).day
        let day = count > 0 ? self.day(ordinal(startDay) + count) : startDay
        return zone.instant(of: CivilTime(micros: (day + 1) * Instant.microsPerDay))
    }

    // Days since 1970-01-01, a Thursday; the Monday before it is day -3.

    /// How many business days there are from that Monday to the end of `day`.
    private static func ordinal(_ day: Int64) -> Int64 {
        let (weeks, daysIntoWeek) = floored(day + 3, by: 7)
        return weeks * 5 + min(daysIntoWeek + 1, 5)
    }

    /// The business day with this ordinal.
    private static func day(_ ordinal: Int64) -> Int64 {
        let (weeks, daysIntoWeek) = floored(ordinal - 1, by: 5)
        return weeks * 7 + daysIntoWeek - 3
    }

    private static func floored(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
