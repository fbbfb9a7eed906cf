public import EventModel

/// Closes a resolved incident: at the customer's word, at the desk's, or by itself after days of silence.
public struct CloseIncident: IncidentCommand {
    public let mode: ClosureMode

    /// `.auto` is refused before the silence has lasted as long as the rules in force ask for; a timer gives it.
    public init(mode: ClosureMode = .desk) { self.mode = mode }

    public func needs(_: Incident?, _: Facts) -> [StreamID] { mode == .auto ? [IncidentRules.stream] : [] }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        guard incident.state == .resolved else { throw .notAllowed(command: "closed", in: incident.state) }
        try incident.mustNotHaveChanged(context)
        switch mode {
        case .customer, .desk: return [.closed(IncidentClosed(mode: mode))]
        case .auto:
            let rules = context.facts.incidentRules
            if let dueAt = incident.autoCloseDueAt(context.zone, rules), context.occurredAt < dueAt {
                throw .notSilentLongEnough(lastWordAt: incident.times.lastChangeAt, dueAt: dueAt)
            }
            return [.closed(IncidentClosed(mode: mode, rulesVersion: rules.version))]
        }
    }
}

extension Incident {
    /// When it closes by itself if nobody says anything until then: at the end of the n-th business day after the day of
    /// the last word. Nil unless it is resolved.
    public func autoCloseDueAt(_ zone: ZoneRules, _ rules: IncidentRules) -> Instant? {
        guard state == .resolved else { return nil }
        return BusinessDays.end(ofDay: rules.autoCloseBusinessDays, after: times.lastChangeAt, in: zone)
    }

    /// Whether it is resolved and the silence since has lasted long enough for it to close by itself.
    public func isDueForAutoClose(at instant: Instant, zone: ZoneRules, rules: IncidentRules) -> Bool {
        autoCloseDueAt(zone, rules).map { $0 <= instant } ?? false
    }
}
