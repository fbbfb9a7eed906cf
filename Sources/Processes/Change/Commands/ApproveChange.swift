public import EventModel

/// Asks people to approve a change as it is planned.
public struct SubmitChange: ChangeCommand {
    public init() {}

    public func needs(_: Change?, _ facts: Facts) -> [StreamID] {
        [ChangeRules.stream] + [facts.changeRules.board.map(AdvisoryBoard.stream(of:))].compactMap { $0 }
    }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBeReadyForApproval()
        guard change.plan.missing.isEmpty else { throw .notPlanned(change.plan.missing) }
        let rules = context.facts.changeRules
        let quorum = rules.quorum(for: change)
        let board = rules.board.flatMap(context.facts.advisoryBoard)
        let approvers = board?.members ?? rules.approvers
        if !approvers.isEmpty, Int64(approvers.count) < quorum { throw .quorumOutOfReach(quorum, of: approvers.count) }
        let request = ApprovalRequested(
            policyVersion: rules.version, quorum: quorum, approvers: approvers,
            content: change.content,
            expiresAt: context.now.advanced(byMicros: rules.approvalHours * Instant.microsPerHour),
            retrospectiveHours: change.type == .emergency ? rules.retrospectiveHours : nil,
            board: board == nil ? nil : rules.board)
        if let due = change.retrospectiveDueAt(rules), context.now >= due { throw .approvalExpired(due) }
        let asked = ChangeEvent.approvalRequested(request)
        return change.state == .new ? [.accepted(ChangeAccepted()), asked] : [asked]
    }
}

extension Change {
    /// A normal change is assessed first; an emergency may be at work already. Asked once, unless it expired or was edited.
    fileprivate func mustBeReadyForApproval() throws(ChangeRejection) {
        let isReady =
            switch (type, state) {
            case (.normal, .assess): true
            // A standard change whose template is live no more is approved like any other.
            case (.emergency, .new), (.standard, .new): true
            case (.normal, .authorise), (.standard, .authorise), (.emergency, .authorise): approval.request == nil
            case (.emergency, .implement), (.emergency, .review):
                approval.request == nil && approval.authorised == nil
            case (_, .new), (_, .assess), (_, .scheduled), (_, .implement), (_, .review), (_, .closed), (_, .rejected),
                (_, .refused), (_, .cancelled):
                false
            }
        guard isReady else { throw .notAllowed(command: "submitted for approval", in: state, type) }
        if type == .normal, assessment.impact == nil { throw .notAssessed }
    }
}

/// Approves a change: the person who acts. Acting on behalf of somebody does not do: approvals are delegated.
public struct ApproveChange: ChangeCommand {
    public init() {}

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        let person = context.actor.principal
        if change.approval.given.contains(where: { $0.approver == person }) { throw .alreadyApproved(person) }
        let request = try change.openRequest(at: context.now)
        let (approver, delegatedBy) = try change.approver(request, context.actor)
        let given = ApprovalGiven(approver: approver, delegatedBy: delegatedBy, content: request.content)
        let count = Int64(change.approval.given.count + 1)
        guard count >= request.quorum else { return [.approvalGiven(given)] }
        return [.approvalGiven(given), .authorised(ChangeAuthorised(content: request.content))]
    }
}

/// Refuses a change: one person is enough.
public struct RefuseChange: ChangeCommand {
    public let justification: String?
    public init(reason: String? = nil) { justification = reason }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        let request = try change.openRequest(at: context.now)
        let approver = try change.approver(request, context.actor).person
        let reason = try context.required(changeReason: justification)
        let refused = ChangeEvent.approvalRefused(ApprovalRefused(approver: approver, reason: reason))
        // What is at work already cannot be refused any more: that is for the review.
        return change.state.isBeforeImplementation ? [refused, .refused(ChangeRefused(reason: reason))] : [refused]
    }
}

/// Hands one's approval to another.
public struct DelegateApproval: ChangeCommand {
    public let to: PersonID
    public init(to person: PersonID) { to = person }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        let request = try change.openRequest(at: context.now)
        let from = try change.approver(request, context.actor).person
        if let problem = to.problem { throw .invalid(what: "the person", problem: problem) }
        guard to != from else { throw .delegateToSelf }
        try change.mustHaveNoHand(to)
        if change.approval.given.contains(where: { $0.approver == to }) { throw .alreadyApproved(to) }
        return [.approvalDelegated(ApprovalDelegated(from: from, to: to))]
    }
}

/// Records that too few approved in time.
public struct ExpireApproval: ChangeCommand {
    public init() {}

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        guard change.approval.authorised == nil, let request = change.approval.request else { return [] }
        let due = change.approvalDueAt ?? request.expiresAt
        guard context.now >= due else { throw .approvalNotDue(due) }
        return [
            .approvalExpired(
                ApprovalExpired(dueAt: due, given: Int64(change.approval.given.count), quorum: request.quorum))
        ]
    }
}

extension Change {
    /// The request that is waited for; a rejection where there is none, or it is over.
    fileprivate func openRequest(at now: Instant) throws(ChangeRejection) -> ApprovalRequested {
        guard !state.isFinal else { throw .notAllowed(command: "approved", in: state, type) }
        guard approval.authorised == nil else { throw .alreadyAuthorised }
        guard let request = approval.request else { throw .noApprovalAsked }
        if let refusal = approval.refusal { throw .alreadyRefused(by: refusal.approver) }
        if let due = approvalDueAt, now >= due { throw .approvalExpired(due) }
        return request
    }

    /// Until when an emergency that is at work may be approved.
    func retrospectiveDueAt(_ rules: ChangeRules) -> Instant? {
        work.startedAt?.advanced(byMicros: rules.retrospectiveHours * Instant.microsPerHour)
    }

    /// Who decides, and for whom; a rejection where they may not.
    fileprivate func approver(
        _ request: ApprovalRequested, _ actor: Actor
    ) throws(ChangeRejection) -> (person: PersonID, delegatedBy: PersonID?) {
        guard actor.kind == .person else { throw .notAPerson(actor.kind) }
        let person = actor.principal
        try mustHaveNoHand(person)
        if let other = actor.onBehalfOf { try mustHaveNoHand(other) }
        guard !approval.given.contains(where: { $0.approver == person }) else { throw .alreadyApproved(person) }
        let origins = approval.origins(heldBy: person, request)
        guard let origin = origins.contains(person) ? person : origins.first else {
            throw .notAnApprover(person, request.approvers)
        }
        return (person, origin == person ? nil : origin)
    }

    /// Whether it waits for an approval that this person may give.
    public func awaitsApproval(of person: PersonID, at now: Instant) -> Bool {
        do throws(ChangeRejection) {
            _ = try approver(try openRequest(at: now), .person(person))
            return true
        } catch {
            return false
        }
    }

    /// Whether it waits for approvals.
    public func awaitsApproval(at now: Instant) -> Bool {
        guard approval.authorised == nil, approval.refusal == nil, !state.isFinal else { return false }
        return approvalDueAt.map { now < $0 } ?? false
    }

    /// Separation of duty, on people (G2): whoever asked for it, for themselves or for another, and whoever does it.
    fileprivate func mustHaveNoHand(_ person: PersonID) throws(ChangeRejection) {
        if person == requester || person == recordedBy { throw .approverIsRequester(person) }
        if implementers.contains(person) { throw .approverIsImplementer(person) }
    }
}

extension Change.Approval {
    /// Whose approvals a person may give: their own, unless they handed it on, and what was handed to them and no further.
    fileprivate func origins(heldBy person: PersonID, _ request: ApprovalRequested) -> [PersonID] {
        let origins = request.approvers.isEmpty ? [person] + delegations.map(\.from) : request.approvers
        return origins.filter { origin in
            delegations.reduce(origin) { holder, next in next.from == holder ? next.to : holder } == person
        }
    }
}
