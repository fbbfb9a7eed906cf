public import EventModel

/// Lets the incident wait, with a reason; also says what a waiting one waits for from now on.
public struct PendIncident: IncidentCommand {
    public let waitingFor: PendingReason
    public let until: Instant?
    public let reason: String?

    /// `until` is when it is looked at again. The reason may stand in the command's envelope instead.
    public init(waitingFor: PendingReason, reason: String? = nil, until: Instant? = nil) {
        self.waitingFor = waitingFor
        self.reason = reason
        self.until = until
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustBeOpen(context)
        try incident.mustNotHaveMoved(context)
        let reason = try context.required(reason: reason)
        if let until, until <= context.occurredAt {
            throw .invalid(what: "the end of the wait", problem: "\(until) is not after \(context.occurredAt)")
        }
        let waiting = incident.waiting
        if waiting.reason == waitingFor, waiting.until == until, let since = waiting.since {
            throw .alreadyWaiting(for: waitingFor, since: since)
        }
        return [.pended(IncidentPended(waitingFor: waitingFor, reason: reason, until: until))]
    }
}

/// Ends the wait: the incident is again in the state that it left.
public struct ResumeIncident: IncidentCommand {
    public let cause: String?

    /// `cause` is what ended the wait.
    public init(cause: String? = nil) { self.cause = cause }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state == .pending else { throw .notAllowed(command: "resumed", in: incident.state) }
        try incident.mustNotHaveMoved(context)
        return [.resumed(IncidentResumed(cause: (cause ?? context.reason)?.nonEmpty))]
    }
}
