public import EventModel

/// Declares that the incident needs more than the usual way of working.
public struct DeclareMajorIncident: IncidentCommand {
    public let manager: PersonID?
    public let reason: String?

    /// `manager` leads from now on. The reason may stand in the command's envelope instead.
    public init(manager: PersonID? = nil, reason: String? = nil) {
        self.manager = manager
        self.reason = reason
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try manager?.checked("the manager")
        if let major = incident.major, major.stoodDownAt == nil { throw .alreadyMajor(since: major.declaredAt) }
        let reason = try context.required(reason: reason)
        return [.majorDeclared(MajorIncidentDeclared(manager: manager, reason: reason))]
    }
}

/// Declares that the usual way of working does again; as a rule after the resolution.
public struct StandDownMajorIncident: IncidentCommand {
    public let reason: String?

    /// The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        guard let major = incident.major, major.stoodDownAt == nil else { throw .notMajor }
        guard context.occurredAt >= major.declaredAt else {
            throw .beforeChange(
                occurredAt: context.occurredAt, what: "it was declared major", since: major.declaredAt)
        }
        return [.majorStoodDown(MajorIncidentStoodDown(reason: try context.required(reason: reason)))]
    }
}
