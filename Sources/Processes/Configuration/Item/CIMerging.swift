public import EventModel

/// Two records turned out to be of one item. Recorded in both streams.
public struct CIsMerged: DomainEvent {
    public let survivor: CIID
    public let absorbed: CIID
    /// Relationships between the two, which would begin and end in one item now.
    public let dropped: [RelationshipID]
    /// What the survivor took over, as it had no value of its own.
    public let taken: [AttributeValue]
    public let reason: String?

    public init(
        survivor: CIID, absorbed: CIID, dropped: [RelationshipID], taken: [AttributeValue], reason: String?
    ) {
        (self.survivor, self.absorbed, self.dropped) = (survivor, absorbed, dropped)
        (self.taken, self.reason) = (taken, reason)
    }

    public static let type = EventType(
        "CIsMerged", version: 1,
        Field(1, "survivor", \CIsMerged.survivor, "The item that goes on."),
        Field(2, "absorbed", \.absorbed, "The one whose id means the survivor from now on."),
        Field(3, "dropped", \.dropped, "Relationships between the two, which are none any more."),
        Field(4, "taken", \.taken, "Attributes that the survivor did not have."),
        Field(5, "reason", \.reason, "Why."),
        make: CIsMerged.init)
    public static let summary = "Two records turned out to be of one item."
    public static let example = CIsMerged(
        survivor: "srv-1", absorbed: "srv-9", dropped: ["srv-9~dependsOn~srv-1"],
        taken: [AttributeValue("assetTag", "A-17")], reason: "the same serial")
}

/// A merge was wrong: both ids stand for themselves again. Recorded in both streams.
public struct CIMergeReversed: DomainEvent {
    public let survivor: CIID
    public let absorbed: CIID
    /// What the survivor had taken over, and gives back where it still has it.
    public let returned: [AttributeValue]
    public let reason: String

    public init(survivor: CIID, absorbed: CIID, returned: [AttributeValue], reason: String) {
        (self.survivor, self.absorbed, self.returned, self.reason) = (survivor, absorbed, returned, reason)
    }

    public static let type = EventType(
        "CIMergeReversed", version: 1,
        Field(1, "survivor", \CIMergeReversed.survivor, "The item that had gone on."),
        Field(2, "absorbed", \.absorbed, "The one that stands for itself again."),
        Field(3, "returned", \.returned, "Attributes that the survivor gives back."),
        Field(4, "reason", \.reason, "Why."),
        make: CIMergeReversed.init)
    public static let summary = "A merge was wrong: both ids stand for themselves again."
    public static let example = CIMergeReversed(
        survivor: "srv-1", absorbed: "srv-9", returned: [AttributeValue("assetTag", "A-17")],
        reason: "two machines with one label")
}

/// An item was recognised in what a source reported.
public struct CIIdentified: DomainEvent {
    public let rule: String
    public let source: String
    /// The batch of the report; nil where it was a single one.
    public let batch: String?

    public init(rule: String, source: String, batch: String?) {
        (self.rule, self.source, self.batch) = (rule, source, batch)
    }

    public static let type = EventType(
        "CIIdentified", version: 1,
        Field(1, "rule", \CIIdentified.rule, "By which identifier rule."),
        Field(2, "source", \.source, "Who reported it."),
        Field(3, "batch", \.batch, "In which batch."),
        make: CIIdentified.init)
    public static let summary = "An item was recognised in what a source reported."
    public static let example = CIIdentified(rule: "serial", source: "discovery", batch: "scan-2026-11")
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
    public init(what: String, resolution: String) { (self.what, self.resolution) = (what, resolution) }

    public static let type = EventType(
        "CIConflictResolved", version: 1,
        Field(1, "what", \CIConflictResolved.what, "The attribute or the identifier rule."),
        Field(2, "resolution", \.resolution, "How it was decided."),
        make: CIConflictResolved.init)
    public static let summary = "A conflict was decided."
    public static let example = CIConflictResolved(what: "serial", resolution: "merged srv-9")
}
