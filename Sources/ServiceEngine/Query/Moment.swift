public import EventModel

/// The two points in time that a query takes. Both default to now.
public struct Moment: Sendable, Hashable {
    /// What the log knew: the events up to a position, or up to an instant of recording.
    public enum Knowledge: Sendable, Hashable {
        case position(Position)
        case instant(Instant)
    }

    /// What was true then: of the events known, those whose effective time is not later.
    public var asOf: Instant?
    /// What the log knew then; a position inside a commit means the commit's end.
    public var asKnownAt: Knowledge?

    public init(asOf: Instant? = nil, asKnownAt: Knowledge? = nil) {
        self.asOf = asOf
        self.asKnownAt = asKnownAt
    }

    public static let now = Moment()
    public var isNow: Bool { self == .now }
}

/// A moment with what stands behind it in the log.
public struct ResolvedMoment: Sendable, Hashable {
    /// The last event known then: the end of a commit; zero before the first.
    public let position: Position
    /// What was true then; nil where everything known counts.
    public let asOf: Instant?
    /// The instant that ages count to: `asOf`, or else until when the log was known.
    public let instant: Instant
}
