public import EventModel

/// Links what suffers with the items that a person linked, and with the service: down or degraded after redundancy, as the
/// graph was when the incident was noticed.
///
/// What a computation linked is no cause: so nothing goes round in circles, and a guess leads to no further guess.
public struct ImpactLinks: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "impact-links"
    public let number = "P5"
    public let version: UInt64 = 1
    public let summary =
        "When an item is linked or a service named, the items and services that suffer are linked as computed."
    public let isOnByDefault = true
    public let triggers = [IncidentLogged.type.name, IncidentCategorised.type.name, CILinkedToIncident.type.name]

    public init() {}

    /// Nothing that is recorded with an incident's logging names items or a service but the logging itself.
    public func mayReact(to event: IncidentEvent, in record: RecordedEvent) -> Bool {
        switch event {
        case .logged(let event): event.ci != nil || event.service != nil
        case .ciLinked(let event): event.how == .manual
        // What is categorised as it is logged is looked at once, for the logging.
        case .categorised: record.commitIndex == 0
        case .prioritised, .priorityOverridden, .majorDeclared, .majorStoodDown, .assigned, .reassigned, .acknowledged,
            .escalated, .supplierEngaged, .supplierResponded, .workStarted, .pended, .resumed, .diagnosed, .workLogged,
            .knownErrorMatched, .workaroundApplied, .commented, .cisComputed, .linked, .changeCauseSuggested,
            .changeCauseConfirmed, .changeCauseRejected, .parentProposed, .majorProposed, .resolutionProposed,
            .resolutionProposalWithdrawn, .parentSet,
            .parentRemoved, .merged, .unmerged, .resolved,
            .childrenResolved, .closed, .reopened, .cancelled, .sourceStateRecorded:
            false
        }
    }

    public func questions(_ cause: PolicyCause<IncidentProcess>) -> [ConfigurationQuestion] {
        question(cause).map { [$0] } ?? []
    }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let question = question(cause), case .impact(let items, let service) = question.subject else { return [] }
        let from = items.map(\.rawValue) + [service?.rawValue].compactMap { $0 }
        return cause.linking(question, .impact, from: from)
    }

    private func question(_ cause: PolicyCause<IncidentProcess>) -> ConfigurationQuestion? {
        guard let incident = cause.state, mayReact(to: cause.event, in: cause.record) else { return nil }
        let items = incident.relations.cis.filter { $0.how == .manual }.map(\.ci)
        let service = incident.classification.service
        guard !items.isEmpty || service != nil else { return nil }
        return incident.question(.impact(of: items, service: service))
    }
}
