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
    /// How many configuration items there are when the year begins. They, their relationships and their changes are among the
    /// events.
    public let estate: Int

    /// By default there is an item to a hundred events, and none in a year of less than `smallestYear` events. An estate that
    /// is larger than `largestEstate` has that size. Without an estate a year is as it was before there were any: incidents
    /// name items that nobody has put on record.
    public init(seed: UInt64, events: Int, zone: ZoneRules, year: Int = 2025, estate: Int? = nil) {
        self.seed = seed
        self.events = events
        self.zone = zone
        self.year = year
        let usual = events < Self.smallestYear ? 0 : Swift.min(10_000, events / 100)
        self.estate = Swift.max(0, Swift.min(estate ?? usual, Self.largestEstate(events: events)))
    }

    /// The fewest events of a year that has an estate unless it is asked for.
    public static let smallestYear = 2_000

    /// As many items as take about half of the events; never more than 100,000, of which all are kept in memory.
    public static func largestEstate(events: Int) -> Int { Swift.min(100_000, Swift.max(0, events / 6)) }

    public func makeIterator() -> Iterator {
        Iterator(world: World(seed: seed, events: events, zone: zone, year: year, estate: estate))
    }

    public struct Iterator: IteratorProtocol {
        var world: World
        public mutating func next() -> SimulatedCommit? { world.next() }
        /// What is true of the commits so far.
        public var truth: PlantedTruth { world.truth }
    }
}
