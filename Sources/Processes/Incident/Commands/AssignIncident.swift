public import EventModel

/// Gives the incident to a group, or to a person. A waiting incident goes on waiting.
public struct AssignIncident: IncidentCommand {
    public let group: GroupID?
    public let person: PersonID?

    /// A group alone has yet to choose a person; a person alone works in the group that has it.
    public init(group: GroupID? = nil, person: PersonID? = nil) {
        self.group = group
        self.person = person
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try group?.checked("the group")
        try person?.checked("the person")
        guard group != nil || person != nil else { throw .missing("the group or person") }

        let now = incident.assignment
        let group = group ?? now.group
        guard (group, person) != (now.group, now.person) else {
            throw .alreadyAssigned(group: now.group, person: now.person)
        }
        try incident.mustNotHaveMoved(context)
        if now.group == nil && now.person == nil {
            return [.assigned(IncidentAssigned(group: group, person: person))]
        }
        let event = IncidentReassigned(fromGroup: now.group, fromPerson: now.person, group: group, person: person)
        return [.reassigned(event)]
    }
}
