import EventModel
import Testing

@testable import Simulation

@Suite struct PartsTests {
    @Test("The dice throw what SplitMix64 throws")
    func dice() {
        // Reference values of the algorithm's first outputs for this seed.
        var dice = Dice(seed: 1_234_567)
        #expect(dice.next() == 6_457_827_717_110_365_317)
        #expect(dice.next() == 3_203_168_211_198_807_973)
        #expect(dice.next() == 9_817_491_932_198_370_423)
    }

    @Test("A spread stays between its ends and meets its median")
    func spread() {
        let spread = Spread([(0, 10), (500, 100), (1000, 1_000)])
        var dice = Dice(seed: 2)
        let draws = (0..<10_000).map { _ in spread.draw(&dice) }
        #expect(draws.allSatisfy { (10...1_000).contains($0) })
        #expect((4_700...5_300).contains(draws.count { $0 < 100 }))
    }

    @Test("Weights decide how often a value comes; none never")
    func weights() {
        let weighted = Weighted([("often", 90), ("never", 0), ("rarely", 10)])
        var dice = Dice(seed: 3)
        let picks = (0..<10_000).map { _ in weighted.pick(&dice) }
        #expect(!picks.contains("never"))
        #expect((800...1_200).contains(picks.count { $0 == "rarely" }))
    }

    @Test("The agenda gives what comes first, and of equals what was entered first")
    func agenda() {
        var agenda = Agenda<Int>()
        var dice = Dice(seed: 4)
        var expected: [(at: Int64, order: Int)] = []
        for order in 0..<500 {
            let at = Int64(dice.below(60))
            agenda.enter(order, at: Instant(micros: at))
            expected.append((at, order))
        }
        expected.sort { $0 < $1 }
        var found: [Int] = []
        while let next = agenda.next() { found.append(next.task) }
        #expect(found == expected.map(\.order))
    }

    @Test("Working time stands still at night and at weekends, and days have 23 to 25 hours")
    func workingHours() throws {
        let calendar = YearCalendar(year: 2025, zone: .berlin)
        let hours = WorkingHours(calendar, weekdays: 8..<18)
        let friday = try #require(Instant(parsing: "2025-03-28T16:30:00Z"))
        // Half an hour on Friday, the rest on Monday, when clocks have gone forward.
        let monday = try #require(Instant(parsing: "2025-03-31T06:45:00Z"))
        #expect(hours.advance(friday, byMicros: 75 * Instant.microsPerMinute) == monday)
        #expect(!hours.isOpen(at: try #require(Instant(parsing: "2025-03-31T05:59:59Z"))))
        #expect(hours.isOpen(at: try #require(Instant(parsing: "2025-03-31T06:00:00Z"))))
        #expect(hours.advance(friday, byMicros: 9_000 * Instant.microsPerHour) == calendar.end)
    }

    @Test("Each moment of the year lies in its day")
    func days() {
        let calendar = YearCalendar(year: 2025, zone: .berlin)
        for (index, day) in calendar.days.enumerated() {
            #expect(calendar.index(of: day.start) == index)
            let next = index + 1 < calendar.days.count ? calendar.days[index + 1].start : calendar.end
            #expect(calendar.index(of: next.advanced(byMicros: -1)) == index)
        }
    }

    @Test("The profile's load begins with the year and ends with it")
    func profile() {
        let calendar = YearCalendar(year: 2025, zone: .berlin)
        let profile = ArrivalProfile(calendar)
        #expect(profile.instant(ofLoad: 0) == calendar.start)
        #expect(profile.instant(ofLoad: profile.total) == calendar.end)
        let instants = (0...1_000).map { profile.instant(ofLoad: profile.total / 1_000 * $0) }
        #expect(zip(instants, instants.dropFirst()).allSatisfy { $0 < $1 })
    }
}
