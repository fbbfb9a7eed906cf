public import EventModel

/// Edits what a change is about, how it is made and when. What is not given stays.
///
/// Approvals are of a content: an edit voids them in the same commit, so that no moment has both (P19).
public struct PlanChange: ChangeCommand {
    public var cis: [CIID]?
    public var attributes: [String]?
    public var steps: String?
    public var backout: String?
    public var tests: String?
    public var window: ChangeWindow?
    public var implementer: PersonID?
    public var values: [AttributeValue]?

    public init(
        cis: [CIID]? = nil, attributes: [String]? = nil, steps: String? = nil, backout: String? = nil,
        tests: String? = nil, window: ChangeWindow? = nil, implementer: PersonID? = nil,
        values: [AttributeValue]? = nil
    ) {
        (self.cis, self.attributes, self.steps, self.backout) = (cis, attributes, steps, backout)
        (self.tests, self.window, self.implementer, self.values) = (tests, window, implementer, values)
    }

    public func needs(_ change: Change?, _: Facts) -> [StreamID] {
        (cis ?? []).map(\.stream) + (change?.templateStreams ?? [])
    }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        switch change.state {
        case .new, .assess, .authorise, .scheduled: break
        case .implement, .review: throw .editDuringImplementation
        case .closed, .rejected, .refused, .cancelled:
            throw .notAllowed(command: "planned", in: change.state, change.type)
        }
        let (scope, plan) = (try editedScope(of: change, context), try editedPlan(of: change, context))
        var events: [ChangeEvent] = []
        if scope != change.scope {
            events.append(.scopeChanged(ChangeScopeChanged(cis: scope.cis, attributes: scope.attributes)))
        }
        if plan != change.plan { events.append(.planned(ChangePlanned(plan: plan))) }
        guard !events.isEmpty else { throw .unchanged }
        return ChangeDecision(events + change.invalidation(by: cause(change, scope, plan), scope, plan, context))
    }

    private func editedScope(
        of change: Change, _ context: DecisionContext
    ) throws(ChangeRejection) -> Change.Scope {
        if let cis {
            if cis.isEmpty { throw .missing("the item to be changed") }
            try context.check(cis)
        }
        return Change.Scope(
            cis: cis.map { Set($0).sorted() } ?? change.scope.cis,
            attributes: attributes.map { Set($0).sorted() } ?? change.scope.attributes)
    }

    private func editedPlan(of change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangePlan {
        if let window { try context.check(window) }
        return ChangePlan(
            steps: steps?.trimmed ?? change.plan.steps, backout: backout?.trimmed ?? change.plan.backout,
            tests: tests?.trimmed ?? change.plan.tests, window: window ?? change.plan.window,
            implementer: implementer ?? change.plan.implementer, values: values ?? change.plan.values)
    }

    private func cause(_ change: Change, _ scope: Change.Scope, _ plan: ChangePlan) -> String {
        var before = change.plan
        before.window = plan.window
        let edited = [
            ("the scope", scope != change.scope), ("the plan", before != plan),
            ("the window", plan.window != change.plan.window),
        ]
        return edited.filter(\.1).map(\.0).joined(separator: ", ")
    }
}

extension Change {
    /// That approvals are void, where anybody gave one, was asked for one, or a template stands for one. A template leaves open
    /// who makes the change and when: while it lives it stands for an approval of these.
    func invalidation(
        by cause: String, _ scope: Scope, _ plan: ChangePlan, _ context: DecisionContext
    ) -> [ChangeEvent] {
        guard let before = approval.authorised ?? approval.request?.content else { return [] }
        let after = ChangeContent(cis: scope.cis, attributes: scope.attributes, plan: plan).hash
        guard before != after else { return [] }
        let void = ChangeEvent.approvalInvalidated(ApprovalInvalidated(cause: cause, before: before, after: after))
        let leftOpen = self.plan.with(plan.window, by: plan.implementer)
        guard isByTemplate, scope == self.scope, plan == leftOpen, templateProblem(context) == nil else {
            return [void]
        }
        return [void, .authorised(ChangeAuthorised(content: after))]
    }
}
