public import EventModel

/// Makes the incident the child of another, whose resolution then resolves it. Recorded in both streams.
public struct SetParent: IncidentCommand {
    public let parent: IncidentNumber

    /// Of a parent that was merged, the survivor becomes the parent.
    public init(_ parent: IncidentNumber) { self.parent = parent }

    public func needs(_ state: Incident?, _ facts: Facts) -> [StreamID] {
        guard let child = state?.number else { return [] }
        let merges = facts.merges(from: parent, to: child)
        let ancestors = merges.last.map { facts.ancestors(from: $0, to: child) } ?? []
        return (merges + ancestors).filter { $0 != child }.map(\.stream)
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        let number = incident.number
        let parentNumber = context.facts.merges(from: parent, to: number).last ?? parent
        guard parentNumber != number else { throw .parentIsItself }
        if let parent = incident.relations.parent { throw .hasParent(parent) }
        let parent = try context.incident(parentNumber)
        guard parent.state.isOpen else { throw .otherNotOpen(parentNumber, parent.state) }
        let ancestors = context.facts.ancestors(from: parentNumber, to: number)
        guard !ancestors.contains(number) else { throw .parentCycle([number] + ancestors) }

        let event = IncidentEvent.parentSet(IncidentParentSet(parent: parentNumber, child: number))
        return Decision(event, alsoIn: [parentNumber.stream])
    }
}

/// Makes a child stand alone again. Recorded in both streams.
public struct RemoveParent: IncidentCommand {
    public init() {}

    public func needs(_ state: Incident?, _: Facts) -> [StreamID] {
        [state?.relations.parent?.stream].compactMap { $0 }
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        guard let parent = incident.relations.parent else { throw .hasNoParent }
        let event = IncidentEvent.parentRemoved(IncidentParentRemoved(parent: parent, child: incident.number))
        return Decision(event, alsoIn: [parent.stream])
    }
}
