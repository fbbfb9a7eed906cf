public import EventModel

/// Says what came of a change.
public struct ReviewChange: ChangeCommand {
    public let outcome: ChangeOutcome
    public let findings: String?

    public init(_ outcome: ChangeOutcome, findings: String? = nil) {
        (self.outcome, self.findings) = (outcome, findings)
    }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBe(.review, to: "reviewed")
        if let review = change.review { throw .alreadyReviewed(review.outcome) }
        switch (outcome, change.work.isBackedOut) {
        case (.successful, true), (.withIssues, true):
            throw .outcomeContradicts(outcome, why: "it was backed out")
        case (.backedOut, false): throw .outcomeContradicts(outcome, why: "it was not backed out")
        case (.successful, false) where change.work.failure != nil:
            throw .outcomeContradicts(outcome, why: "it failed on the way, so there were issues at least")
        case (.successful, false), (.withIssues, false), (.failed, _), (.backedOut, true): break
        }
        return [.reviewed(ChangeReviewed(outcome: outcome, findings: findings?.nonEmpty))]
    }
}

/// Says until when a change is to be reviewed, and by whom: who approved it first, or else who asked for it, unless they did it.
public struct ScheduleChangeReview: ChangeCommand {
    public let dueAt: Instant
    public init(dueAt: Instant) { self.dueAt = dueAt }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBe(.review, to: "given a review")
        if let review = change.review { throw .alreadyReviewed(review.outcome) }
        guard change.reviewDue == nil else { throw .unchanged }
        let people = change.approval.given.map(\.approver) + [change.requester].compactMap { $0 }
        let reviewer = people.first { !change.implementers.contains($0) }
        return [
            .reviewScheduled(
                ChangeReviewScheduled(dueAt: dueAt, reviewer: reviewer, reasons: change.reviewReasons))
        ]
    }
}

/// Closes a change; emergencies, failures and what went on out of the window after a review only. An emergency that nobody
/// approved is closed without that once the time for it is over, with a reason.
public struct CloseChange: ChangeCommand {
    public let justification: String?
    public init(reason: String? = nil) { justification = reason }

    public func needs(_: Change?, _: Facts) -> [StreamID] { [ChangeRules.stream] }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBe(.review, to: "closed")
        if change.review == nil, change.needsReview {
            throw .reviewMissing(why: change.reviewReasons.joined(separator: ", "))
        }
        let isDecided = change.approval.authorised != nil || change.approval.refusal != nil
        guard change.type == .emergency, !isDecided else { return [.closed(ChangeClosed())] }
        if let due = change.retrospectiveDueAt(context.facts.changeRules), context.now < due {
            throw .approvalMissing(until: due)
        }
        return [.closed(ChangeClosed(reason: try context.required(changeReason: justification)))]
    }
}

/// Gives a change up before anything was done.
public struct CancelChange: ChangeCommand {
    public let justification: String?
    public init(reason: String? = nil) { justification = reason }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        guard change.state.isBeforeImplementation else {
            throw .notAllowed(command: "cancelled", in: change.state, change.type)
        }
        return [.cancelled(ChangeCancelled(reason: try context.required(changeReason: justification)))]
    }
}
