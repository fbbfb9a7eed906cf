/// A date and time of day as a wall clock shows it, in the proleptic Gregorian calendar. No zone.
public struct CivilTime: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let day: Int64
    /// Microseconds since midnight, 0 ..< 86,400,000,000.
    public let microsOfDay: Int64

    /// Takes microseconds since 1970-01-01T00:00 on the same wall clock.
    public init(micros: Int64) {
        microsOfDay = micros.modulo(Instant.microsPerDay)
        day = micros / Instant.microsPerDay - (micros % Instant.microsPerDay < 0 ? 1 : 0)
    }

    /// Nil where the date does not exist (30 February) or a part is out of range. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, micros: Int = 0) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= CivilTime.dayCount(month: month, year: year) else { return nil }
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else { return nil }
        guard (0..<1_000_000).contains(micros) else { return nil }
        self.day = CivilTime.dayNumber(year: year, month: month, day: day)
        microsOfDay = Int64((hour * 60 + minute) * 60 + second) * Instant.microsPerSecond + Int64(micros)
    }

    /// Microseconds since 1970-01-01T00:00 on the same wall clock.
    public var micros: Int64 { day &* Instant.microsPerDay &+ microsOfDay }

    /// 1 = Monday … 7 = Sunday (ISO 8601). 1970-01-01 was a Thursday.
    public var weekday: Int { Int((day + 3).modulo(7)) + 1 }

    /// Year, month 1–12 and day of month 1–31. After Howard Hinnant's `civil_from_days`.
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted - shifted.modulo(146_097)) / 146_097
        let dayOfEra = shifted.modulo(146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
    }

    public static func < (left: CivilTime, right: CivilTime) -> Bool { left.micros < right.micros }

    static func dayNumber(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = (shiftedYear - shiftedYear.modulo(400)) / 400
        let yearOfEra = shiftedYear.modulo(400)
        let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func dayCount(month: Int, year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

extension Int64 {
    /// The remainder that is never negative, for a positive `divisor`.
    func modulo(_ divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
