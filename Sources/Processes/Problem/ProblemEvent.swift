public import EventModel

/// Everything that happens in a problem's stream.
public enum ProblemEvent: EventUnion {
    case logged(ProblemLogged)
    case incidentLinked(IncidentLinkedToProblem)
    case incidentUnlinked(IncidentUnlinkedFromProblem)
    case parentSet(ProblemParentSet)
    case parentRemoved(ProblemParentRemoved)
    case assigned(ProblemAssigned)
    case workStarted(ProblemWorkStarted)
    case pended(ProblemPended)
    case resumed(ProblemResumed)
    case workLogged(ProblemWorkLogged)
    case hypothesisRecorded(HypothesisRecorded)
    case hypothesisRejected(HypothesisRejected)
    case rootCauseIdentified(RootCauseIdentified)
    case supplierFixVerified(SupplierFixVerified)
    case resolved(ProblemResolved)
    case closed(ProblemClosed)
    case reopened(ProblemReopened)
    case recurred(RecurrenceDetected)
    case cancelled(ProblemCancelled)
    case sourceStateRecorded(ProblemSourceStateRecorded)

    public static let catalogue = EventCatalogue<ProblemEvent>([
        EventMember(ProblemEvent.logged),
        EventMember(ProblemEvent.incidentLinked),
        EventMember(ProblemEvent.incidentUnlinked),
        EventMember(ProblemEvent.parentSet),
        EventMember(ProblemEvent.parentRemoved),
        EventMember(ProblemEvent.assigned),
        EventMember(ProblemEvent.workStarted),
        EventMember(ProblemEvent.pended),
        EventMember(ProblemEvent.resumed),
        EventMember(ProblemEvent.workLogged),
        EventMember(ProblemEvent.hypothesisRecorded),
        EventMember(ProblemEvent.hypothesisRejected),
        EventMember(ProblemEvent.rootCauseIdentified),
        EventMember(ProblemEvent.supplierFixVerified),
        EventMember(ProblemEvent.resolved),
        EventMember(ProblemEvent.closed),
        EventMember(ProblemEvent.reopened),
        EventMember(ProblemEvent.recurred),
        EventMember(ProblemEvent.cancelled),
        EventMember(ProblemEvent.sourceStateRecorded),
    ])

    public var event: any DomainEvent {
        switch self {
        case .logged(let event): event
        case .incidentLinked(let event): event
        case .incidentUnlinked(let event): event
        case .parentSet(let event): event
        case .parentRemoved(let event): event
        case .assigned(let event): event
        case .workStarted(let event): event
        case .pended(let event): event
        case .resumed(let event): event
        case .workLogged(let event): event
        case .hypothesisRecorded(let event): event
        case .hypothesisRejected(let event): event
        case .rootCauseIdentified(let event): event
        case .supplierFixVerified(let event): event
        case .resolved(let event): event
        case .closed(let event): event
        case .reopened(let event): event
        case .recurred(let event): event
        case .cancelled(let event): event
        case .sourceStateRecorded(let event): event
        }
    }
}
