public import EventModel

/// Resolves an incident, and with it its open children; never those that wait for their customer.
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

    public func needs(_ state: Incident?, _: Facts) -> [StreamID] { state?.relations.children.map(\.stream) ?? [] }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> Decision<
        IncidentEvent
    > {
        try incident.mustBeOpen()
        let service = service ?? incident.classification.service
        let parts = [("code", code?.trimmed), ("solution", solution?.trimmed), ("service", service?.rawValue.trimmed)]
        let missing = parts.filter { $0.1 ?? "" == "" }.map(\.0)
        guard missing.isEmpty else { throw .resolveNeeds(missing) }

        let resolved = IncidentResolved(
            code: code?.trimmed, solution: solution?.trimmed, service: service, causeCI: causeCI, restoredAt: restoredAt
        )
        let children = incident.relations.children.filter { number in
            let child = context.facts.state(of: number.stream, in: IncidentProcess.self) ?? nil
            return child.map { $0.state.isOpen && $0.waiting.reason != .customer } ?? false
        }
        guard !children.isEmpty else { return [.resolved(resolved)] }
        let both: Decision<IncidentEvent> = [
            .resolved(resolved), .childrenResolved(ChildIncidentsResolved(children: children)),
        ]
        return children.reduce(both) { $0.and(on: $1.stream, .resolved(resolved)) }
    }
}
