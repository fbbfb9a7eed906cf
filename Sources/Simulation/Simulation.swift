public import EventModel

/// A service organisation over one year: what its people would have recorded, in the order of time.
///
/// Deterministic: the same seed, size, zone and year give the same commits on every machine. Every event comes out of the
/// real commands and their rules. Iterating needs memory for what is open at one time, never for what is over.
///
///     for commit in Simulation(seed: 7, events: 100_000, zone: zone) { … }
public struct Simulation: Sequence, Sendable {
    public let seed: UInt64
    /// Exactly so many events come; the organisation has the size that fits them.
    public let events: Int
    /// Working hours, days and the year are those of this zone.
    public let zone: ZoneRules
    public let year: Int

    public init(seed: UInt64, events: Int, zone: ZoneRules, year: Int = 2025) {
        self.seed = seed
        self.events = events
        self.zone = zone
        self.year = year
    }

    public func makeIterator() -> Iterator {
        Iterator(world: World(seed: seed, events: events, zone: zone, year: year))
    }

    public struct Iterator: IteratorProtocol {
        var world: World
        public mutating func next() -> SimulatedCommit? { world.next() }
    }
}
