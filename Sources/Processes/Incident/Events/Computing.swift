public import EventModel

/// What links were computed from.
public enum LinkBasis: Int32, WireEnum {
    /// The items that the caller uses.
    case callerAssets = 1
    /// What suffers when the linked items and the service are down.
    case impact = 2
}

/// Links to configuration items were computed: from what, and how many there are of which how many were linked. The links
/// follow, each an event of its own.
public struct CILinksComputed: DomainEvent {
    public let basis: LinkBasis
    /// The caller, or the items and the service.
    public let from: [String]
    public let asOf: Instant
    public let knownAt: Position
    public let found: Int64
    public let linked: Int64

    public init(basis: LinkBasis, from: [String], asOf: Instant, knownAt: Position, found: Int64, linked: Int64) {
        (self.basis, self.from, self.asOf, self.knownAt) = (basis, from, asOf, knownAt)
        (self.found, self.linked) = (found, linked)
    }

    /// Whether there were more than are linked.
    public var isCut: Bool { linked < found }

    public static let type = EventType(
        "CILinksComputed", version: 1,
        Field(1, "basis", \CILinksComputed.basis, "What kind of question was asked."),
        Field(2, "from", \.from, "The caller, or the items and the service that the answer follows from."),
        Field(3, "asOf", \.asOf, "The graph as it was then."),
        Field(4, "knownAt", \.knownAt, "As far as the log knew it up to this position."),
        Field(5, "found", \.found, "How many items the answer has that nobody had linked or excluded."),
        Field(6, "linked", \.linked, "How many of them are linked; fewer where there are too many."))
    public static let summary = "Links to configuration items were computed; the links follow."
    public static let example = CILinksComputed(
        basis: .impact, from: ["db-1", "mail"], asOf: Instant(micros: 1_700_000_000_000_000), knownAt: Position(41),
        found: 72, linked: 50)
}
