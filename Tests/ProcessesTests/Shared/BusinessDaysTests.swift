import EventModel
import Processes
import TestSupport
import Testing

/// Central European Time with the summer time of 2026, from Monday 2026-01-01 on.
private let berlin = ZoneRules(
    name: "Europe/Berlin", tzdataVersion: "2025b", initialOffsetSeconds: 3600,
    transitions: [
        .init(at: at("2026-03-29T01:00:00Z"), offsetSeconds: 7200),
        .init(at: at("2026-10-25T01:00:00Z"), offsetSeconds: 3600),
    ])
/// A zone that changes its clocks at midnight, on a Friday: the day begins at one o'clock, or twice.
private let midnight = ZoneRules(
    name: "Test/Midnight", tzdataVersion: "", initialOffsetSeconds: 7200,
    transitions: [
        .init(at: at("2026-04-23T22:00:00Z"), offsetSeconds: 10800),
        .init(at: at("2026-10-29T21:00:00Z"), offsetSeconds: 7200),
    ])
private let newYork = ZoneRules(
    name: "America/New_York", tzdataVersion: "2025b", initialOffsetSeconds: -18000,
    transitions: [
        .init(at: at("2026-03-08T07:00:00Z"), offsetSeconds: -14400),
        .init(at: at("2026-11-01T06:00:00Z"), offsetSeconds: -18000),
    ])
private func at(_ text: String) -> Instant { Instant(parsing: text)! }

@Test(arguments: [
    ("2026-03-06T16:00:00Z", "2026-03-06T23:59:59Z", 0),  // a Friday
    ("2026-03-06T16:00:00Z", "2026-03-08T12:00:00Z", 0),  // to the Sunday
    ("2026-03-06T16:00:00Z", "2026-03-09T00:00:00Z", 1),  // to the Monday
    ("2026-03-07T16:00:00Z", "2026-03-09T00:00:00Z", 1),  // from the Saturday to the Monday
    ("2026-03-09T08:00:00Z", "2026-03-13T08:00:00Z", 4),
    ("2026-03-09T08:00:00Z", "2026-03-16T08:00:00Z", 5),
    ("2026-03-09T08:00:00Z", "2027-03-09T08:00:00Z", 261),
    ("2026-03-09T08:00:00Z", "2026-03-02T08:00:00Z", 0),  // backwards
    ("1969-12-31T08:00:00Z", "1970-01-01T08:00:00Z", 1),  // a Wednesday, a Thursday
    ("1969-12-26T08:00:00Z", "1969-12-28T08:00:00Z", 0),  // a Friday, the Sunday
    ("1969-12-27T08:00:00Z", "1970-01-02T08:00:00Z", 5),  // a Saturday, the Friday
    ("0001-01-01T00:00:00Z", "0001-01-08T00:00:00Z", 5),  // a Monday
])
func `business days are counted from day to day`(start: String, end: String, count: Int64) {
    #expect(BusinessDays.count(from: at(start), to: at(end), in: .utc) == count)
}

@Test func `the zone says which day it is`() {
    // Late on a Sunday in UTC it is Monday in Berlin.
    #expect(BusinessDays.count(from: at("2026-07-03T12:00:00Z"), to: at("2026-07-05T23:00:00Z"), in: .utc) == 0)
    #expect(BusinessDays.count(from: at("2026-07-03T12:00:00Z"), to: at("2026-07-05T23:00:00Z"), in: berlin) == 1)
}

/// The date, from nothing but the wall clock's text.
private func date(_ instant: Instant, _ zone: ZoneRules) -> Substring {
    instant.advanced(byMicros: zone.offsetSeconds(at: instant) * Instant.microsPerSecond).description.prefix(10)
}
/// Whether a date is Monday to Friday, by Zeller's congruence (Acta Mathematica 9, 1887).
private func isBusinessDay(_ date: Substring) -> Bool {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    let (month, year) = parts[1] < 3 ? (parts[1] + 12, parts[0] - 1) : (parts[1], parts[0])
    let (century, rest) = (year / 100, year % 100)
    let day = (parts[2] + 13 * (month + 1) / 5 + rest + rest / 4 + century / 4 + 5 * century) % 7  // 0 = Saturday
    return day > 1
}
/// The business dates after that of `start` up to that of `end`, hour by hour: no change of clocks is shorter.
private func naiveCount(from start: Instant, to end: Instant, _ zone: ZoneRules) -> Int64 {
    var seen: Set<Substring> = []
    var now = start
    while now <= end {
        seen.insert(date(now, zone))
        now = now.advanced(byMicros: Instant.microsPerHour)
    }
    seen.insert(date(end, zone))
    return Int64(seen.count { isBusinessDay($0) && $0 > date(start, zone) && $0 <= date(end, zone) })
}

@Test(arguments: 0..<12 as Range<UInt64>)
func `an independent walk from hour to hour finds the same count and the same end`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for zone in [ZoneRules.utc, berlin, newYork, midnight] {
        let start = at("2026-01-01T00:00:00Z").advanced(
            byMicros: Int64.random(in: 0..<364 * Instant.microsPerDay, using: &random))
        let end = start.advanced(byMicros: Int64.random(in: 0..<40 * Instant.microsPerDay, using: &random))
        let count = naiveCount(from: start, to: end, zone)
        #expect(
            BusinessDays.count(from: start, to: end, in: zone) == count, "seed \(seed), \(zone.name): \(start) \(end)")

        let days = Int64.random(in: 1...30, using: &random)
        let due = BusinessDays.end(ofDay: days, after: start, in: zone)
        let before = due.advanced(byMicros: -1)
        #expect(naiveCount(from: start, to: before, zone) == days, "seed \(seed), \(zone.name): \(start), \(days) days")
        #expect(isBusinessDay(date(before, zone)), "seed \(seed), \(zone.name)")
        #expect(date(before, zone) < date(due, zone), "seed \(seed), \(zone.name): the day is over")
    }
}

@Test func `the end of no business day is the end of the day itself`() {
    let saturday = at("2026-03-07T10:00:00Z")
    #expect(BusinessDays.end(ofDay: 0, after: saturday, in: .utc) == at("2026-03-08T00:00:00Z"))
    #expect(BusinessDays.end(ofDay: 1, after: saturday, in: .utc) == at("2026-03-10T00:00:00Z"))
}
