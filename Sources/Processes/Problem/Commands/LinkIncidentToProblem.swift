public import EventModel

/// Says that the problem causes an incident. The incident's clocks run on.
public struct LinkIncidentToProblem: ProblemCommand {
    public let incident: IncidentNumber
    public init(_ incident: IncidentNumber) { self.incident = incident }

    public func needs(_: Problem?, _: Facts) -> [StreamID] { [incident.stream] }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustTakeFacts()
        guard !problem.relations.incidents.contains(incident) else { throw .alreadyLinked(incident) }
        _ = try context.incident(linked: incident)
        return [.incidentLinked(IncidentLinkedToProblem(incident: incident))]
    }
}

/// Says that an incident has another cause after all.
public struct UnlinkIncidentFromProblem: ProblemCommand {
    public let incident: IncidentNumber
    public let reason: String?

    /// The reason may stand in the command's envelope instead.
    public init(_ incident: IncidentNumber, reason: String? = nil) { (self.incident, self.reason) = (incident, reason) }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustTakeFacts()
        guard problem.relations.incidents.contains(incident) else { throw .notLinked(incident) }
        let reason = try context.required(problemReason: reason)
        return [.incidentUnlinked(IncidentUnlinkedFromProblem(incident: incident, reason: reason))]
    }
}
