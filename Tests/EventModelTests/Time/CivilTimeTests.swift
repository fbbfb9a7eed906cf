import EventModel
import Testing

@Suite("Civil time")
struct CivilTimeTests {
    @Test func `every day of four centuries has its date and weekday`() {
        // A naive walk from Monday, 1 January 1900.
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard var day = CivilTime(year: 1900, month: 1, day: 1)?.day else {
            Issue.record("there was a 1 January 1900")
            return
        }
        var weekday = 1
        for year in 1900...2300 {
            let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
            for month in 1...12 {
                for dayOfMonth in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
                    let time = CivilTime(micros: day * Instant.microsPerDay)
                    if time.date != (year, month, dayOfMonth) || time.weekday != weekday {
                        Issue.record("\(year)-\(month)-\(dayOfMonth) is \(time.date), weekday \(time.weekday)")
                    }
                    (day, weekday) = (day + 1, weekday % 7 + 1)
                }
            }
        }
    }

    @Test func `known days fall on their weekdays`() {
        #expect(CivilTime(year: 1970, month: 1, day: 1)?.weekday == 4)
        #expect(CivilTime(year: 2026, month: 3, day: 27)?.weekday == 5)
        #expect(CivilTime(year: 1, month: 1, day: 1)?.weekday == 1)
        #expect(CivilTime(year: 9999, month: 12, day: 31)?.weekday == 5)
    }

    @Test func `a date that does not exist is none`() {
        #expect(CivilTime(year: 2024, month: 2, day: 29) != nil)
        for (year, month, day) in [
            (2023, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
        ] {
            #expect(CivilTime(year: year, month: month, day: day) == nil, "\(year)-\(month)-\(day)")
        }
        #expect(CivilTime(year: 0, month: 12, day: 31) == nil)
        #expect(CivilTime(year: 10_000, month: 1, day: 1) == nil)
    }

    @Test func `a time of day that does not exist is none`() {
        #expect(CivilTime(year: 2026, month: 1, day: 1, hour: 23, minute: 59, second: 59, micros: 999_999) != nil)
        #expect(CivilTime(year: 2026, month: 1, day: 1, hour: 24) == nil)
        #expect(CivilTime(year: 2026, month: 1, day: 1, minute: 60) == nil)
        #expect(CivilTime(year: 2026, month: 1, day: 1, second: 60) == nil)
        #expect(CivilTime(year: 2026, month: 1, day: 1, micros: 1_000_000) == nil)
        #expect(CivilTime(year: 2026, month: 1, day: 1, hour: -1) == nil)
    }

    @Test(arguments: [111, 112] as [UInt64]) func `microseconds give a day and a time of day, and come back`(
        seed: UInt64
    ) {
        var random = SplitMixSource(seed: seed)
        for _ in 0..<2000 {
            let micros = random.number()
            let time = CivilTime(micros: micros)
            #expect(time.micros == micros, "seed \(seed)")
            #expect((0..<Instant.microsPerDay).contains(time.microsOfDay), "seed \(seed): \(micros)")
        }
        #expect(CivilTime(micros: -1).day == -1)
        #expect(CivilTime(micros: -1) < CivilTime(micros: 0))
    }
}
