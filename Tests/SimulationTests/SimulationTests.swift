import EventModel
import Processes
import Testing

@testable import Simulation

@Suite struct SimulationTests {
    @Test("The same seed gives the same commits, another seed gives others")
    func isDeterministic() {
        let first = digest(Simulation(seed: 11, events: 20_000, zone: .berlin))
        #expect(first == digest(Simulation(seed: 11, events: 20_000, zone: .berlin)))
        #expect(first != digest(Simulation(seed: 12, events: 20_000, zone: .berlin)))
    }

    @Test("Exactly so many events come", arguments: [Array(0...200), [999, 1_000, 1_001, 2_500, 4_999]])
    func isExact(sizes: [Int]) {
        for size in sizes {
            let seed = UInt64(size) &* 31
            let count = Simulation(seed: seed, events: size, zone: .berlin).reduce(0) { $0 + $1.events.count }
            #expect(count == size, "events with the seed \(seed)")
        }
    }

    @Test("Commits come in the order of time, inside the year, each under an id of its own", arguments: [1, 40, 3_000])
    func isOrdered(size: Int) throws {
        let commits = Array(Simulation(seed: 3, events: size, zone: .berlin))
        let year = YearCalendar(year: 2025, zone: .berlin)
        #expect(zip(commits, commits.dropFirst()).allSatisfy { $0.occurredAt <= $1.occurredAt })
        #expect(try #require(commits.first).occurredAt >= year.start)
        #expect(try #require(commits.last).occurredAt < year.end)
        #expect(Set(commits.map(\.commandID)).count == commits.count)
    }

    @Test("A year of another zone lies in that zone's year")
    func otherYear() throws {
        let commits = Array(Simulation(seed: 1, events: 500, zone: .utc, year: 2024))
        let year = YearCalendar(year: 2024, zone: .utc)
        #expect(year.days.count == 366)
        #expect(try #require(commits.first).occurredAt >= year.start)
        #expect(try #require(commits.last).occurredAt < year.end)
        #expect(commits.compactMap(\.drawn).allSatisfy { $0.sequence.hasSuffix("-2024") })
    }

    @Test("The rules refuse nothing that the organisation does", arguments: [UInt64(1), 2])
    func isLegal(seed: UInt64) {
        var world = World(seed: seed, events: 10_000, zone: .berlin, year: 2025, estate: 1_500)
        while world.next() != nil {}
        #expect(world.refusals.isEmpty, "seed \(seed): \(world.refusals.prefix(5))")
    }

    @Test("Memory follows the backlog, not the log")
    func isBounded() {
        var world = World(seed: 9, events: 15_000, zone: .berlin, year: 2025, estate: 150)
        var largest = 0
        while world.next() != nil { largest = max(largest, world.backlog.count) }
        #expect(world.counters.incidents > 1_500)
        #expect(largest < Int(world.counters.incidents) / 8)
    }
}

extension ZoneRules {
    /// The zone of the tests, with the two changes of 2025.
    static let berlin = ZoneRules(
        name: "Europe/Berlin", tzdataVersion: "2025a", initialOffsetSeconds: 3_600,
        transitions: [
            Transition(at: Instant(micros: 1_743_296_400_000_000), offsetSeconds: 7_200),
            Transition(at: Instant(micros: 1_761_440_400_000_000), offsetSeconds: 3_600),
        ])
}

/// FNV-1a over everything that a commit holds.
func digest(_ commits: some Sequence<SimulatedCommit>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    for commit in commits {
        mix("\(commit.commandID) \(commit.actor) \(commit.occurredAt) \(commit.reason ?? "-") ".utf8)
        mix((commit.drawn?.text ?? "-").utf8)
        for entry in commit.events {
            mix("\(entry.stream) \(entry.event.eventName)".utf8)
            mix(entry.event.encoded())
        }
    }
    return hash
}
