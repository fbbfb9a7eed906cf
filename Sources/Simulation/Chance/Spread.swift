/// How a quantity is spread, as its quantiles: straight lines between (share per mille, value).
struct Spread: Sendable {
    private let points: [(perMille: Int64, value: Int64)]

    /// From share 0 to share 1000, both ascending.
    init(_ points: [(perMille: Int64, value: Int64)]) { self.points = points }

    func draw(_ dice: inout Dice) -> Int64 {
        let share = Int64(dice.below(1_000_000))
        var index = 1
        while index < points.count - 1, points[index].perMille * 1000 <= share { index += 1 }
        let (low, high) = (points[index - 1], points[index])
        let part = share - low.perMille * 1000
        return low.value + (high.value - low.value) * part / ((high.perMille - low.perMille) * 1000)
    }

    /// The gaps between independent arrivals whose mean gap is 1000: the exponential distribution.
    static let gaps = Spread([
        (0, 0), (100, 105), (200, 223), (300, 357), (400, 511), (500, 693), (600, 916), (700, 1_204), (800, 1_609),
        (900, 2_303), (950, 2_996), (980, 3_912), (1000, 5_300),
    ])
}
