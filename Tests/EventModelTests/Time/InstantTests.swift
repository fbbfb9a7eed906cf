import EventModel
import Foundation
import Testing

@Suite("Instants")
struct InstantTests {
    /// The date by counting days, one year and one month after the other.
    private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
        var (year, rest) = (1, day + 719_162)
        while rest >= days(in: year) { (year, rest) = (year + 1, rest - days(in: year)) }
        var month = 1
        while rest >= days(in: year, month) { (month, rest) = (month + 1, rest - days(in: year, month)) }
        return (year, month, rest + 1)
    }
    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    private static func days(in year: Int) -> Int { isLeap(year) ? 366 : 365 }
    private static func days(in year: Int, _ month: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
    private static func padded(_ value: Int, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: count - digits.count) + digits
    }

    @Test(arguments: [101, 102, 103] as [UInt64])
    func `texts of the years 1 to 9999 are those of a naive count, and come back`(seed: UInt64) {
        var random = SplitMixSource(seed: seed)
        for _ in 0..<1000 {
            let instant = random.instant()
            let seconds = Int((Double(instant.micros) / 1e6).rounded(.down))
            let micros = Int(instant.micros) - seconds * 1_000_000
            guard (0..<1_000_000).contains(micros) else { continue }
            let ofDay = ((seconds % 86_400) + 86_400) % 86_400
            let date = Self.date(ofDay: (seconds - ofDay) / 86_400)
            let fraction = micros == 0 ? "" : "." + Self.padded(micros, 6)
            let text =
                "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))"
                + "T\(Self.padded(ofDay / 3600, 2)):\(Self.padded(ofDay / 60 % 60, 2)):\(Self.padded(ofDay % 60, 2))"
                + "\(micros % 1000 == 0 ? String(fraction.dropLast(3)) : fraction)Z"
            #expect(instant.description == text, "seed \(seed): \(instant.micros)")
            #expect(Instant(parsing: text) == instant, "seed \(seed): \(text)")
        }
    }

    @Test func `Foundation reads the same moment`() throws {
        var random = SplitMixSource(seed: 104)
        for _ in 0..<300 {
            // Foundation counts by the Julian calendar before 1582.
            let seconds = Int64.random(in: -12_000_000_000..<253_402_300_800, using: &random.generator)
            let text = Instant(micros: seconds * 1_000_000).description
            let date = try Date(text, strategy: .iso8601)
            #expect(Int64(date.timeIntervalSince1970) == seconds, "\(text)")
        }
    }

    @Test func `the first and the last moment are written and read`() {
        #expect(Instant.earliest.description == "0001-01-01T00:00:00Z")
        #expect(Instant.latest.description == "9999-12-31T23:59:59.999999Z")
        for instant in [Instant.earliest, .latest] { #expect(Instant(parsing: instant.description) == instant) }
        #expect(Instant(parsing: "0001-01-01T00:00:00+00:01") == nil, "before the first")
        #expect(Instant(parsing: "9999-12-31T23:59:59.999999-00:01") == nil, "after the last")
    }

    @Test(arguments: [Int64.min, Instant.earliest.micros - 1, Instant.latest.micros + 1, .max])
    func `a moment that no calendar text can write is shown as a number`(micros: Int64) {
        #expect(Instant(micros: micros).description == "\(micros) µs since 1970")
        #expect(CivilTime(micros: micros).micros == micros)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01", 0), ("1970-01-01T00:00Z", 0), ("1970-01-01 00:00:00z", 0),
        ("1970-01-01t00:00:00.1Z", 100_000), ("1970-01-01T00:00:00.000001Z", 1),
        ("1970-01-01T02:00:00+02:00", 0), ("1969-12-31T16:00:00-08:00", 0), ("1970-01-01T05:45:00+05:45", 0),
        ("1969-12-31T23:59:59.999999Z", -1), ("2000-02-29T00:00:00Z", 951_782_400_000_000),
    ])
    func `RFC 3339 is read in all its forms`(text: String, micros: Int64) {
        #expect(Instant(parsing: text)?.micros == micros)
        #expect(Instant(text)?.micros == micros)
    }

    @Test(arguments: [
        "", "now", "2026", "2026-03", "2026-3-27", "26-03-27", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01",
        "2026-00-01", "2026-01-00", "0000-01-01", "2026-03-27T", "2026-03-27T16", "2026-03-27T24:00:00Z",
        "2026-03-27T16:60:00Z", "2026-03-27T16:00:60Z", "2026-03-27T16:00:00", "2026-03-27T16:00:00.Z",
        "2026-03-27T16:00:00.1234567Z", "2026-03-27T16:00:00+2:00", "2026-03-27T16:00:00+0200",
        "2026-03-27T16:00:00+24:00",
        "2026-03-27T16:00:00+02:60", "2026-03-27T16:00:00Z ", " 2026-03-27T16:00:00Z", "2026-03-27T16:00:00ZZ",
        "2026-03-27Z", "+2026-03-27", "2026‐03‐27", "２０２６-03-27", "2026-03-27T16:00:00−02:00", "-001-01-01",
    ])
    func `anything else is not read`(text: String) {
        #expect(Instant(parsing: text) == nil)
    }

    @Test func `moments are compared and moved by microseconds`() {
        let noon = Instant(micros: 43_200_000_000)
        #expect(noon.advanced(byMicros: Instant.microsPerHour).micros(since: noon) == 3_600_000_000)
        #expect(noon < noon.advanced(byMicros: 1) && noon > noon.advanced(byMicros: -1))
    }
}
