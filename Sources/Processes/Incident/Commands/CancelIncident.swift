public import EventModel

/// Says that it was no incident, with a reason.
public struct CancelIncident: IncidentCommand {
    public let reason: String?

    /// The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try incident.mustNotHaveChanged(context)
        return [.cancelled(IncidentCancelled(reason: try context.required(reason: reason)))]
    }
}
