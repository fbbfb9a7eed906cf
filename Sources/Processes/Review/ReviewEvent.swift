public import EventModel

/// Everything that happens in a review's stream.
public enum ReviewEvent: EventUnion {
    case scheduled(ReviewScheduled)
    case rescheduled(ReviewRescheduled)
    case cancelled(ReviewCancelled)
    case held(ReviewHeld)
    case actionRaised(ReviewActionRaised)
    case actionCompleted(ReviewActionCompleted)

    public static let catalogue = EventCatalogue<ReviewEvent>([
        EventMember(ReviewEvent.scheduled), EventMember(ReviewEvent.rescheduled), EventMember(ReviewEvent.cancelled),
        EventMember(ReviewEvent.held), EventMember(ReviewEvent.actionRaised), EventMember(ReviewEvent.actionCompleted),
    ])

    public var event: any DomainEvent {
        switch self {
        case .scheduled(let event): event
        case .rescheduled(let event): event
        case .cancelled(let event): event
        case .held(let event): event
        case .actionRaised(let event): event
        case .actionCompleted(let event): event
        }
    }
}
