public import EventModel

/// Proposes to resolve the incident that was logged for an alert once that is cleared, and takes it back when the alert is.
/// Nothing is resolved by it: that a monitor sees nothing is no solution.
public struct ClearedAlertProposesResolution: ReactivePolicy {
    public typealias Process = AlertProcess

    public let name = "cleared-alert-proposes-resolution"
    public let number = "P2"
    public let version: UInt64 = 1
    public let summary = "When an alert is cleared, resolving its incident is proposed; raised again, no longer."
    public let isOnByDefault = true
    /// The incident may have been noted only after the alert was cleared.
    public let triggers = [AlertCleared.type.name, AlertRaised.type.name, AlertIncidentLogged.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<AlertProcess>) -> [StreamID] {
        [cause.state?.incident?.stream].compactMap { $0 }
    }

    public func reactions(to cause: PolicyCause<AlertProcess>) -> [Reaction] {
        guard let alert = cause.state, let number = alert.incident, let incident = cause.facts.incident(number),
            incident.state.isOpen
        else { return [] }
        let isProposed = incident.relations.resolutionProposal != nil
        switch (alert.isRaised, isProposed) {
        case (false, false):
            return [Reaction(ProposeResolution(why: "The alert \(alert.id) was cleared."), on: number.stream)]
        case (true, true):
            return [Reaction(WithdrawResolutionProposal(why: "The alert \(alert.id) is back."), on: number.stream)]
        case (false, true), (true, false): return []
        }
    }
}
