public import EventModel

/// Proposes an incident as the parent of another that came with it. A person sets it.
public struct ProposeParent: IncidentCommand {
    public let parent: IncidentNumber
    public let similar: [IncidentNumber]

    /// `similar` are the incidents that it came with.
    public init(_ parent: IncidentNumber, similar: [IncidentNumber]) { (self.parent, self.similar) = (parent, similar) }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state.isOpen else { throw .notOpen(incident.state) }
        if let parent = incident.relations.parent { throw .hasParent(parent) }
        guard parent != incident.number else { throw .parentIsItself }
        if incident.relations.proposedParent == parent { throw .alreadyProposed("\(parent) as its parent") }
        return [.parentProposed(IncidentParentProposed(parent: parent, similar: similar))]
    }
}

/// Proposes to declare an incident major, for the many that came with it. Once; a person declares it.
public struct ProposeMajorIncident: IncidentCommand {
    public let similar: [IncidentNumber]
    public init(similar: [IncidentNumber]) { self.similar = similar }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state.isOpen else { throw .notOpen(incident.state) }
        if let major = incident.major { throw .alreadyMajor(since: major.declaredAt) }
        guard !incident.relations.isProposedMajor else { throw .alreadyProposed("as a major incident") }
        return [.majorProposed(MajorIncidentProposed(similar: similar))]
    }
}
