public import EventModel

/// An item was recognised in what a source reported.
public struct CIIdentified: DomainEvent {
    public let rule: String
    public let source: String
    /// The batch of the report; nil where it was a single one.
    public let batch: String?
    /// What it said that was not taken: a more trusted source says otherwise, or a person holds on to it.
    public let refused: [AttributeValue]

    public init(rule: String, source: String, batch: String?, refused: [AttributeValue] = []) {
        (self.rule, self.source, self.batch, self.refused) = (rule, source, batch, refused)
    }

    public static let type = EventType(
        "CIIdentified", version: 1,
        Field(1, "rule", \CIIdentified.rule, "By which identifier rule."),
        Field(2, "source", \.source, "Who reported it."),
        Field(3, "batch", \.batch, "In which batch."),
        Field(4, "refused", \.refused, "What it said that was not taken: something on record counts for more."),
        make: CIIdentified.init)
    public static let summary = "An item was recognised in what a source reported."
    public static let example = CIIdentified(
        rule: "serial", source: "discovery", batch: "scan-2026-11", refused: [AttributeValue("owner", "nobody")])
}

/// Sources contradict each other, or items claim one identity. Nothing is chosen: somebody has to decide.
public struct CIConflictDetected: DomainEvent {
    public let kind: CIConflictKind
    public let what: String
    public let others: [CIID]
    public let values: [String]
    public let source: String

    public init(kind: CIConflictKind, what: String, others: [CIID], values: [String], source: String) {
        (self.kind, self.what, self.others, self.values, self.source) = (kind, what, others, values, source)
    }

    public static let type = EventType(
        "CIConflictDetected", version: 1,
        Field(1, "kind", \CIConflictDetected.kind, "What is contradictory."),
        Field(2, "what", \.what, "The attribute or the identifier rule."),
        Field(3, "others", \.others, "The other items that have the same identity."),
        Field(4, "values", \.values, "The values that contradict each other."),
        Field(5, "source", \.source, "Whose report showed it."),
        make: CIConflictDetected.init)
    public static let summary = "Sources contradict each other, or items claim one identity."
    public static let example = CIConflictDetected(
        kind: .identity, what: "serial", others: ["srv-9"], values: ["SN-7"], source: "discovery")
}

/// A conflict was decided.
public struct CIConflictResolved: DomainEvent {
    public let what: String
    public let resolution: String
    /// Only a conflict of this kind; nil where all about the same are decided.
    public let kind: CIConflictKind?

    public init(what: String, resolution: String, kind: CIConflictKind? = nil) {
        (self.what, self.resolution, self.kind) = (what, resolution, kind)
    }

    public static let type = EventType(
        "CIConflictResolved", version: 1,
        Field(1, "what", \CIConflictResolved.what, "The attribute or the identifier rule."),
        Field(2, "resolution", \.resolution, "How it was decided."),
        Field(3, "kind", \.kind, "Only a conflict of this kind, where it says so."),
        make: CIConflictResolved.init)
    public static let summary = "A conflict was decided."
    public static let example = CIConflictResolved(
        what: "serial", resolution: "srv-9 was merged into srv-1", kind: .identity)
}
