public import EventModel

/// An item came to another place in its life.
public struct CIStatusChanged: DomainEvent {
    public let status: CIStatus
    public let previous: CIStatus
    public init(status: CIStatus, previous: CIStatus) { (self.status, self.previous) = (status, previous) }

    public static let type = EventType(
        "CIStatusChanged", version: 1,
        Field(1, "status", \CIStatusChanged.status, "Where it stands now."),
        Field(2, "previous", \.previous, "Where it stood."),
        make: CIStatusChanged.init)
    public static let summary = "An item came to another place in its life."
    public static let example = CIStatusChanged(status: .repair, previous: .production)
}

/// An item turned out to be of another class.
public struct CIReclassified: DomainEvent {
    public let ciClass: String
    public let previous: String
    /// Relationships that the schema does not allow for the new class: kept, and shown as nonconforming.
    public let nonconforming: [RelationshipID]
    public let reason: String

    public init(ciClass: String, previous: String, nonconforming: [RelationshipID], reason: String) {
        (self.ciClass, self.previous, self.nonconforming, self.reason) = (ciClass, previous, nonconforming, reason)
    }

    public static let type = EventType(
        "CIReclassified", version: 1,
        Field(1, "class", \CIReclassified.ciClass, "Its class now."),
        Field(2, "previous", \.previous, "Its class before."),
        Field(3, "nonconforming", \.nonconforming, "Relationships that the schema does not allow for it any more."),
        Field(4, "reason", \.reason, "Why."),
        make: CIReclassified.init)
    public static let summary = "An item turned out to be of another class."
    public static let example = CIReclassified(
        ciClass: "VM", previous: "PhysicalServer", nonconforming: ["srv-1~locatedAt~rack-2"],
        reason: "it was moved to a host")
}

/// An item left for good. Its id, its history and its relationships, which end, are kept.
public struct CIRetired: DomainEvent {
    public let reason: String
    /// What used it when it was retired all the same.
    public let overridden: [String]
    public let previous: CIStatus

    public init(reason: String, overridden: [String], previous: CIStatus) {
        (self.reason, self.overridden, self.previous) = (reason, overridden, previous)
    }

    public static let type = EventType(
        "CIRetired", version: 1,
        Field(1, "reason", \CIRetired.reason, "Why."),
        Field(2, "overridden", \.overridden, "What used it when it was retired all the same."),
        Field(3, "previous", \.previous, "Where it stood in its life."),
        make: CIRetired.init)
    public static let summary = "An item left for good."
    public static let example = CIRetired(
        reason: "scrapped", overridden: ["incident INC-2026-000123"], previous: .repair)
}

/// A retired item came back.
public struct CIReactivated: DomainEvent {
    public let status: CIStatus
    public let reason: String
    public init(status: CIStatus, reason: String) { (self.status, self.reason) = (status, reason) }

    public static let type = EventType(
        "CIReactivated", version: 1,
        Field(1, "status", \CIReactivated.status, "Where it stands in its life now."),
        Field(2, "reason", \.reason, "Why."),
        make: CIReactivated.init)
    public static let summary = "A retired item came back."
    public static let example = CIReactivated(status: .stock, reason: "found in the cellar")
}

/// Somebody vouched for an item's record.
public struct CIAttested: DomainEvent {
    public let note: String?
    public init(note: String?) { self.note = note }

    public static let type = EventType(
        "CIAttested", version: 1, Field(1, "note", \CIAttested.note, "What was looked at."), make: CIAttested.init)
    public static let summary = "Somebody vouched for an item's record."
    public static let example = CIAttested(note: "seen in rack 2")
}

/// No source has seen an item for longer than the schema allows.
public struct CIStale: DomainEvent {
    public let seenAt: Instant
    public let afterDays: Int64
    public init(seenAt: Instant, afterDays: Int64) { (self.seenAt, self.afterDays) = (seenAt, afterDays) }

    public static let type = EventType(
        "CIStale", version: 1,
        Field(1, "seenAt", \CIStale.seenAt, "When it was last seen."),
        Field(2, "afterDays", \.afterDays, "How many days of silence were allowed."),
        make: CIStale.init)
    public static let summary = "No source has seen an item for longer than is allowed."
    public static let example = CIStale(seenAt: Instant(micros: 1_700_000_000_000_000), afterDays: 60)
}
