public import EventModel

/// Takes the incident to the next level of expertise or of authority, along the service's path where it has one.
public struct EscalateIncident: IncidentCommand {
    public let kind: EscalationKind
    public let level: Int64?
    public let contact: PersonID?
    public let reason: String?

    /// Without `level` it is the next of its kind, without `contact` the first that the path names for the level. The
    /// reason may stand in the command's envelope instead.
    public init(kind: EscalationKind, level: Int64? = nil, contact: PersonID? = nil, reason: String? = nil) {
        self.kind = kind
        self.level = level
        self.contact = contact
        self.reason = reason
    }

    public func needs(_ state: Incident?, _: Facts) -> [StreamID] {
        [state?.classification.service].compactMap { $0.map(EscalationPath.stream) }
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try contact?.checked("the contact")
        let reached = incident.assignment.level(kind)
        let level = level ?? reached + 1
        guard level > reached else { throw .levelReached(kind, level: reached) }

        let path = incident.classification.service.flatMap { context.facts.escalationPath(of: $0) }
        if let path, level > path.highest {
            throw .noSuchLevel(level, service: path.service, highest: path.highest)
        }
        let event = IncidentEscalated(
            kind: kind, level: level, reason: try context.required(reason: reason),
            contact: contact ?? path?.level(level)?.contacts.first, pathVersion: path?.version)
        return [.escalated(event)]
    }
}

extension Incident.Assignment {
    /// The highest level reached by this kind of escalation, 0 where there was none.
    func level(_ kind: EscalationKind) -> Int64 {
        switch kind {
        case .functional: functionalLevel
        case .hierarchical: hierarchicalLevel
        }
    }
}
