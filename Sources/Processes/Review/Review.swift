public import EventModel

/// People look at how something went or goes, by figures that can be reproduced, and agree on what to do: the shape that every
/// process shares. The review of a single change stands in the change's own stream.
public struct Review: Sendable, Hashable {
    public var number: ReviewNumber
    public var scheduled: ReviewScheduled
    public var scheduledAt: Instant
    public var dueAt: Instant
    public var held: ReviewHeld?
    public var heldAt: Instant?
    public var cancelledBecause: String?
    public var actions: [Action] = []

    public var state: ReviewState {
        if heldAt != nil { return .held }
        return cancelledBecause == nil ? .scheduled : .cancelled
    }

    /// What somebody undertook to do.
    public struct Action: Sendable, Hashable {
        /// 1 for the first of the review.
        public var number: Int64
        public var what: String
        public var owner: PersonID
        public var dueAt: Instant
        public var raisedAt: Instant
        public var completedAt: Instant?
        public var evidence: String?
    }
}

/// What is looked at, as the reference model tells reviews apart.
public enum ReviewKind: Int32, WireEnum {
    case service = 1
    case supplier = 2
    case contingency = 3
    case postImplementation = 4
    case majorIncident = 5
    case management = 6
    case executive = 7
}

/// Where a review stands.
public enum ReviewState: Int32, LifecycleState {
    case scheduled = 1
    case held = 2
    case cancelled = 3
}

/// A review's number, `REV-2026-000003`.
public struct ReviewNumber: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public var stream: StreamID { StreamID(category: ReviewProcess.category, key: rawValue) }
}

/// A stream a review. Nil is what nobody scheduled.
public enum ReviewProcess: Decider {
    public static let category = "review"
    public static let numberPrefix: String? = "REV"
    public static func initial(_: StreamID) -> Review? { nil }

    public static func evolve(_ state: inout Review?, _ event: ReviewEvent, _ record: RecordedEvent) {
        switch event {
        case .scheduled(let event):
            state = Review(
                number: ReviewNumber(record.stream.key), scheduled: event, scheduledAt: record.occurredAt,
                dueAt: event.dueAt)
        case .rescheduled(let event):
            state?.dueAt = event.dueAt
        case .cancelled(let event):
            state?.cancelledBecause = event.reason
        case .held(let event):
            state?.held = event
            state?.heldAt = record.occurredAt
        case .actionRaised(let event):
            state?.actions.append(
                Review.Action(
                    number: event.action, what: event.what, owner: event.owner, dueAt: event.dueAt,
                    raisedAt: record.occurredAt))
        case .actionCompleted(let event):
            state?.complete(event, at: record.occurredAt)
        }
    }
}

extension Review {
    fileprivate mutating func complete(_ event: ReviewActionCompleted, at occurredAt: Instant) {
        guard let index = actions.firstIndex(where: { $0.number == event.action }) else { return }
        actions[index].completedAt = occurredAt
        actions[index].evidence = event.evidence
    }
}

extension Facts {
    func review(_ number: ReviewNumber) -> Review? { state(of: number.stream, in: ReviewProcess.self) ?? nil }
}
