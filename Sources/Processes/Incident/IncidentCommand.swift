public import EventModel

/// What a command on an incident leads to.
public typealias IncidentDecision = Decision<IncidentEvent>

/// A command on an incident that is there.
///
/// A command may report something past (`occurredAt` before the incident's latest change: a late fact). Facts that
/// change no state (work, comments, diagnoses, links) are taken from any time since the detection. What changes the
/// state or the assignment did not happen before the last such change: folded in the order of their times, the events
/// then tell the same story as in the order in which they were recorded.
public protocol IncidentCommand: Command where Process == IncidentProcess, Rejection == IncidentRejection {
    /// The events that follow for this incident, or why there are none.
    func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision
}

extension IncidentCommand {
    public func decide(_ state: Incident?, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard let incident = state else { throw .notLogged(IncidentNumber(context.stream.key)) }
        try context.mustNotPrecede(incident)
        return try decide(incident, context)
    }
}

extension Incident {
    /// Refuses to go on where the incident is not open, or was not yet open again at the time reported.
    func mustBeOpen(_ context: DecisionContext) throws(IncidentRejection) {
        guard state.isOpen else { throw .notOpen(state) }
        guard context.occurredAt >= times.openSince else {
            throw .beforeChange(occurredAt: context.occurredAt, what: "it was opened again", since: times.openSince)
        }
    }

    /// Refuses to go on where nothing more is written down: open and resolved incidents take facts.
    func mustTakeFacts() throws(IncidentRejection) {
        switch state {
        case .new, .assigned, .inProgress, .pending, .resolved: return
        case .closed, .cancelled, .merged: throw .readOnly(state)
        }
    }

    /// Refuses a change of state or assignment that would come before the last one.
    func mustNotHaveMoved(_ context: DecisionContext) throws(IncidentRejection) {
        guard let movedAt = times.movedAt, context.occurredAt < movedAt else { return }
        throw .beforeChange(
            occurredAt: context.occurredAt, what: "its state or assignment last changed", since: movedAt)
    }

    /// Refuses an end before something that is recorded of it: nothing follows the end.
    func mustNotHaveChanged(_ context: DecisionContext) throws(IncidentRejection) {
        guard context.occurredAt >= times.lastChangeAt else {
            throw .beforeChange(
                occurredAt: context.occurredAt, what: "the last thing recorded of it", since: times.lastChangeAt)
        }
    }
}

extension DecisionContext {
    /// Another incident that the decision was handed; a rejection where there is none, or none at the time reported.
    func incident(_ number: IncidentNumber) throws(IncidentRejection) -> Incident {
        guard let incident = facts.incident(number) else { throw .notLogged(number) }
        try mustNotPrecede(incident)
        return incident
    }

    func mustNotPrecede(_ incident: Incident) throws(IncidentRejection) {
        guard occurredAt >= incident.times.detectedAt else {
            throw .beforeDetection(occurredAt: occurredAt, detectedAt: incident.times.detectedAt)
        }
    }

    /// The person who acts; nil for a policy, a timer, an import or an assistant.
    var person: PersonID? { actor.kind == .person ? actor.principal : nil }

    /// The reason given with the command, or with its envelope; a rejection where neither is there.
    func required(reason: String?) throws(IncidentRejection) -> String {
        try (reason ?? self.reason ?? "").required("the reason")
    }
}

extension TextIdentifier {
    /// Refuses an identifier that cannot be one; `what` names it.
    func checked(_ what: String) throws(IncidentRejection) {
        if let problem { throw .invalid(what: what, problem: problem) }
    }
}

extension String {
    /// The text without white space around it; a rejection where nothing is left.
    func required(_ what: String) throws(IncidentRejection) -> String {
        let text = trimmed
        guard !text.isEmpty else { throw .missing(what) }
        return text
    }
}
