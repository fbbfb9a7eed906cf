public import EventModel

/// The priority was taken from the matrix.
public struct IncidentPrioritised: DomainEvent {
    public let impact: Impact
    public let urgency: Urgency
    public let priority: Priority
    public let matrixVersion: UInt64?

    public init(impact: Impact, urgency: Urgency, priority: Priority, matrixVersion: UInt64?) {
        self.impact = impact
        self.urgency = urgency
        self.priority = priority
        self.matrixVersion = matrixVersion
    }

    public static let type = EventType(
        "IncidentPrioritised", version: 1,
        Field(1, "impact", \IncidentPrioritised.impact, "How far the business is hit, 1 (most) to 3."),
        Field(2, "urgency", \.urgency, "How soon it must be dealt with, 1 (most) to 3."),
        Field(3, "priority", \.priority, "What the matrix made of them, 1 (first) to 5."),
        Field(4, "matrixVersion", \.matrixVersion, "The version of the matrix; absent where another tool decided."))
    public static let summary = "The priority was taken from the matrix."
    public static let example = IncidentPrioritised(
        impact: .high, urgency: .medium, priority: .moderate, matrixVersion: 4)
}

/// Somebody set another priority than the matrix gives.
public struct IncidentPriorityOverridden: DomainEvent {
    public let priority: Priority
    public let reason: String

    public init(priority: Priority, reason: String) {
        self.priority = priority
        self.reason = reason
    }

    public static let type = EventType(
        "IncidentPriorityOverridden", version: 1,
        Field(1, "priority", \IncidentPriorityOverridden.priority, "The priority from now on, 1 (first) to 5."),
        Field(2, "reason", \.reason, "Why the matrix does not fit."))
    public static let summary = "Somebody set another priority than the matrix gives."
    public static let example = IncidentPriorityOverridden(priority: .critical, reason: "The board meets today.")
}

/// The incident needs more than the usual way of working.
public struct MajorIncidentDeclared: DomainEvent {
    public let manager: PersonID?
    public let reason: String

    public init(manager: PersonID?, reason: String) {
        self.manager = manager
        self.reason = reason
    }

    public static let type = EventType(
        "MajorIncidentDeclared", version: 1,
        Field(1, "manager", \MajorIncidentDeclared.manager, "Who leads from now on."),
        Field(2, "reason", \.reason, "Why the usual way does not do."))
    public static let summary = "The incident needs more than the usual way of working."
    public static let example = MajorIncidentDeclared(manager: "person-2", reason: "All sites are without mail.")
}

/// The usual way of working does again.
public struct MajorIncidentStoodDown: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "MajorIncidentStoodDown", version: 1,
        Field(1, "reason", \MajorIncidentStoodDown.reason, "Why it is no longer major."))
    public static let summary = "The usual way of working does again."
    public static let example = MajorIncidentStoodDown(reason: "Mail runs on the second site.")
}
