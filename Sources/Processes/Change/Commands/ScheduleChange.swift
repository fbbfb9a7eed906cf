public import EventModel

/// Fixes the window of an authorised change, the planned one or another within it; or of a scheduled one, a new window, which
/// goes back to be approved.
public struct ScheduleChange: ChangeCommand {
    public let window: ChangeWindow?
    /// What it gets in the way of in that window; what the last assessment found where nobody looked again.
    public let conflicts: ConflictCheck?
    public let justification: String?

    public init(_ window: ChangeWindow? = nil, conflicts: ConflictCheck? = nil, reason: String? = nil) {
        (self.window, self.conflicts, justification) = (window, conflicts, reason)
    }

    public func needs(_ change: Change?, _: Facts) -> [StreamID] {
        [FreezeCalendar.stream] + (change?.templateStreams ?? [])
    }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        let news = if let conflicts { try change.news(of: conflicts) } else { [ChangeEvent]() }
        if change.state == .scheduled { return ChangeDecision(news + (try reschedule(change, context))) }
        let mayBe = change.state == .authorise || (change.type == .standard && change.state == .new)
        guard mayBe else { throw .notAllowed(command: "scheduled", in: change.state, change.type) }
        guard let planned = change.plan.window else { throw .missing("the window") }
        let window = window ?? planned
        try check(window, of: change, context)
        guard let authorised = change.approval.authorised, authorised == change.content else {
            throw .notAuthorised(given: change.approval.given.count, quorum: change.approval.request?.quorum ?? 1)
        }
        try change.mustHaveLiveTemplate(context)
        guard planned.from <= window.from, window.to <= planned.to else { throw .outsideTheApproved(window, planned) }
        return ChangeDecision(news + [.scheduled(ChangeScheduled(window: window, knownAt: conflicts?.knownAt))])
    }

    private func reschedule(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> [ChangeEvent] {
        guard let window else { throw .missing("the new window") }
        guard window != change.work.window else { throw .unchanged }
        try check(window, of: change, context)
        let reason = try context.required(changeReason: justification)
        let knownAt = conflicts?.knownAt
        let rescheduled = ChangeEvent.rescheduled(ChangeRescheduled(window: window, reason: reason, knownAt: knownAt))
        guard let planned = change.plan.window, planned.from > window.from || window.to > planned.to else {
            return [rescheduled]
        }
        var plan = change.plan
        plan.window = window
        let void = change.invalidation(by: "the window", change.scope, plan, context)
        let again = void.count > 1 ? [ChangeEvent.scheduled(ChangeScheduled(window: window, knownAt: knownAt))] : []
        return [rescheduled, .planned(ChangePlanned(plan: plan))] + void + again
    }

    private func check(
        _ window: ChangeWindow, of change: Change, _ context: DecisionContext
    ) throws(ChangeRejection) {
        try context.check(window)
        guard window.to > context.now else { throw .windowOver(window, now: context.now) }
        if change.type != .emergency, let freeze = context.facts.freezes.freeze(during: window) {
            throw .inFreeze(freeze.name, freeze.window)
        }
        let isExplained = (justification ?? context.reason)?.nonEmpty != nil
        let others = (conflicts?.conflicts ?? change.assessment.conflicts).filter { $0.kind == .change }
        if !others.isEmpty, !isExplained { throw .conflictsOpen(others) }
    }
}
