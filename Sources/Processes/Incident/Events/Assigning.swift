public import EventModel

/// The incident was given to a group, and perhaps to one of its people, for the first time.
public struct IncidentAssigned: DomainEvent {
    public let group: GroupID?
    public let person: PersonID?

    public init(group: GroupID?, person: PersonID?) {
        self.group = group
        self.person = person
    }

    public static let type = EventType(
        "IncidentAssigned", version: 1,
        Field(1, "group", \IncidentAssigned.group, "The group that has it now."),
        Field(2, "person", \.person, "The person who has it now."))
    public static let summary = "The incident was given to a group or a person for the first time."
    public static let example = IncidentAssigned(group: "messaging", person: "person-21")
}

/// The incident went from one group or person to another.
public struct IncidentReassigned: DomainEvent {
    public let fromGroup: GroupID?
    public let fromPerson: PersonID?
    public let group: GroupID?
    public let person: PersonID?

    public init(fromGroup: GroupID?, fromPerson: PersonID?, group: GroupID?, person: PersonID?) {
        self.fromGroup = fromGroup
        self.fromPerson = fromPerson
        self.group = group
        self.person = person
    }

    public static let type = EventType(
        "IncidentReassigned", version: 1,
        Field(1, "fromGroup", \IncidentReassigned.fromGroup, "The group that had it."),
        Field(2, "fromPerson", \.fromPerson, "The person who had it."),
        Field(3, "group", \.group, "The group that has it now."),
        Field(4, "person", \.person, "The person who has it now; absent where the group has yet to choose."))
    public static let summary = "The incident went from one group or person to another."
    public static let example = IncidentReassigned(
        fromGroup: "desk", fromPerson: "person-4", group: "messaging", person: "person-21")
}

/// Whoever has the incident has seen it.
public struct IncidentAcknowledged: DomainEvent {
    public let person: PersonID
    public init(person: PersonID) { self.person = person }

    public static let type = EventType(
        "IncidentAcknowledged", version: 1,
        Field(1, "person", \IncidentAcknowledged.person, "Who has seen it."))
    public static let summary = "Whoever has the incident has seen it."
    public static let example = IncidentAcknowledged(person: "person-21")
}

/// Up the line of expertise, or up the line of authority.
public enum EscalationKind: Int32, WireEnum {
    case functional = 1
    case hierarchical = 2
}

/// The incident was taken to the next level.
public struct IncidentEscalated: DomainEvent {
    public let kind: EscalationKind
    public let level: Int64
    public let reason: String
    public let contact: PersonID?
    public let pathVersion: UInt64?

    public init(
        kind: EscalationKind, level: Int64, reason: String, contact: PersonID?, pathVersion: UInt64? = nil
    ) {
        self.kind = kind
        self.level = level
        self.reason = reason
        self.contact = contact
        self.pathVersion = pathVersion
    }

    public static let type = EventType(
        "IncidentEscalated", version: 1,
        Field(1, "kind", \IncidentEscalated.kind, "By expertise or by authority."),
        Field(2, "level", \.level, "The level reached, from 1."),
        Field(3, "reason", \.reason, "Why the level below does not do."),
        Field(4, "contact", \.contact, "Who was called."),
        Field(5, "pathVersion", \.pathVersion, "The version of the service's escalation path; absent without one."))
    public static let summary = "The incident was taken to the next level."
    public static let example = IncidentEscalated(
        kind: .hierarchical, level: 2, reason: "Four hours without progress.", contact: "person-2", pathVersion: 6)
}

/// A supplier was asked to work on it.
public struct SupplierEngaged: DomainEvent {
    public let supplier: SupplierID
    public let reference: String?

    public init(supplier: SupplierID, reference: String?) {
        self.supplier = supplier
        self.reference = reference
    }

    public static let type = EventType(
        "SupplierEngaged", version: 1,
        Field(1, "supplier", \SupplierEngaged.supplier, "Which supplier."),
        Field(2, "reference", \.reference, "The supplier's own number for it."))
    public static let summary = "A supplier was asked to work on it."
    public static let example = SupplierEngaged(supplier: "carrier-1", reference: "CS-4711")
}

/// The supplier answered.
public struct SupplierResponded: DomainEvent {
    public let supplier: SupplierID
    public let reference: String?

    public init(supplier: SupplierID, reference: String?) {
        self.supplier = supplier
        self.reference = reference
    }

    public static let type = EventType(
        "SupplierResponded", version: 1,
        Field(1, "supplier", \SupplierResponded.supplier, "Which supplier."),
        Field(2, "reference", \.reference, "The supplier's own number for it."))
    public static let summary = "The supplier answered."
    public static let example = SupplierResponded(supplier: "carrier-1", reference: "CS-4712")
}
