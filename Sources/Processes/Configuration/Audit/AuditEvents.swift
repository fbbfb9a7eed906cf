public import EventModel

/// A sample of items was drawn for somebody to look at: before anybody knows what will be found.
public struct CMDBAuditPlanned: DomainEvent {
    public let name: String
    public let ciClass: String
    public let seed: UInt64
    public let asOf: Instant
    public let position: Position
    public let population: Int64
    public let sample: [CIID]

    public init(
        name: String, ciClass: String, seed: UInt64, asOf: Instant, position: Position, population: Int64,
        sample: [CIID]
    ) {
        (self.name, self.ciClass, self.seed) = (name, ciClass, seed)
        (self.asOf, self.position) = (asOf, position)
        (self.population, self.sample) = (population, sample)
    }

    public static let type = EventType(
        "CMDBAuditPlanned", version: 1,
        Field(1, "name", \CMDBAuditPlanned.name, "The audit's name."),
        Field(2, "class", \.ciClass, "Of which class the items are."),
        Field(3, "seed", \.seed, "What the sample was drawn with: it can be drawn again."),
        Field(4, "asOf", \.asOf, "What the record says of this instant is compared with the world."),
        Field(5, "position", \.position, "As far as the log knew it up to this position."),
        Field(6, "population", \.population, "How many items the sample was drawn from."),
        Field(7, "sample", \.sample, "The items to look at."),
        make: CMDBAuditPlanned.init)
    public static let summary = "A sample of items was drawn for somebody to look at."
    public static let example = CMDBAuditPlanned(
        name: "audit-3", ciClass: "VM", seed: 7, asOf: Instant(micros: 1_700_000_000_000_000),
        position: Position(4_120),
        population: 310, sample: ["lx-007", "lx-112"])
}

/// Somebody looked at the sample and compared each attribute on record with the world.
public struct CMDBAuditPerformed: DomainEvent {
    public let name: String
    public let sample: Int64
    public let population: Int64
    public let matches: Int64
    public let attributes: Int64
    public let flawlessItems: Int64
    public let findings: [AuditFinding]

    public init(
        name: String, sample: Int64, population: Int64, matches: Int64, attributes: Int64, flawlessItems: Int64,
        findings: [AuditFinding]
    ) {
        (self.name, self.sample, self.population) = (name, sample, population)
        (self.matches, self.attributes) = (matches, attributes)
        (self.flawlessItems, self.findings) = (flawlessItems, findings)
    }

    public static let type = EventType(
        "CMDBAuditPerformed", version: 1,
        Field(1, "name", \CMDBAuditPerformed.name, "The audit's name."),
        Field(2, "sample", \.sample, "How many items were looked at."),
        Field(3, "population", \.population, "How many items they stand for."),
        Field(4, "matches", \.matches, "How many attributes were as on record."),
        Field(5, "attributes", \.attributes, "How many attributes were compared."),
        Field(6, "flawlessItems", \.flawlessItems, "How many items had nothing wrong."),
        Field(7, "findings", \.findings, "What was otherwise than on record."),
        make: CMDBAuditPerformed.init)
    public static let summary = "Somebody compared a sample of items with the world."
    public static let example = CMDBAuditPerformed(
        name: "audit-3", sample: 20, population: 310, matches: 111, attributes: 120, flawlessItems: 14,
        findings: [AuditFinding(ci: "lx-007", attribute: "version", recorded: "4.1", found: "4.2")])
}

/// An attribute that is otherwise than on record.
public struct AuditFinding: Sendable, Hashable {
    public var ci: CIID
    public var attribute: String
    /// Nil where nothing is on record.
    public var recorded: String?
    /// Nil where there is no such thing.
    public var found: String?

    public init(ci: CIID, attribute: String, recorded: String?, found: String?) {
        (self.ci, self.attribute, self.recorded, self.found) = (ci, attribute, recorded, found)
    }
}

extension AuditFinding: WireMessage {
    public static let schema = Schema(
        Field(1, "ci", \AuditFinding.ci, "Which item."),
        Field(2, "attribute", \.attribute, "Which attribute; exists for the item itself."),
        Field(3, "recorded", \.recorded, "What is on record; absent where nothing is."),
        Field(4, "found", \.found, "What was found; absent where nothing was."),
        make: { AuditFinding(ci: $0, attribute: $1, recorded: $2, found: $3) })
}

public enum CMDBAuditEvent: EventUnion {
    case planned(CMDBAuditPlanned)
    case performed(CMDBAuditPerformed)

    public static let catalogue = EventCatalogue<CMDBAuditEvent>([
        EventMember(CMDBAuditEvent.planned), EventMember(CMDBAuditEvent.performed),
    ])
    public var event: any DomainEvent {
        switch self {
        case .planned(let event): event
        case .performed(let event): event
        }
    }
}
