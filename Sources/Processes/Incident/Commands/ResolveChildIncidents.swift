public import EventModel

/// Resolves children of a resolved incident as it was resolved; passes over those that are its open children no more, that
/// wait for their customer, or that moved after the resolution. A policy gives it.
public struct ResolveChildIncidents: IncidentCommand {
    public let children: [IncidentNumber]
    public let resolution: IncidentResolved

    public init(_ children: [IncidentNumber], as resolution: IncidentResolved) {
        self.children = children
        self.resolution = resolution
    }

    public func needs(_: Incident?, _: Facts) -> [StreamID] { children.map(\.stream) }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard !incident.state.isOpen else { throw .resolutionDidNotHold(incident.state) }
        return decision(for: incident, context)
    }

    /// What follows for the children of `incident`, once that is resolved. Empty where none are left to resolve.
    package func decision(for incident: Incident, _ context: DecisionContext) -> IncidentDecision {
        let resolved = children.compactMap(context.facts.incident).filter { child in
            incident.relations.children.contains(child.number)
                && child.isResolvedWithParent(at: context.occurredAt)
        }
        if resolved.isEmpty { return [] }
        let together = ChildIncidentsResolved(children: resolved.map(\.number))
        return resolved.reduce([.childrenResolved(together)]) { decision, child in
            decision.and(on: child.number.stream, .resolved(resolution.forChild(child)))
        }
    }
}

extension Incident {
    /// Whether its parent's resolution resolves it: open, and not waiting for an answer of its own customer. A late resolution
    /// leaves alone what somebody has moved since.
    func isResolvedWithParent(at occurredAt: Instant) -> Bool {
        state.isOpen && waiting.reason != .customer && (times.movedAt ?? times.detectedAt) <= occurredAt
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
