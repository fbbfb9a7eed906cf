public import EventModel

/// Says that the solution did not hold, within some days of it. Later, and of a closed incident, a new one is logged.
public struct ReopenIncident: IncidentCommand {
    public let reason: String?

    /// `reason` is what is still wrong; it may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func needs(_: Incident?, _: Facts) -> [StreamID] { [IncidentRules.stream] }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state == .resolved, let resolvedAt = incident.times.resolvedAt else {
            throw .notAllowed(command: "reopened", in: incident.state)
        }
        try incident.mustNotHaveMoved(context)
        let rules = context.facts.incidentRules
        guard context.occurredAt.micros(since: resolvedAt) <= rules.reopenWindowDays * Instant.microsPerDay else {
            throw .reopenWindowOver(resolvedAt: resolvedAt, days: rules.reopenWindowDays)
        }
        let reason = (reason ?? context.reason)?.nonEmpty
        return [.reopened(IncidentReopened(reason: reason, rulesVersion: rules.version))]
    }
}
