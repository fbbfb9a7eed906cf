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

    @Test("Exactly so many events come", arguments: [Array(0...200), [999, 1_000, 1_001, 2_500, 4_999, 7_777]])
    func isExact(sizes: [Int]) {
        for size in sizes {
            let count = Simulation(seed: UInt64(size) &* 31, events: size, zone: .berlin).reduce(0) {
                $0 + $1.events.count
            }
            #expect(count == size, "events with the seed \(size * 31)")
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

    @Test("The rules refuse nothing that the organisation does", arguments: [UInt64(1), 2, 3])
    func isLegal(seed: UInt64) {
        var world = World(seed: seed, events: 30_000, zone: .berlin, year: 2025)
        while world.next() != nil {}
        #expect(world.refusals.isEmpty, "seed \(seed): \(world.refusals.prefix(5))")
    }

    @Test("Folded anew, no incident contradicts itself, and numbers are dense")
    func isConsistent() throws {
        var fold = Refold()
        for commit in Simulation(seed: 5, events: 30_000, zone: .berlin) { try fold.add(commit) }
        for incident in fold.incidents.values { #expect(incident.contradictions.isEmpty, "\(incident.number)") }
        #expect(fold.undrawn.isEmpty)
        for (sequence, numbers) in fold.drawn {
            #expect(numbers == (1...UInt64(numbers.count)).map { $0 }, "\(sequence)")
        }
    }

    @Test("What is live at the end is what has not ended: memory follows the backlog, not the log")
    func isBounded() {
        var world = World(seed: 9, events: 30_000, zone: .berlin, year: 2025)
        var most = 0
        while world.next() != nil { most = max(most, world.slots.count) }
        #expect(world.counters.incidents > 3_000)
        #expect(most < Int(world.counters.incidents) / 6)
        #expect(world.incidents.count == most || world.incidents.count == most + 1)
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
func digest(_ simulation: Simulation) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    for commit in simulation {
        mix(
            "\(commit.commandID) \(commit.actor) \(commit.occurredAt) \(commit.reason ?? "-") \(commit.drawn?.text ?? "")"
                .utf8)
        for entry in commit.events {
            mix("\(entry.stream) \(entry.event.eventName)".utf8)
            mix(entry.event.encoded())
        }
    }
    return hash
}
