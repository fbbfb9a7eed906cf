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
