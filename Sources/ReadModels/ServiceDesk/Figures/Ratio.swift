public import EventModel

/// An exact fraction: what a mean or a share is before it is rounded for display.
public struct Ratio: Sendable, Hashable {
    /// Wide, for the sum of ten million durations in microseconds does not fit 64 bits.
    public let numerator: Int128
    /// At least 1.
    public let denominator: Int64

    /// Nil where `denominator` is not positive: a mean over nothing is no number.
    public init?(_ numerator: Int128, over denominator: Int64) {
        guard denominator > 0 else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The nearest integer; halves away from zero.
    public var rounded: Int128 { scaled(by: 1) }

    /// As decimal text with a fixed number of digits after the point: `99.1667`.
    public func decimal(digits: Int, times factor: Int128 = 1) -> String {
        let unit = (0..<digits).reduce(Int128(1)) { unit, _ in unit * 10 }
        let scaled = scaled(by: unit * factor)
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt128(unit))
        let sign = scaled < 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(whole)" }
        let text = String(fraction)
        return "\(sign)\(whole).\(String(repeating: "0", count: digits - text.count))\(text)"
    }

    private func scaled(by factor: Int128) -> Int128 {
        let (product, half) = (numerator * factor, Int128(denominator) / 2)
        // With an odd denominator nothing lies half-way, so rounding `half` down does no harm.
        return (product + (product < 0 ? -half : half)) / Int128(denominator)
    }

    public var json: JSONValue {
        let exact = Int64(exactly: numerator).map(JSONValue.integer) ?? .string(String(numerator))
        return .object(["numerator": exact, "denominator": .integer(denominator)])
    }
}
