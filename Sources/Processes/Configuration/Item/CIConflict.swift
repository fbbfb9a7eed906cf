public import EventModel

/// Sources that contradict each other, or items that claim the same identity, until somebody decides.
public struct CIConflict: Sendable, Hashable {
    public var kind: CIConflictKind
    /// The attribute or the identifier rule.
    public var what: String
    public var others: [CIID]
    public var values: [String]
    public var since: Instant

    public init(kind: CIConflictKind, what: String, others: [CIID], values: [String], since: Instant) {
        (self.kind, self.what, self.others, self.values, self.since) = (kind, what, others, values, since)
    }
}

public enum CIConflictKind: Int32, WireEnum {
    /// Several items have what identifies one.
    case identity = 1
    /// The same identity in another class.
    case reclassification = 2
    /// Sources of the same rank say different things, or two take turns.
    case value = 3
}

extension CIConflict: WireMessage {
    public static let schema = Schema(
        Field(1, "kind", \CIConflict.kind, "What is contradictory."),
        Field(2, "what", \.what, "The attribute or the identifier rule."),
        Field(3, "others", \.others, "The other items."),
        Field(4, "values", \.values, "The values, as text."),
        Field(5, "since", \.since, "Since when."),
        make: { CIConflict(kind: $0, what: $1, others: $2, values: $3, since: $4) })
}
