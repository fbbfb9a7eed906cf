import EventModel
import Testing

/// Berlin's clocks in 2026, by hand: forward on 29 March at 01:00 UTC, back on 25 October at 01:00 UTC.
private let berlin = ZoneRules(
    name: "Europe/Berlin", tzdataVersion: "2026a", initialOffsetSeconds: 3600,
    transitions: [
        .init(at: instant("2026-03-29T01:00:00Z"), offsetSeconds: 7200),
        .init(at: instant("2026-10-25T01:00:00Z"), offsetSeconds: 3600),
    ])

private func instant(_ text: String) -> Instant {
    guard let instant = Instant(parsing: text) else { preconditionFailure("\(text) is no instant") }
    return instant
}

/// A wall clock's time, written as if it were UTC.
private func clock(_ text: String) -> CivilTime { CivilTime(micros: instant(text + "Z").micros) }

@Suite("Zones")
struct ZoneRulesTests {
    @Test(arguments: [
        ("2026-01-01T00:00:00Z", 3600), ("2026-03-29T00:59:59.999999Z", 3600), ("2026-03-29T01:00:00Z", 7200),
        ("2026-10-25T00:59:59.999999Z", 7200), ("2026-10-25T01:00:00Z", 3600), ("2030-07-01T00:00:00Z", 3600),
    ])
    func `an offset is in force from its instant on`(text: String, offset: Int64) {
        #expect(berlin.offsetSeconds(at: instant(text)) == offset)
    }

    @Test(arguments: [
        ("2026-03-27T16:00:00Z", "2026-03-27T17:00:00"), ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00"), ("2026-10-25T00:30:00Z", "2026-10-25T02:30:00"),
        ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00"), ("2026-12-31T23:30:00Z", "2027-01-01T00:30:00"),
    ])
    func `a wall clock shows the zone's time`(text: String, wall: String) {
        #expect(berlin.civil(at: instant(text)) == clock(wall))
    }

    @Test(arguments: [
        ("2026-03-27T17:00:00", "2026-03-27T16:00:00Z"), ("2026-07-01T00:00:00", "2026-06-30T22:00:00Z"),
        ("2026-03-29T01:59:59", "2026-03-29T00:59:59Z"), ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
        ("2026-10-25T01:59:59", "2026-10-24T23:59:59Z"), ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
    ])
    func `a wall clock's time is an instant`(wall: String, text: String) {
        #expect(berlin.instant(of: clock(wall)) == instant(text))
    }

    @Test(arguments: [
        ("2026-03-29T02:00:00", "2026-03-29T01:00:00Z"), ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
        ("2026-03-29T02:59:59", "2026-03-29T01:59:59Z"),
    ])
    func `a time that clocks skip is shifted forward by the gap`(wall: String, text: String) {
        #expect(berlin.instant(of: clock(wall)) == instant(text))
        let shifted = clock(wall).micros + 3600 * Instant.microsPerSecond
        #expect(berlin.civil(at: berlin.instant(of: clock(wall))).micros == shifted)
    }

    @Test(arguments: [
        ("2026-10-25T02:00:00", "2026-10-25T00:00:00Z"), ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
        ("2026-10-25T02:59:59", "2026-10-25T00:59:59Z"),
    ])
    func `of a time that clocks show twice the earlier is meant`(wall: String, text: String) {
        #expect(berlin.instant(of: clock(wall)) == instant(text))
    }

    @Test func `every hour of the year but the repeated one comes back`() {
        let start = instant("2026-01-01T00:00:00Z")
        for hour in 0..<(365 * 24) {
            let moment = start.advanced(byMicros: Int64(hour) * Instant.microsPerHour)
            let back = berlin.instant(of: berlin.civil(at: moment))
            let isRepeated = moment == instant("2026-10-25T01:00:00Z")
            #expect(back == (isRepeated ? moment.advanced(byMicros: -Instant.microsPerHour) : moment), "\(moment)")
        }
    }

    @Test func `zones far east and west, and of half hours, work alike`() {
        for offset in [14, 13, 5.75, 5.5, -3.5, -11, -12] {
            let zone = ZoneRules(
                name: "X", tzdataVersion: "", initialOffsetSeconds: Int64(offset * 3600), transitions: [])
            let moment = instant("2026-03-27T16:00:00Z")
            #expect(zone.instant(of: zone.civil(at: moment)) == moment, "\(offset)")
        }
    }

    @Test func `in UTC a wall clock shows UTC`() {
        #expect(ZoneRules.utc.civil(at: instant("2026-03-27T16:00:00Z")) == clock("2026-03-27T16:00:00"))
        #expect(ZoneRules.utc.instant(of: clock("2026-03-27T16:00:00")) == instant("2026-03-27T16:00:00Z"))
    }

    @Test func `a table survives its bytes`() throws {
        #expect(try ZoneRules(decoding: berlin.encoded.span.bytes) == berlin)
    }

    @Test func `a table of nonsense gives nonsense, and does not trap`() {
        let zone = ZoneRules(
            name: "", tzdataVersion: "", initialOffsetSeconds: .max,
            transitions: [
                .init(at: Instant(micros: 5), offsetSeconds: .min), .init(at: .earliest, offsetSeconds: .max),
            ])
        for moment in [Instant(micros: .min), .earliest, Instant(micros: 0), .latest, Instant(micros: .max)] {
            _ = zone.instant(of: zone.civil(at: moment))
        }
    }
}
