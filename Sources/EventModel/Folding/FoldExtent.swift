/// Which events a row is folded from: between which positions, and between which effective times.
public struct FoldExtent: Sendable, Hashable {
    public private(set) var first: Position
    public private(set) var last: Position
    public private(set) var earliest: Instant
    public private(set) var latest: Instant

    public init(first: Position, last: Position, earliest: Instant, latest: Instant) {
        (self.first, self.last, self.earliest, self.latest) = (first, last, earliest, latest)
    }

    /// What a row has that does not say.
    public static let none = FoldExtent(at: .zero, effective: .earliest)

    /// One event.
    public init(at position: Position, effective: Instant) {
        self.init(first: position, last: position, earliest: effective, latest: effective)
    }

    public mutating func take(_ position: Position, effective: Instant) {
        (first, last) = (min(first, position), max(last, position))
        (earliest, latest) = (min(earliest, effective), max(latest, effective))
    }
}

/// The events that count in an answer about the past: those known up to a position, and of them those true by an instant.
public struct PastMoment: Sendable, Hashable {
    public let position: Position
    /// Nil where everything known counts.
    public let asOf: Instant?

    public init(knownAt position: Position, asOf: Instant?) { (self.position, self.asOf) = (position, asOf) }

    public func counts(_ position: Position, effective: Instant) -> Bool {
        position <= self.position && asOf.map { effective <= $0 } ?? true
    }

    /// How many of a row's events count.
    enum Share {
        case none
        case some
        case all
    }

    /// `none` and `all` are sure; of `some` there may turn out to be none.
    func share(of extent: FoldExtent) -> Share {
        let asOf = asOf ?? .latest
        if extent.first > position || extent.earliest > asOf { return .none }
        return extent.last <= position && extent.latest <= asOf ? .all : .some
    }
}
