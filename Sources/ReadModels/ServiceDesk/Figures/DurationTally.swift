import EventModel

/// Durations collected for a mean, a median and a percentile. Exact.
struct DurationTally {
    private(set) var micros: [Int64] = []
    private(set) var excluded: Int64 = 0
    var n: Int64 { Int64(micros.count) }

    /// Takes the time from `start` to `end`, less `paused`; where the record says that it is negative, it is left out.
    mutating func add(from start: Instant, to end: Instant, paused: Int64 = 0) {
        let elapsed = end.micros(since: start) - paused
        if elapsed < 0 { excluded += 1 } else { micros.append(elapsed) }
    }

    mutating func exclude() { excluded += 1 }

    var mean: Ratio? { Ratio(micros.reduce(Int128(0)) { $0 + Int128($1) }, over: n) }

    /// The middle one, or the mean of the two in the middle.
    var median: Ratio? {
        let sorted = micros.sorted()
        guard !sorted.isEmpty else { return nil }
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return low == high ? Ratio(Int128(low), over: 1) : Ratio(Int128(low) + Int128(high), over: 2)
    }

    /// The least that is not less than nine tenths of them (nearest rank).
    var p90: Ratio? {
        let sorted = micros.sorted()
        guard !sorted.isEmpty else { return nil }
        return Ratio(Int128(sorted[(sorted.count * 9 + 9) / 10 - 1]), over: 1)
    }
}

/// How many of some incidents fulfil a condition.
struct ShareTally {
    private(set) var hits: Int64 = 0
    private(set) var n: Int64 = 0
    private(set) var excluded: Int64 = 0

    mutating func add(_ isHit: Bool) {
        n += 1
        if isHit { hits += 1 }
    }

    mutating func exclude() { excluded += 1 }

    var share: Ratio? { Ratio(Int128(hits), over: n) }
}
