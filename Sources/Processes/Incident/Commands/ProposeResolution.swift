public import EventModel

/// Proposes to resolve an open incident. Nothing is resolved: a person says so, with a solution.
public struct ProposeResolution: IncidentCommand {
    public let why: String
    public init(why: String) { self.why = why }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state.isOpen else { throw .notOpen(incident.state) }
        let why = try why.required("why it may be over")
        if incident.relations.resolutionProposal == why { throw .alreadyProposed(why) }
        return [.resolutionProposed(ResolutionProposed(why: why))]
    }
}

/// Takes the proposal to resolve an incident back.
public struct WithdrawResolutionProposal: IncidentCommand {
    public let why: String
    public init(why: String) { self.why = why }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state.isOpen else { throw .notOpen(incident.state) }
        let why = try why.required("why it is not over")
        guard incident.relations.resolutionProposal != nil else { throw .nothingProposed }
        return [.resolutionProposalWithdrawn(ResolutionProposalWithdrawn(why: why))]
    }
}
