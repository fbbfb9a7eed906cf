/// Tells whether two tables hold the same rows, in whatever order each was read: a sum over the rows, each mixed with a seed.
///
/// Two lanes of 64 bits: tables that differ have the same sum once in 2^128. Nobody can make such tables, as the seed is drawn anew
/// for each comparison.
struct RowSum: Sendable, Hashable {
    private let seed: UInt64
    private(set) var count: UInt64 = 0
    private var lanes: (UInt64, UInt64) = (0, 0)

    init(seed: UInt64) { self.seed = seed }

    mutating func add(_ key: UInt64, _ value: UInt64) {
        let mixed = Self.mix(Self.mix(key ^ seed) ^ value)
        lanes.0 &+= mixed
        lanes.1 &+= Self.mix(mixed ^ seed)
        count += 1
    }

    /// Adds the rows of another sum of the same seed.
    mutating func add(_ other: RowSum) {
        lanes = (lanes.0 &+ other.lanes.0, lanes.1 &+ other.lanes.1)
        count += other.count
    }

    /// Steele, Lea, Flood 2014: every bit of the result depends on every bit of the number.
    private static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    static func == (left: RowSum, right: RowSum) -> Bool {
        (left.seed, left.count) == (right.seed, right.count) && left.lanes == right.lanes
    }

    func hash(into hasher: inout Hasher) { hasher.combine(lanes.0) }
}
