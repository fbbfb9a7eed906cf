public import EventModel

/// Everything that happens in a known error's stream.
public enum KnownErrorEvent: EventUnion {
    case recorded(KnownErrorRecorded)
    case verified(KnownErrorVerified)
    case published(WorkaroundPublished)
    case withdrawn(WorkaroundWithdrawn)
    case accepted(KnownErrorAccepted)
    case linkedToChange(KnownErrorLinkedToChange)
    case fixed(KnownErrorFixed)
    case recurred(KnownErrorRecurred)
    case closed(KnownErrorClosed)

    public static let catalogue = EventCatalogue<KnownErrorEvent>([
        EventMember(KnownErrorEvent.recorded),
        EventMember(KnownErrorEvent.verified),
        EventMember(KnownErrorEvent.published),
        EventMember(KnownErrorEvent.withdrawn),
        EventMember(KnownErrorEvent.accepted),
        EventMember(KnownErrorEvent.linkedToChange),
        EventMember(KnownErrorEvent.fixed),
        EventMember(KnownErrorEvent.recurred),
        EventMember(KnownErrorEvent.closed),
    ])

    public var event: any DomainEvent {
        switch self {
        case .recorded(let event): event
        case .verified(let event): event
        case .published(let event): event
        case .withdrawn(let event): event
        case .accepted(let event): event
        case .linkedToChange(let event): event
        case .fixed(let event): event
        case .recurred(let event): event
        case .closed(let event): event
        }
    }
}

/// How a known error's events fold. Nil is a stream without events.
public enum KnownErrorProcess: Decider {
    public typealias Event = KnownErrorEvent
    public typealias State = KnownError?

    public static let category = "knownerror"
    public static let numberPrefix: String? = "KE"
    public static func initial(_: StreamID) -> KnownError? { nil }

    public static func evolve(_ state: inout KnownError?, _ event: KnownErrorEvent, _ record: RecordedEvent) {
        if case nil = state { state = KnownError(record) }
        state?.take(event, record)
    }
}

extension KnownError {
    /// The known error before its first event is folded in: its recording, as a rule.
    public init(_ record: RecordedEvent) {
        number = KnownErrorNumber(record.stream.key)
        (recordedAt, lastChangeAt, lastPosition) = (record.occurredAt, record.occurredAt, record.position)
    }

    public mutating func take(_ event: KnownErrorEvent, _ record: RecordedEvent) {
        lastPosition = max(lastPosition, record.position)
        lastChangeAt = max(lastChangeAt, record.occurredAt)
        switch event {
        case .recorded(let event):
            (title, symptom, cause) = (event.title, event.symptom, event.cause)
            (workaround, problem, signature) = (event.workaround, event.problem, event.signature)
            (recordedAt, problemLoggedAt) = (record.occurredAt, event.problemLoggedAt)
            recorders = [record.actor.principal] + [record.actor.onBehalfOf].compactMap { $0 }
        case .verified(let event): (verification, verifiedAt) = (event, record.occurredAt)
        case .published(let event): (workaround, publishedAt) = (event.workaround, record.occurredAt)
        case .withdrawn: publishedAt = nil
        case .accepted(let event): acceptance = event
        case .linkedToChange(let event): changes.appendNew(event.change)
        case .fixed(let event): (fixedBy, fixedAt) = (event.change, record.occurredAt)
        case .recurred: (fixedBy, fixedAt) = (nil, nil)
        case .closed: (closedAt, publishedAt) = (record.occurredAt, nil)
        }
    }
}
