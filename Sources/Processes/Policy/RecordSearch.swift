public import EventModel

/// What a policy looks for among records whose streams it does not know. A search is data, and what it finds are streams: what
/// was known of them at the end of the cause's commit decides (`needs`), so a policy stays pure.
///
/// It looks in the read models as they are when the policy acts, which is after the cause and, as a rule, at once.
public enum RecordSearch: Sendable, Hashable {
    /// Open incidents that name the item, or are about the service, and were logged since; the first logged come first.
    case openIncidents(naming: CIID?, about: ServiceID?, loggedSince: Instant)
    /// Open incidents that are this known error.
    case openIncidentsOf(KnownErrorNumber)
    /// Verified known errors whose signature leaves the service and the category open, or names these.
    case knownErrors(service: ServiceID?, category: String?)
    /// Verified known errors of the problem, and those that are linked to the change.
    case knownErrorsOf(problem: ProblemNumber?, change: ChangeNumber)
    /// Changes that are to be made during the window, or were.
    case changes(during: ChangeWindow)
    /// Changes of these items that were being implemented at some time after `from` and not after `through`.
    case changesAtWork(on: [CIID], from: Instant, through: Instant)
    /// Alerts that are put down to the change.
    case alerts(putDownTo: ChangeNumber)
    /// Outages that belong to the incident, over or not: what was open when the policy's cause was recorded may have ended since.
    case outages(of: IncidentNumber)
    /// Reviews of the incident, held or not.
    case reviews(of: IncidentNumber)
}
