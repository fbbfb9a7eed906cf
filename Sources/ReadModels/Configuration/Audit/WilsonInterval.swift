/// Where a share of a whole lies, as far as a random sample tells: the score interval.
///
/// Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927), 209–212. Of a finite whole the sample counts for more: its size is divided by
/// (N − n) / (N − 1), W. G. Cochran, Sampling Techniques, 3rd edition (1977), section 2.
public struct WilsonInterval: Sendable, Hashable {
    public let low: Double
    public let high: Double

    /// `matches` of `count` in a sample of as many, from a whole of `population` where that is finite and known; nil where
    /// nothing was looked at, or more than there is.
    public init?(matches: Int, of count: Int, population: Int? = nil, _ confidence: Confidence = .percent95) {
        guard count > 0, (0...count).contains(matches), population.map({ $0 >= count }) ?? true else { return nil }
        let share = Double(matches) / Double(count)
        // All were looked at: that is the share.
        if population == count {
            (low, high) = (share, share)
            return
        }
        var size = Double(count)
        if let population { size *= Double(population - 1) / Double(population - count) }
        let square = confidence.quantile * confidence.quantile
        let centre = share + square / (2 * size)
        let spread =
            confidence.quantile * (share * (1 - share) / size + square / (4 * size * size)).squareRoot()
        low = matches == 0 ? 0 : max(0, (centre - spread) / (1 + square / size))
        high = matches == count ? 1 : min(1, (centre + spread) / (1 + square / size))
    }

    /// How often such intervals hold the true share.
    public enum Confidence: Int, Sendable, CaseIterable {
        case percent90 = 90
        case percent95 = 95
        case percent99 = 99

        /// The two-sided quantile of the normal distribution.
        var quantile: Double {
            switch self {
            case .percent90: 1.644_853_626_951_472_7
            case .percent95: 1.959_963_984_540_054
            case .percent99: 2.575_829_303_548_900_4
            }
        }
    }
}
