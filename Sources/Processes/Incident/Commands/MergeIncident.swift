public import EventModel

/// Makes a duplicate one with its survivor: it stops counting, its work moves. Recorded in both streams.
public struct MergeIncident: IncidentCommand {
    public let survivor: IncidentNumber

    /// The command is the duplicate's. Of a survivor that was merged itself, the one that goes on is taken.
    public init(into survivor: IncidentNumber) { self.survivor = survivor }

    public func needs(_ state: Incident?, _ facts: Facts) -> [StreamID] {
        facts.merges(from: survivor, to: state?.number).filter { $0 != state?.number }.map(\.stream)
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try incident.mustNotHaveMoved(context)
        let survivor = context.facts.merges(from: survivor, to: incident.number).last ?? survivor
        guard survivor != incident.number else { throw .mergeIntoItself }
        let other = try context.incident(survivor)
        guard other.state.isOpen else { throw .otherNotOpen(survivor, other.state) }
        guard incident.relations.children.isEmpty else { throw .hasChildren(incident.relations.children) }

        let event = IncidentEvent.merged(
            IncidentsMerged(
                survivor: survivor, absorbed: incident.number, workMinutes: incident.counts.workMinutes))
        return Decision(event, alsoIn: [survivor.stream])
    }
}

/// Takes a merge back: the duplicate stands again as it did, with its work. Recorded in every stream that the work
/// went through, also where the survivor has ended since: what was recorded there was not its own.
public struct UnmergeIncident: IncidentCommand {
    public let reason: String?

    /// The command is the duplicate's. The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func needs(_ state: Incident?, _ facts: Facts) -> [StreamID] {
        guard let incident = state, let into = incident.relations.mergedInto else { return [] }
        return facts.merges(from: into, to: incident.number).filter { $0 != incident.number }.map(\.stream)
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state == .merged, let into = incident.relations.mergedInto else {
            throw .notMerged(incident.state)
        }
        try incident.mustNotHaveMoved(context)
        let reason = try context.required(reason: reason)
        let chain = context.facts.merges(from: into, to: incident.number)
        let event = IncidentEvent.unmerged(
            IncidentsUnmerged(
                survivor: chain.last ?? into, absorbed: incident.number,
                workMinutes: incident.relations.movedWorkMinutes, reason: reason))
        return Decision(event, alsoIn: chain.map(\.stream))
    }
}
