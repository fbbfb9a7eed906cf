public import EventModel

/// Resolves an incident, and with it its open children, and theirs; never those that wait for their customer.
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

    public func needs(_ state: Incident?, _ facts: Facts) -> [StreamID] { state?.descendantStreams(facts) ?? [] }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try incident.mustNotHaveMoved(context)
        let resolved = try resolution(of: incident, context)
        var decision: IncidentDecision = [.resolved(resolved)]
        if incident.relations.children.isEmpty { return decision }
        var resolvedTogether = [incident]
        var seen: Set = [incident.number]
        while let parent = resolvedTogether.popLast() {
            let children = parent.relations.children.compactMap(context.facts.incident)
                .filter { $0.isResolvedWithParent(at: context.occurredAt) && seen.insert($0.number).inserted }
            if children.isEmpty { continue }
            let together = IncidentEvent.childrenResolved(ChildIncidentsResolved(children: children.map(\.number)))
            let isOwn = parent.number == incident.number
            decision = isOwn ? decision.and(together) : decision.and(on: parent.number.stream, together)
            for child in children {
                decision = decision.and(on: child.number.stream, .resolved(resolved.forChild(child)))
            }
            resolvedTogether += children.reversed()
        }
        return decision
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

extension Incident {
    /// A late resolution leaves alone what somebody has moved since.
    fileprivate func isResolvedWithParent(at occurredAt: Instant) -> Bool {
        isResolvedWithParent && (times.movedAt ?? times.detectedAt) <= occurredAt
    }
}

extension IncidentResolved {
    /// The same for a child, which keeps its own service.
    fileprivate func forChild(_ child: Incident) -> IncidentResolved {
        IncidentResolved(
            code: code, solution: solution, service: child.classification.service ?? service, causeCI: causeCI,
            restoredAt: restoredAt.flatMap { $0 >= child.times.detectedAt ? $0 : nil })
    }
}
