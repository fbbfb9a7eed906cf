import ReadModels
import TestSupport
import Testing

struct WilsonIntervalTests {
    @Test("nothing looked at, more matches than looked at, or more than there is, has no interval")
    func impossible() {
        #expect(WilsonInterval(matches: 0, of: 0) == nil)
        #expect(WilsonInterval(matches: 3, of: 2) == nil)
        #expect(WilsonInterval(matches: 1, of: 5, population: 4) == nil)
    }

    @Test("where all were looked at, the share is known exactly")
    func census() {
        let interval = WilsonInterval(matches: 3, of: 4, population: 4)
        #expect(interval?.low == 0.75 && interval?.high == 0.75)
    }

    @Test("400 random cases agree with the definition, solved by bisection in Python")
    func definition() throws {
        let seed: UInt64 = 41
        var dice = SplitMix(seed: seed)
        let cases = (0..<400).map { _ -> [Int?] in
            let count = Int.random(in: 1...2_000, using: &dice)
            let matches = Int.random(in: 0...count, using: &dice)
            let population = Bool.random(using: &dice) ? Int.random(in: count...count * 3, using: &dice) : nil
            return [matches, count, population, [90, 95, 99].randomElement(using: &dice) ?? 95]
        }
        let expected = try #require(
            try Oracle.ask("wilson_intervals.py", cases, as: [[Double]].self),
            "python3 is missing: Tools/install brings it")
        for (each, bounds) in zip(cases, expected) {
            let confidence = WilsonInterval.Confidence(rawValue: (each[3] ?? 95)) ?? .percent95
            let interval = try #require(
                WilsonInterval(matches: each[0] ?? 0, of: each[1] ?? 1, population: each[2], confidence))
            #expect(
                abs(interval.low - bounds[0]) < 1e-9 && abs(interval.high - bounds[1]) < 1e-9, "\(each), seed \(seed)")
        }
    }
}
