public import EventModel

/// Everything that happens in an incident's stream.
public enum IncidentEvent: EventUnion {
    case logged(IncidentLogged)
    case categorised(IncidentCategorised)
    case prioritised(IncidentPrioritised)
    case priorityOverridden(IncidentPriorityOverridden)
    case majorDeclared(MajorIncidentDeclared)
    case majorStoodDown(MajorIncidentStoodDown)
    case assigned(IncidentAssigned)
    case reassigned(IncidentReassigned)
    case acknowledged(IncidentAcknowledged)
    case escalated(IncidentEscalated)
    case supplierEngaged(SupplierEngaged)
    case supplierResponded(SupplierResponded)
    case workStarted(IncidentWorkStarted)
    case pended(IncidentPended)
    case resumed(IncidentResumed)
    case diagnosed(DiagnosisRecorded)
    case workLogged(WorkLogged)
    case knownErrorMatched(KnownErrorMatched)
    case workaroundApplied(WorkaroundApplied)
    case commented(CommentAdded)
    case ciLinked(CILinkedToIncident)
    case cisComputed(CILinksComputed)
    case linked(IncidentLinked)
    case changeCauseSuggested(ChangeCauseSuggested)
    case changeCauseConfirmed(ChangeCauseConfirmed)
    case changeCauseRejected(ChangeCauseRejected)
    case parentProposed(IncidentParentProposed)
    case majorProposed(MajorIncidentProposed)
    case parentSet(IncidentParentSet)
    case parentRemoved(IncidentParentRemoved)
    case merged(IncidentsMerged)
    case unmerged(IncidentsUnmerged)
    case resolutionProposed(ResolutionProposed)
    case resolutionProposalWithdrawn(ResolutionProposalWithdrawn)
    case resolved(IncidentResolved)
    case childrenResolved(ChildIncidentsResolved)
    case closed(IncidentClosed)
    case reopened(IncidentReopened)
    case cancelled(IncidentCancelled)
    case sourceStateRecorded(SourceStateRecorded)

    public static let catalogue = EventCatalogue<IncidentEvent>([
        EventMember(IncidentEvent.logged),
        EventMember(IncidentEvent.categorised),
        EventMember(IncidentEvent.prioritised),
        EventMember(IncidentEvent.priorityOverridden),
        EventMember(IncidentEvent.majorDeclared),
        EventMember(IncidentEvent.majorStoodDown),
        EventMember(IncidentEvent.assigned),
        EventMember(IncidentEvent.reassigned),
        EventMember(IncidentEvent.acknowledged),
        EventMember(IncidentEvent.escalated),
        EventMember(IncidentEvent.supplierEngaged),
        EventMember(IncidentEvent.supplierResponded),
        EventMember(IncidentEvent.workStarted),
        EventMember(IncidentEvent.pended),
        EventMember(IncidentEvent.resumed),
        EventMember(IncidentEvent.diagnosed),
        EventMember(IncidentEvent.workLogged),
        EventMember(IncidentEvent.knownErrorMatched),
        EventMember(IncidentEvent.workaroundApplied),
        EventMember(IncidentEvent.commented),
        EventMember(IncidentEvent.ciLinked),
        EventMember(IncidentEvent.cisComputed),
        EventMember(IncidentEvent.linked),
        EventMember(IncidentEvent.changeCauseSuggested),
        EventMember(IncidentEvent.changeCauseConfirmed),
        EventMember(IncidentEvent.changeCauseRejected),
        EventMember(IncidentEvent.parentProposed),
        EventMember(IncidentEvent.majorProposed),
        EventMember(IncidentEvent.parentSet),
        EventMember(IncidentEvent.parentRemoved),
        EventMember(IncidentEvent.merged),
        EventMember(IncidentEvent.unmerged),
        EventMember(IncidentEvent.resolutionProposed),
        EventMember(IncidentEvent.resolutionProposalWithdrawn),
        EventMember(IncidentEvent.resolved),
        EventMember(IncidentEvent.childrenResolved),
        EventMember(IncidentEvent.closed),
        EventMember(IncidentEvent.reopened),
        EventMember(IncidentEvent.cancelled),
        EventMember(IncidentEvent.sourceStateRecorded),
    ])

    public var event: any DomainEvent {
        switch self {
        case .logged(let event): event
        case .categorised(let event): event
        case .prioritised(let event): event
        case .priorityOverridden(let event): event
        case .majorDeclared(let event): event
        case .majorStoodDown(let event): event
        case .assigned(let event): event
        case .reassigned(let event): event
        case .acknowledged(let event): event
        case .escalated(let event): event
        case .supplierEngaged(let event): event
        case .supplierResponded(let event): event
        case .workStarted(let event): event
        case .pended(let event): event
        case .resumed(let event): event
        case .diagnosed(let event): event
        case .workLogged(let event): event
        case .knownErrorMatched(let event): event
        case .workaroundApplied(let event): event
        case .commented(let event): event
        case .ciLinked(let event): event
        case .cisComputed(let event): event
        case .linked(let event): event
        case .changeCauseSuggested(let event): event
        case .changeCauseConfirmed(let event): event
        case .changeCauseRejected(let event): event
        case .parentProposed(let event): event
        case .majorProposed(let event): event
        case .parentSet(let event): event
        case .parentRemoved(let event): event
        case .merged(let event): event
        case .unmerged(let event): event
        case .resolutionProposed(let event): event
        case .resolutionProposalWithdrawn(let event): event
        case .resolved(let event): event
        case .childrenResolved(let event): event
        case .closed(let event): event
        case .reopened(let event): event
        case .cancelled(let event): event
        case .sourceStateRecorded(let event): event
        }
    }
}
