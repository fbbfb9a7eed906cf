public import EventModel

/// Everything that happens in a change's stream.
public enum ChangeEvent: EventUnion {
    case requested(ChangeRequested)
    case accepted(ChangeAccepted)
    case rejected(ChangeRejected)
    case prioritised(ChangePrioritised)
    case planned(ChangePlanned)
    case scopeChanged(ChangeScopeChanged)
    case impactAssessed(ChangeImpactAssessed)
    case riskScored(ChangeRiskScored)
    case conflictDetected(ChangeConflictDetected)
    case conflictCleared(ChangeConflictCleared)
    case approvalRequested(ApprovalRequested)
    case approvalGiven(ApprovalGiven)
    case approvalRefused(ApprovalRefused)
    case approvalDelegated(ApprovalDelegated)
    case approvalExpired(ApprovalExpired)
    case approvalInvalidated(ApprovalInvalidated)
    case authorised(ChangeAuthorised)
    case refused(ChangeRefused)
    case scheduled(ChangeScheduled)
    case rescheduled(ChangeRescheduled)
    case taskAssigned(ChangeTaskAssigned)
    case taskCompleted(ChangeTaskCompleted)
    case started(ChangeStarted)
    case startedOutOfWindow(ChangeStartedOutOfWindow)
    case completed(ChangeCompleted)
    case failed(ChangeFailed)
    case recoveryDecided(ChangeRecoveryDecided)
    case backoutStarted(BackoutStarted)
    case backoutCompleted(BackoutCompleted)
    case reviewScheduled(ChangeReviewScheduled)
    case reviewed(ChangeReviewed)
    case closed(ChangeClosed)
    case cancelled(ChangeCancelled)

    public static let catalogue = EventCatalogue<ChangeEvent>([
        EventMember(ChangeEvent.requested),
        EventMember(ChangeEvent.accepted),
        EventMember(ChangeEvent.rejected),
        EventMember(ChangeEvent.prioritised),
        EventMember(ChangeEvent.planned),
        EventMember(ChangeEvent.scopeChanged),
        EventMember(ChangeEvent.impactAssessed),
        EventMember(ChangeEvent.riskScored),
        EventMember(ChangeEvent.conflictDetected),
        EventMember(ChangeEvent.conflictCleared),
        EventMember(ChangeEvent.approvalRequested),
        EventMember(ChangeEvent.approvalGiven),
        EventMember(ChangeEvent.approvalRefused),
        EventMember(ChangeEvent.approvalDelegated),
        EventMember(ChangeEvent.approvalExpired),
        EventMember(ChangeEvent.approvalInvalidated),
        EventMember(ChangeEvent.authorised),
        EventMember(ChangeEvent.refused),
        EventMember(ChangeEvent.scheduled),
        EventMember(ChangeEvent.rescheduled),
        EventMember(ChangeEvent.taskAssigned),
        EventMember(ChangeEvent.taskCompleted),
        EventMember(ChangeEvent.started),
        EventMember(ChangeEvent.startedOutOfWindow),
        EventMember(ChangeEvent.completed),
        EventMember(ChangeEvent.failed),
        EventMember(ChangeEvent.recoveryDecided),
        EventMember(ChangeEvent.backoutStarted),
        EventMember(ChangeEvent.backoutCompleted),
        EventMember(ChangeEvent.reviewScheduled),
        EventMember(ChangeEvent.reviewed),
        EventMember(ChangeEvent.closed),
        EventMember(ChangeEvent.cancelled),
    ])

    public var event: any DomainEvent {
        switch self {
        case .requested(let event): event
        case .accepted(let event): event
        case .rejected(let event): event
        case .prioritised(let event): event
        case .planned(let event): event
        case .scopeChanged(let event): event
        case .impactAssessed(let event): event
        case .riskScored(let event): event
        case .conflictDetected(let event): event
        case .conflictCleared(let event): event
        case .approvalRequested(let event): event
        case .approvalGiven(let event): event
        case .approvalRefused(let event): event
        case .approvalDelegated(let event): event
        case .approvalExpired(let event): event
        case .approvalInvalidated(let event): event
        case .authorised(let event): event
        case .refused(let event): event
        case .scheduled(let event): event
        case .rescheduled(let event): event
        case .taskAssigned(let event): event
        case .taskCompleted(let event): event
        case .started(let event): event
        case .startedOutOfWindow(let event): event
        case .completed(let event): event
        case .failed(let event): event
        case .recoveryDecided(let event): event
        case .backoutStarted(let event): event
        case .backoutCompleted(let event): event
        case .reviewScheduled(let event): event
        case .reviewed(let event): event
        case .closed(let event): event
        case .cancelled(let event): event
        }
    }
}
