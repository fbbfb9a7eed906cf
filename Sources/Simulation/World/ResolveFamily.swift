import EventModel
import Processes

/// Resolves an incident and its children in one commit: what a desk and its policies did, as one thing that happened elsewhere.
struct ResolveFamily: IncidentCommand {
    let parent: ResolveIncident

    func needs(_ state: Incident?, _: Facts) -> [StreamID] { state?.relations.children.map(\.stream) ?? [] }

    func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        let decision = try parent.decide(incident, context)
        guard case .resolved(let resolution)? = decision.events.first?.event else { return decision }
        let children = ResolveChildIncidents(incident.relations.children, as: resolution)
        return decision.and(children.decision(for: incident, context))
    }
}
