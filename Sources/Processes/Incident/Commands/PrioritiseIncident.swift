public import EventModel

/// Takes the priority from the matrix in force; also ends an override.
public struct PrioritiseIncident: IncidentCommand {
    public let impact: Impact?
    public let urgency: Urgency?

    /// What is not given stays as it is on the incident.
    public init(impact: Impact? = nil, urgency: Urgency? = nil) {
        self.impact = impact
        self.urgency = urgency
    }

    public func needs(_: Incident?, _: Facts) -> [StreamID] { [PriorityMatrix.stream] }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        let now = incident.classification
        guard let impact = impact ?? now.impact else { throw .missing("the impact") }
        guard let urgency = urgency ?? now.urgency else { throw .missing("the urgency") }
        let matrix = context.facts.priorityMatrix
        let priority = matrix.priority(impact, urgency)

        let isSame = (now.impact, now.urgency, now.priority) == (impact, urgency, priority)
        guard !isSame || now.matrixVersion != matrix.version || now.isOverridden else {
            throw .priorityUnchanged(priority)
        }
        let event = IncidentPrioritised(
            impact: impact, urgency: urgency, priority: priority, matrixVersion: matrix.version)
        return [.prioritised(event)]
    }
}

/// Sets another priority than the matrix gives, with a reason.
public struct OverridePriority: IncidentCommand {
    public let priority: Priority
    public let reason: String?

    /// The reason may stand in the command's envelope instead.
    public init(priority: Priority, reason: String? = nil) {
        self.priority = priority
        self.reason = reason
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        let reason = try context.required(reason: reason)
        guard incident.classification.priority != priority else { throw .priorityUnchanged(priority) }
        return [.priorityOverridden(IncidentPriorityOverridden(priority: priority, reason: reason))]
    }
}
