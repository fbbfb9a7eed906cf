public import EventModel

/// A change, as its events leave it.
public struct Change: Sendable, Hashable {
    public var number: ChangeNumber
    public var type: ChangeType
    public var title: String
    public var state: ChangeState
    /// Whose wish it is, and who recorded it for them.
    public var requester: PersonID?
    public var recordedBy: PersonID?
    public var service: ServiceID?
    public var template: ReferenceCode?
    public var templateVersion: UInt64?
    public var problem: ReferenceCode?
    public var category: String?
    public var priority: Int64?
    public var requestedAt: Instant
    /// The latest effective time folded in.
    public var lastChangeAt: Instant
    public var scope: Scope
    public var plan = ChangePlan()
    public var assessment = Assessment()
    public var approval = Approval()
    public var work = Work()
    /// That it is to be reviewed: when, and by whom.
    public var reviewDue: ChangeReviewScheduled?
    public var review: ChangeReviewed?
    public var reviewedAt: Instant?
    public var reviewedBy: PersonID?
    public var closedAt: Instant?
    public var lastPosition: Position
    /// The last event recorded that edited scope or plan; nil where they are as they were asked for.
    public var lastEditPosition: Position?

    /// What is changed.
    public struct Scope: Sendable, Hashable {
        public var cis: [CIID]
        /// None: all of them.
        public var attributes: [String]

        public func covers(_ ci: CIID, _ attribute: String) -> Bool {
            cis.contains(ci) && (attributes.isEmpty || attributes.contains(attribute))
        }
    }

    /// What is known of its effects.
    public struct Assessment: Sendable, Hashable {
        public var impact: ChangeImpactAssessed?
        public var risk: ChangeRiskScored?
        public var conflicts: [ChangeConflict] = []
        public init() {}
    }

    /// Who may approve, and did. What is here holds for the content as it is.
    public struct Approval: Sendable, Hashable {
        public var request: ApprovalRequested?
        public var requestedAt: Instant?
        public var given: [ApprovalGiven] = []
        public var delegations: [ApprovalDelegated] = []
        /// That somebody refused, while it was at work.
        public var refusal: ApprovalRefused?
        public var authorised: ContentHash?
        public var authorisedAt: Instant?
        /// How often approvals were voided by an edit.
        public var invalidations: Int64 = 0
        public init() {}
    }

    /// What is done, and when.
    public struct Work: Sendable, Hashable {
        public var window: ChangeWindow?
        public var tasks: [Task] = []
        public var implementers: [PersonID] = []
        public var startedAt: Instant?
        public var isOutOfWindow = false
        public var failure: ChangeFailed?
        public var recovery: ChangeRecovery?
        public var backoutStartedAt: Instant?
        public var isBackedOut = false
        /// From the start to the completion, or to the end of the backout.
        public var actual: ChangeWindow?
        public init() {}
    }

    /// A part of the work.
    public struct Task: Sendable, Hashable {
        public var title: String
        public var person: PersonID
        public var isDone = false
    }

    /// Emergencies, failures and what went on out of the window are never closed without a review.
    public var needsReview: Bool { !reviewReasons.isEmpty }

    var reviewReasons: [String] {
        let reasons = [
            ("it was an emergency", type == .emergency), ("it failed", work.failure != nil),
            ("it started out of its window", work.isOutOfWindow), ("it went on after its window", overran),
        ]
        return reasons.filter(\.1).map(\.0)
    }

    /// Until when it waits for its review; nil where it does not.
    public var reviewDueAt: Instant? { state == .review && review == nil ? reviewDue?.dueAt : nil }

    /// Whether it went on for longer than its window.
    public var overran: Bool {
        guard let window = work.window ?? plan.window, let actual = work.actual else { return false }
        return actual.to > window.to
    }

    /// While it is at work: from its start to the end of its window, when it is to be over. What is written to its items
    /// meanwhile it covers (P21), until it really ends.
    public var coveredWindow: ChangeWindow? {
        guard state == .implement, approval.authorised != nil, let startedAt = work.startedAt else { return nil }
        return ChangeWindow(from: startedAt, to: max(startedAt, (work.window ?? plan.window)?.to ?? startedAt))
    }

    /// The window that the item is maintained in at that time, as was agreed: nil outside of it, where nobody authorised the change,
    /// or it is not at work then.
    func agreedMaintenance(of ci: CIID, at instant: Instant) -> ChangeWindow? {
        guard approval.authorised != nil, scope.cis.contains(ci), let window = work.window ?? plan.window,
            window.contains(instant), let startedAt = work.startedAt, startedAt <= instant,
            work.actual.map({ instant < $0.to }) ?? true
        else { return nil }
        return window
    }

    /// The hash of what people approve: see `ChangeContent`.
    public var content: ContentHash {
        ChangeContent(cis: scope.cis, attributes: scope.attributes, plan: plan).hash
    }

    /// Until when it may be approved: an emergency that is at work only for some time after its start.
    public var approvalDueAt: Instant? {
        guard let request = approval.request else { return nil }
        guard let startedAt = work.startedAt, let hours = request.retrospectiveHours else { return request.expiresAt }
        return min(request.expiresAt, startedAt.advanced(byMicros: hours * Instant.microsPerHour))
    }

    /// People who have a hand in it, and so may not approve it (G2).
    public var implementers: [PersonID] {
        work.implementers + work.tasks.map(\.person) + [plan.implementer].compactMap { $0 }
    }

    /// Whether what authorised it is its template, and not people.
    var isByTemplate: Bool { type == .standard && approval.authorised != nil && approval.request == nil }
}
