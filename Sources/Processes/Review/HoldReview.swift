public import EventModel

/// Says that a review was held.
public struct HoldReview: ReviewCommand {
    public let minutes: ContentHash
    public let figuresPosition: Position
    public let attendees: [PersonID]

    /// `minutes` is the SHA-256 of their file; the figures were those of the log as far as `figuresPosition`, so that
    /// they can be had again with `asKnownAt`.
    public init(minutes: ContentHash, figuresPosition: Position, attendees: [PersonID]) {
        (self.minutes, self.figuresPosition, self.attendees) = (minutes, figuresPosition, attendees)
    }

    public func decide(_ review: Review, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent> {
        if let heldAt = review.heldAt { throw .alreadyHeld(review.number, at: heldAt) }
        guard minutes.isWellFormed else {
            throw .invalid(what: "the hash of the minutes", problem: "it is not 64 hexadecimal digits in small letters")
        }
        guard figuresPosition >= .first else {
            throw .invalid(what: "the figures' position", problem: "the first event has position \(Position.first)")
        }
        guard !attendees.isEmpty else { throw .missing("who was there") }
        for person in attendees { try ReviewRejection.check(person, "who was there") }
        return [
            .held(
                ReviewHeld(
                    minutes: minutes, figuresPosition: figuresPosition, attendees: Set(attendees).sorted()))
        ]
    }
}

/// Says what somebody undertook to do.
public struct RaiseReviewAction: ReviewCommand {
    public let what: String
    public let owner: PersonID
    public let dueAt: Instant

    /// `what` names no person.
    public init(_ what: String, owner: PersonID, dueAt: Instant) {
        (self.what, self.owner, self.dueAt) = (what, owner, dueAt)
    }

    public func decide(_ review: Review, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent> {
        guard let heldAt = review.heldAt else { throw .notHeld(review.number) }
        let what = try ReviewRejection.required(what, "what is to be done")
        try ReviewRejection.check(owner, "who does it")
        guard dueAt > heldAt else { throw .alreadyDue(dueAt, now: heldAt) }
        let number = Int64(review.actions.count) + 1
        return [.actionRaised(ReviewActionRaised(action: number, what: what, owner: owner, dueAt: dueAt))]
    }
}

/// Says that it is done.
public struct CompleteReviewAction: ReviewCommand {
    public let action: Int64
    public let evidence: String

    /// `action` is its number within the review, from 1; `evidence` names no person.
    public init(_ action: Int64, evidence: String) { (self.action, self.evidence) = (action, evidence) }

    public func decide(_ review: Review, _ context: DecisionContext) throws(ReviewRejection) -> Decision<ReviewEvent> {
        guard let known = review.actions.first(where: { $0.number == action }) else {
            throw .noAction(action, of: review.number)
        }
        if let at = known.completedAt { throw .alreadyCompleted(action, at: at) }
        guard context.occurredAt >= known.raisedAt else {
            throw .before(known.raisedAt, occurredAt: context.occurredAt)
        }
        let evidence = try ReviewRejection.required(evidence, "what shows that it is done")
        return [.actionCompleted(ReviewActionCompleted(action: action, evidence: evidence))]
    }
}

extension ContentHash {
    fileprivate var isWellFormed: Bool { rawValue.utf8.count == 64 && rawValue.utf8.allSatisfy(\.isHexDigit) }
}

extension UInt8 {
    /// A digit as hashes are written here: in small letters.
    fileprivate var isHexDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x66).contains(self) }
}
