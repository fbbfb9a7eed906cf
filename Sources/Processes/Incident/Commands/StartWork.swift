public import EventModel

/// Says that whoever has the incident has seen it.
public struct AcknowledgeIncident: IncidentCommand {
    public let person: PersonID?

    /// Without `person` it is the one who acts.
    public init(person: PersonID? = nil) { self.person = person }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        guard let person = person ?? context.person else { throw .missing("the person") }
        try person.checked("the person")
        return [.acknowledged(IncidentAcknowledged(person: person))]
    }
}

/// Says that somebody begins to work on it. Who takes a new incident from the queue is assigned to it with that.
public struct StartWork: IncidentCommand {
    public let person: PersonID?

    /// Without `person` it is the one who acts.
    public init(person: PersonID? = nil) { self.person = person }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try incident.mustNotHaveMoved(context)
        guard let person = person ?? context.person else { throw .missing("the person") }
        try person.checked("the person")
        let started = IncidentEvent.workStarted(IncidentWorkStarted(person: person))
        switch incident.state {
        case .new: return [.assigned(IncidentAssigned(group: incident.assignment.group, person: person)), started]
        case .assigned: return [started]
        case .inProgress, .pending, .resolved, .closed, .cancelled, .merged:
            throw .notAllowed(command: "started", in: incident.state)
        }
    }
}
