/// Chance with a seed: whole numbers only, so that the same seed gives the same throws on every machine.
///
/// SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
struct Dice: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< `bound`, which is at least 1.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True in so many of a thousand throws.
    mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

    /// One of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// An index that favours the small ones, as a few callers call most: the smaller of two throws.
    mutating func skewed(_ bound: Int) -> Int { min(below(bound), below(bound)) }
}

/// One of several values, each as often as its weight says.
struct Weighted<Value: Sendable>: Sendable {
    private let values: [Value]
    /// Ascending; the last is the sum.
    private let bounds: [Int]

    /// A list that is not empty, of weights that are not negative and not all zero.
    init(_ list: [(value: Value, weight: Int)]) {
        values = list.map(\.value)
        var sum = 0
        bounds = list.map { entry in
            sum += entry.weight
            return sum
        }
    }

    func pick(_ dice: inout Dice) -> Value {
        let throwOf = dice.below(bounds[bounds.count - 1])
        var (low, high) = (0, bounds.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= throwOf { low = middle + 1 } else { high = middle }
        }
        return values[low]
    }
}
