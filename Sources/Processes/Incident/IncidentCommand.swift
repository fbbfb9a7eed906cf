public import EventModel

/// A command on an incident that is there.
public protocol IncidentCommand: Command where Process == IncidentProcess, Rejection == IncidentRejection {
    /// The events that follow for this incident, or why there are none.
    func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> Decision<IncidentEvent>
}

extension IncidentCommand {
    public func decide(_ state: Incident?, _ context: DecisionContext) throws(IncidentRejection) -> Decision<
        IncidentEvent
    > {
        guard let incident = state else { throw .notLogged(IncidentNumber(context.stream.key)) }
        guard context.occurredAt >= incident.times.detectedAt else {
            throw .beforeDetection(occurredAt: context.occurredAt, detectedAt: incident.times.detectedAt)
        }
        return try decide(incident, context)
    }
}

extension Incident {
    /// Refuses to go on where nothing may be done to the incident any more.
    func mustBeOpen() throws(IncidentRejection) {
        guard state.isOpen else { throw .notOpen(state) }
    }
}

extension String {
    /// The text without white space around it; a rejection where nothing is left.
    func required(_ what: String) throws(IncidentRejection) -> String {
        let text = trimmed
        guard !text.isEmpty else { throw .missing(what) }
        return text
    }

    /// The text without white space around it.
    var trimmed: String {
        let kept = drop(while: \.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }
}
