public import EventModel

/// Resolves an incident. What becomes of its children is the policy's: `ParentResolvesChildren`.
public struct ResolveIncident: IncidentCommand {
    public let code: String?
    public let solution: String?
    public let service: ServiceID?
    public let causeCI: CIID?
    public let restoredAt: Instant?

    /// Code, solution and service are all needed; the service may stand on the incident already.
    public init(
        code: String?, solution: String?, service: ServiceID? = nil, causeCI: CIID? = nil, restoredAt: Instant? = nil
    ) {
        self.code = code
        self.solution = solution
        self.service = service
        self.causeCI = causeCI
        self.restoredAt = restoredAt
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try incident.mustNotHaveMoved(context)
        return [.resolved(try resolution(of: incident, context))]
    }

    private func resolution(
        of incident: Incident, _ context: DecisionContext
    ) throws(IncidentRejection) -> IncidentResolved {
        let service = service ?? incident.classification.service
        let (code, solution) = (code?.nonEmpty, solution?.nonEmpty)
        let isMissing = [("code", code == nil), ("solution", solution == nil), ("service", service == nil)]
        let missing = isMissing.filter(\.1).map(\.0)
        guard missing.isEmpty else { throw .resolveNeeds(missing) }
        try service?.checked("the service")
        try causeCI?.checked("the item at fault")
        if let restoredAt, restoredAt < incident.times.detectedAt || restoredAt > context.occurredAt {
            let bounds = "\(incident.times.detectedAt) and \(context.occurredAt)"
            throw .invalid(what: "the time of restoration", problem: "\(restoredAt) is not between \(bounds)")
        }
        return IncidentResolved(
            code: code, solution: solution, service: service, causeCI: causeCI, restoredAt: restoredAt)
    }
}
