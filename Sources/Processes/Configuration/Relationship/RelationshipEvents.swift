public import EventModel

/// Two items came to be related, or will be.
public struct RelationshipAdded: DomainEvent {
    public let from: CIID
    public let relationshipType: String
    public let to: CIID
    public let validFrom: Instant
    public let validTo: Instant?
    public let attributes: [AttributeValue]
    public let source: String

    public init(
        from: CIID, relationshipType: String, to: CIID, validFrom: Instant, validTo: Instant? = nil,
        attributes: [AttributeValue] = [], source: String
    ) {
        (self.from, self.relationshipType, self.to) = (from, relationshipType, to)
        (self.validFrom, self.validTo) = (validFrom, validTo)
        (self.attributes, self.source) = (attributes, source)
    }

    public static let type = EventType(
        "RelationshipAdded", version: 1,
        Field(1, "from", \RelationshipAdded.from, "Where it begins: in A dependsOn B, A."),
        Field(2, "type", \.relationshipType, "Its type in the schema."),
        Field(3, "to", \.to, "Where it ends."),
        Field(4, "validFrom", \.validFrom, "From when on it is so; may lie ahead."),
        Field(5, "validTo", \.validTo, "Until when, exclusive; absent for until further notice."),
        Field(6, "attributes", \.attributes, "What else is known of it."),
        Field(7, "source", \.source, "Who said so."))
    public static let summary = "Two items came to be related, or will be."
    public static let example = RelationshipAdded(
        from: "web", relationshipType: "dependsOn", to: "db-1", validFrom: Instant(micros: 1_700_000_000_000_000),
        validTo: Instant(micros: 1_700_000_900_000_000), attributes: [AttributeValue("port", "5432")],
        source: "discovery")
}

/// A relationship ceased to be.
public struct RelationshipEnded: DomainEvent {
    public let validTo: Instant
    public let reason: String?
    public init(validTo: Instant, reason: String?) { (self.validTo, self.reason) = (validTo, reason) }

    public static let type = EventType(
        "RelationshipEnded", version: 1,
        Field(1, "validTo", \RelationshipEnded.validTo, "Until when it was so, exclusive."),
        Field(2, "reason", \.reason, "Why."))
    public static let summary = "A relationship ceased to be."
    public static let example = RelationshipEnded(
        validTo: Instant(micros: 1_700_000_900_000_000), reason: "moved to another host")
}

/// A relationship never was: it had been recorded wrongly, the whole interval.
public struct RelationshipRetracted: DomainEvent {
    /// The beginning of the interval that never was.
    public let validFrom: Instant
    public let reason: String
    public init(validFrom: Instant, reason: String) { (self.validFrom, self.reason) = (validFrom, reason) }

    public static let type = EventType(
        "RelationshipRetracted", version: 1,
        Field(1, "validFrom", \RelationshipRetracted.validFrom, "Where the interval begins that never was."),
        Field(2, "reason", \.reason, "Why it had been recorded."))
    public static let summary = "A relationship never was: it had been recorded wrongly."
    public static let example = RelationshipRetracted(
        validFrom: Instant(micros: 1_700_000_000_000_000), reason: "another item of that name")
}

/// Everything that happens in a relationship's stream.
public enum RelationshipEvent: EventUnion {
    case added(RelationshipAdded)
    case ended(RelationshipEnded)
    case retracted(RelationshipRetracted)

    public static let catalogue = EventCatalogue<RelationshipEvent>([
        EventMember(RelationshipEvent.added),
        EventMember(RelationshipEvent.ended),
        EventMember(RelationshipEvent.retracted),
    ])

    public var event: any DomainEvent {
        switch self {
        case .added(let event): event
        case .ended(let event): event
        case .retracted(let event): event
        }
    }
}
