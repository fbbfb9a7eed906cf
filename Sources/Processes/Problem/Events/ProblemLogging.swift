public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// Somebody is to find the cause of incidents, seen or feared.
public struct ProblemLogged: DomainEvent {
    public let title: String
    public let origin: ProblemOrigin
    public let description: String?
    public let impact: Impact?
    public let urgency: Urgency?
    public let priority: Priority?
    public let matrixVersion: UInt64?
    public let service: ServiceID?
    public let cis: [CIID]
    public let trend: TrendNumber?
    public let incident: IncidentNumber?
    public let signature: IncidentSignature?

    public init(
        title: String, origin: ProblemOrigin, description: String? = nil, impact: Impact? = nil,
        urgency: Urgency? = nil, priority: Priority? = nil, matrixVersion: UInt64? = nil, service: ServiceID? = nil,
        cis: [CIID] = [], trend: TrendNumber? = nil, incident: IncidentNumber? = nil,
        signature: IncidentSignature? = nil
    ) {
        (self.title, self.origin, self.description) = (title, origin, description)
        (self.impact, self.urgency, self.priority, self.matrixVersion) = (impact, urgency, priority, matrixVersion)
        (self.service, self.cis, self.trend) = (service, cis, trend)
        (self.incident, self.signature) = (incident, signature)
    }

    public static let type = EventType(
        "ProblemLogged", version: 1,
        Field(1, "title", \ProblemLogged.title, "Short summary; names no person."),
        Field(2, "from", \.origin, "Why somebody looked."),
        Field(3, "description", \.description, "What is seen, at length; names no person."),
        Field(4, "impact", \.impact, "How far the business is hit, 1 (most) to 3."),
        Field(5, "urgency", \.urgency, "How soon it must be dealt with, 1 (most) to 3."),
        Field(6, "priority", \.priority, "The order of work that the matrix gives, 1 (first) to 5."),
        Field(7, "matrixVersion", \.matrixVersion, "The matrix that gave it."),
        Field(8, "service", \.service, "The service that is hit."),
        Field(9, "cis", \.cis, "The items that are hit."),
        Field(10, "trend", \.trend, "The trend that it was logged from."),
        Field(11, "incident", \.incident, "The major incident that it was logged from."),
        Field(12, "signature", \.signature, "What its incidents have in common: a new one of it is a recurrence."),
        make: {
            ProblemLogged(
                title: $0, origin: $1, description: $2, impact: $3, urgency: $4, priority: $5, matrixVersion: $6,
                service: $7, cis: $8, trend: $9, incident: $10, signature: $11)
        })
    public static let summary = "Somebody is to find the cause of incidents, seen or feared."
    public static let example = ProblemLogged(
        title: "Mail stops every Monday", origin: .proactive, description: "The queue fills from six o'clock on.",
        impact: .high, urgency: .medium, priority: .moderate, matrixVersion: 4, service: "mail",
        cis: ["mx-1", "mx-2"], trend: "TRD-2026-000001", incident: "INC-2026-000007",
        signature: IncidentSignature(
            service: "relay", category: "software", subcategory: "transport", symptom: "no delivery", ci: "mx-3"))
}

/// An incident is one of those that the problem causes.
public struct IncidentLinkedToProblem: DomainEvent {
    public let incident: IncidentNumber
    public init(incident: IncidentNumber) { self.incident = incident }

    public static let type = EventType(
        "IncidentLinkedToProblem", version: 1,
        Field(1, "incident", \IncidentLinkedToProblem.incident, "Which one."))
    public static let summary = "An incident is one of those that the problem causes."
    public static let example = IncidentLinkedToProblem(incident: "INC-2026-000008")
}

/// An incident has another cause after all.
public struct IncidentUnlinkedFromProblem: DomainEvent {
    public let incident: IncidentNumber
    public let reason: String

    public init(incident: IncidentNumber, reason: String) { (self.incident, self.reason) = (incident, reason) }

    public static let type = EventType(
        "IncidentUnlinkedFromProblem", version: 1,
        Field(1, "incident", \IncidentUnlinkedFromProblem.incident, "Which one."),
        Field(2, "reason", \.reason, "Why it is none of them."))
    public static let summary = "An incident has another cause after all."
    public static let example = IncidentUnlinkedFromProblem(
        incident: "INC-2026-000008", reason: "It was the line.")
}

/// One problem became a part of another. Recorded in both streams.
public struct ProblemParentSet: DomainEvent {
    public let parent: ProblemNumber
    public let child: ProblemNumber

    public init(parent: ProblemNumber, child: ProblemNumber) { (self.parent, self.child) = (parent, child) }

    public static let type = EventType(
        "ProblemParentSet", version: 1,
        Field(1, "parent", \ProblemParentSet.parent, "The problem that the other is a part of."),
        Field(2, "child", \.child, "The part."))
    public static let summary = "One problem became a part of another. Recorded in both streams."
    public static let example = ProblemParentSet(parent: "PRB-2026-000001", child: "PRB-2026-000002")
}

/// One problem is no longer a part of another. Recorded in both streams.
public struct ProblemParentRemoved: DomainEvent {
    public let parent: ProblemNumber
    public let child: ProblemNumber

    public init(parent: ProblemNumber, child: ProblemNumber) { (self.parent, self.child) = (parent, child) }

    public static let type = EventType(
        "ProblemParentRemoved", version: 1,
        Field(1, "parent", \ProblemParentRemoved.parent, "The problem that the other was a part of."),
        Field(2, "child", \.child, "The problem that stands alone again."))
    public static let summary = "One problem is no longer a part of another. Recorded in both streams."
    public static let example = ProblemParentRemoved(parent: "PRB-2026-000001", child: "PRB-2026-000003")
}
