public import EventModel

/// Says that a review is to be held.
public struct ScheduleReview: Command {
    public typealias Process = ReviewProcess
    public let review: ReviewScheduled

    /// What is due before the command's time of occurrence is refused, and what is about another kind of thing than it looks at.
    public init(_ review: ReviewScheduled) { self.review = review }

    public func needs(_: Review?, _: Facts) -> [StreamID] {
        [review.incident?.stream, review.change?.stream].compactMap { $0 }
    }

    public func decide(_ state: Review?, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent> {
        if let state { throw .alreadyScheduled(state.number) }
        try checkSubject(context)
        for person in review.attendees { try ReviewRejection.check(person, "who is to be there") }
        try context.mustBeLater(review.dueAt)
        return [
            .scheduled(
                ReviewScheduled(
                    review.kind, cycle: review.cycle?.nonEmpty, attendees: Set(review.attendees).sorted(),
                    dueAt: review.dueAt, incident: review.incident, change: review.change, subject: review.subject))
        ]
    }

    /// Each kind looks at one kind of thing, which is there where the log knows it.
    private func checkSubject(_ context: DecisionContext) throws(ReviewRejection) {
        try review.kind.check(review.incident, .majorIncident, thing: "an incident")
        try review.kind.check(review.change, .postImplementation, thing: "a change")
        try review.kind.check(
            review.subject, .service, .supplier, .contingency, thing: "a service, a supplier or a plan")
        try ReviewRejection.check(review.subject, "what it is about")
        if let incident = review.incident, context.facts.incident(incident) == nil { throw .noIncident(incident) }
        if let change = review.change, (context.facts.state(of: change.stream, in: ChangeProcess.self) ?? nil) == nil {
            throw .noChange(change)
        }
    }
}

/// A command on a review that is there, and is told in order: nothing of it happened before it was scheduled.
public protocol ReviewCommand: Command where Process == ReviewProcess, Rejection == ReviewRejection {
    func decide(_ review: Review, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent>
}

extension ReviewCommand {
    public func decide(_ state: Review?, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent> {
        guard let review = state else { throw .notScheduled(ReviewNumber(context.stream.key)) }
        let since = review.heldAt ?? review.scheduledAt
        guard context.occurredAt >= since else { throw .before(since, occurredAt: context.occurredAt) }
        if review.state == .cancelled { throw .cancelled(review.number) }
        return try decide(review, context)
    }
}

/// Says by when it is to be held instead.
public struct RescheduleReview: ReviewCommand {
    public let dueAt: Instant
    public let reason: String?
    /// The reason may stand in the command's envelope instead.
    public init(dueAt: Instant, reason: String? = nil) { (self.dueAt, self.reason) = (dueAt, reason) }

    public func decide(_ review: Review, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent> {
        if let heldAt = review.heldAt { throw .alreadyHeld(review.number, at: heldAt) }
        guard dueAt != review.dueAt else { throw .unchanged(review.number) }
        try context.mustBeLater(dueAt)
        let why = try ReviewRejection.required(reason ?? context.reason, "the reason")
        return [.rescheduled(ReviewRescheduled(dueAt: dueAt, reason: why))]
    }
}

/// Says that it is not to be held.
public struct CancelReview: ReviewCommand {
    public let reason: String?
    /// The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func decide(_ review: Review, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent> {
        if let heldAt = review.heldAt { throw .alreadyHeld(review.number, at: heldAt) }
        return [
            .cancelled(ReviewCancelled(reason: try ReviewRejection.required(reason ?? context.reason, "the reason")))
        ]
    }
}

extension ReviewKind {
    /// Refuses what reviews of `kinds` are about where this is none of them, and misses it where it is.
    fileprivate func check(_ subject: (some TextIdentifier)?, _ kinds: ReviewKind..., thing: String)
        throws(ReviewRejection)
    {
        let isExpected = kinds.contains(self)
        if subject == nil, isExpected { throw .needsSubject(self, thing) }
        if subject != nil, !isExpected { throw .otherSubject(self, thing) }
    }
}

extension DecisionContext {
    fileprivate func mustBeLater(_ dueAt: Instant) throws(ReviewRejection) {
        guard dueAt > occurredAt else { throw .alreadyDue(dueAt, now: occurredAt) }
    }
}
