public import EventModel

/// What a configuration item has to do with an incident.
public enum CIRole: Int32, WireEnum {
    case cause = 1
    case affected = 2
}

/// How the link came about. Computing never touches what a person said (iTop keeps the same three).
public enum LinkOrigin: Int32, WireEnum {
    case manual = 1
    case computed = 2
    /// A person said that the item has nothing to do with it.
    case excluded = 3
}

/// A configuration item was linked to the incident, or excluded from it.
public struct CILinkedToIncident: DomainEvent {
    public let ci: CIID
    public let role: CIRole
    public let how: LinkOrigin

    public init(ci: CIID, role: CIRole, how: LinkOrigin) {
        self.ci = ci
        self.role = role
        self.how = how
    }

    public static let type = EventType(
        "CILinkedToIncident", version: 1,
        Field(1, "ci", \CILinkedToIncident.ci, "Which item."),
        Field(2, "role", \.role, "What it has to do with the incident."),
        Field(3, "how", \.how, "Who or what said so."))
    public static let summary = "A configuration item was linked to the incident, or excluded from it."
    public static let example = CILinkedToIncident(ci: "mx-1", role: .affected, how: .manual)
}

/// What kind of record an incident is linked to.
public enum LinkKind: Int32, WireEnum {
    case problem = 1
    case change = 2
}

/// The incident was linked to a problem or a change.
public struct IncidentLinked: DomainEvent {
    public let kind: LinkKind
    public let code: ReferenceCode

    public init(kind: LinkKind, code: ReferenceCode) {
        self.kind = kind
        self.code = code
    }

    public static let type = EventType(
        "IncidentLinked", version: 1,
        Field(1, "kind", \IncidentLinked.kind, "What it is linked to."),
        Field(2, "code", \.code, "Which one."))
    public static let summary = "The incident was linked to a problem or a change."
    public static let example = IncidentLinked(kind: .problem, code: "PRB-7")
}

/// A change may have caused the incident.
public struct ChangeCauseSuggested: DomainEvent {
    public let change: ReferenceCode
    public init(change: ReferenceCode) { self.change = change }

    public static let type = EventType(
        "ChangeCauseSuggested", version: 1,
        Field(1, "change", \ChangeCauseSuggested.change, "Which change."))
    public static let summary = "A change may have caused the incident."
    public static let example = ChangeCauseSuggested(change: "CHG-118")
}

/// A change did cause the incident.
public struct ChangeCauseConfirmed: DomainEvent {
    public let change: ReferenceCode
    public init(change: ReferenceCode) { self.change = change }

    public static let type = EventType(
        "ChangeCauseConfirmed", version: 1,
        Field(1, "change", \ChangeCauseConfirmed.change, "Which change."))
    public static let summary = "A change did cause the incident."
    public static let example = ChangeCauseConfirmed(change: "CHG-119")
}

/// A change did not cause the incident.
public struct ChangeCauseRejected: DomainEvent {
    public let change: ReferenceCode
    public init(change: ReferenceCode) { self.change = change }

    public static let type = EventType(
        "ChangeCauseRejected", version: 1,
        Field(1, "change", \ChangeCauseRejected.change, "Which change."))
    public static let summary = "A change did not cause the incident."
    public static let example = ChangeCauseRejected(change: "CHG-120")
}

/// One incident became the child of another. Recorded in both streams.
public struct IncidentParentSet: DomainEvent {
    public let parent: IncidentNumber
    public let child: IncidentNumber

    public init(parent: IncidentNumber, child: IncidentNumber) {
        self.parent = parent
        self.child = child
    }

    public static let type = EventType(
        "IncidentParentSet", version: 1,
        Field(1, "parent", \IncidentParentSet.parent, "The incident whose resolution resolves the other."),
        Field(2, "child", \.child, "The incident that waits for it."))
    public static let summary = "One incident became the child of another. Recorded in both streams."
    public static let example = IncidentParentSet(parent: "INC-2026-000001", child: "INC-2026-000002")
}

/// One incident is no longer the child of another. Recorded in both streams.
public struct IncidentParentRemoved: DomainEvent {
    public let parent: IncidentNumber
    public let child: IncidentNumber

    public init(parent: IncidentNumber, child: IncidentNumber) {
        self.parent = parent
        self.child = child
    }

    public static let type = EventType(
        "IncidentParentRemoved", version: 1,
        Field(1, "parent", \IncidentParentRemoved.parent, "The incident that was the parent."),
        Field(2, "child", \.child, "The incident that stands alone again."))
    public static let summary = "One incident is no longer the child of another. Recorded in both streams."
    public static let example = IncidentParentRemoved(parent: "INC-2026-000001", child: "INC-2026-000003")
}

/// Two records of the same incident became one; the absorbed one's work counts for the survivor. In both streams.
public struct IncidentsMerged: DomainEvent {
    public let survivor: IncidentNumber
    public let absorbed: IncidentNumber
    public let workMinutes: Int64

    public init(survivor: IncidentNumber, absorbed: IncidentNumber, workMinutes: Int64) {
        self.survivor = survivor
        self.absorbed = absorbed
        self.workMinutes = workMinutes
    }

    public static let type = EventType(
        "IncidentsMerged", version: 1,
        Field(1, "survivor", \IncidentsMerged.survivor, "The record that goes on."),
        Field(2, "absorbed", \.absorbed, "The duplicate."),
        Field(3, "workMinutes", \.workMinutes, "The work that moved, in minutes."))
    public static let summary = "Two records of the same incident became one. Recorded in both streams."
    public static let example = IncidentsMerged(
        survivor: "INC-2026-000001", absorbed: "INC-2026-000004", workMinutes: 40)
}

/// A merge was a mistake; both records stand again as they did, the work with the one that did it. In both streams.
public struct IncidentsUnmerged: DomainEvent {
    public let survivor: IncidentNumber
    public let absorbed: IncidentNumber
    public let workMinutes: Int64
    public let reason: String

    public init(survivor: IncidentNumber, absorbed: IncidentNumber, workMinutes: Int64, reason: String) {
        self.survivor = survivor
        self.absorbed = absorbed
        self.workMinutes = workMinutes
        self.reason = reason
    }

    public static let type = EventType(
        "IncidentsUnmerged", version: 1,
        Field(1, "survivor", \IncidentsUnmerged.survivor, "The record that went on."),
        Field(2, "absorbed", \.absorbed, "The record that stands alone again."),
        Field(3, "workMinutes", \.workMinutes, "The work that moved back, in minutes."),
        Field(4, "reason", \.reason, "Why they were not the same."))
    public static let summary = "A merge was a mistake; both records stand again. Recorded in both streams."
    public static let example = IncidentsUnmerged(
        survivor: "INC-2026-000001", absorbed: "INC-2026-000004", workMinutes: 41, reason: "Another mailbox.")
}

/// An incident came with others: one of them is proposed as its parent.
public struct IncidentParentProposed: DomainEvent {
    public let parent: IncidentNumber
    public let similar: [IncidentNumber]

    public init(parent: IncidentNumber, similar: [IncidentNumber]) { (self.parent, self.similar) = (parent, similar) }

    public static let type = EventType(
        "IncidentParentProposed", version: 1,
        Field(1, "parent", \IncidentParentProposed.parent, "The incident proposed."),
        Field(2, "similar", \.similar, "Those that it came with."))
    public static let summary = "An incident came with others: one of them is proposed as its parent."
    public static let example = IncidentParentProposed(
        parent: "INC-2026-000120", similar: ["INC-2026-000120", "INC-2026-000121"])
}

/// Many incidents came together: the first of them is proposed as a major one.
public struct MajorIncidentProposed: DomainEvent {
    public let similar: [IncidentNumber]
    public init(similar: [IncidentNumber]) { self.similar = similar }

    public static let type = EventType(
        "MajorIncidentProposed", version: 1,
        Field(1, "similar", \MajorIncidentProposed.similar, "Those that came with it."))
    public static let summary = "Many incidents came together: the first of them is proposed as a major one."
    public static let example = MajorIncidentProposed(similar: ["INC-2026-000121", "INC-2026-000122"])
}
