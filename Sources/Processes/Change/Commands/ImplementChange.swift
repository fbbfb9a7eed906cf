public import EventModel

/// Begins the work. Outside the window, or in a freeze, only with a reason, and then that is on record.
public struct StartChange: ChangeCommand {
    public let justification: String?
    public init(reason: String? = nil) { justification = reason }

    public func needs(_ change: Change?, _: Facts) -> [StreamID] {
        [FreezeCalendar.stream] + (change?.templateStreams ?? [])
    }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        let mayBe = change.state == .scheduled || (change.type == .emergency && change.state == .authorise)
        guard mayBe else { throw .notAllowed(command: "started", in: change.state, change.type) }
        if change.type != .emergency {
            try change.mustBeAuthorised()
            try change.mustHaveLiveTemplate(context)
        }
        let implementer = context.actor.onBehalfOf ?? context.actor.principal
        try change.mustNotHaveApproved(implementer)
        let freeze = context.facts.freezes.freeze(at: context.occurredAt)
        let window = change.work.window ?? change.plan.window
        let isInside = window?.contains(context.occurredAt) ?? false
        if isInside, freeze == nil { return [.started(ChangeStarted(implementer: implementer))] }
        guard let reason = (justification ?? context.reason)?.nonEmpty else {
            if let freeze, isInside { throw .inFreeze(freeze.name, freeze.window) }
            guard let window else { throw .missing("the window") }
            throw .outOfWindow(window, occurredAt: context.occurredAt)
        }
        return [
            .startedOutOfWindow(
                ChangeStartedOutOfWindow(implementer: implementer, reason: reason, freeze: freeze?.name))
        ]
    }
}

extension Change {
    /// Nobody does what they approved themselves, or had another approve for them (G2).
    fileprivate func mustNotHaveApproved(_ person: PersonID) throws(ChangeRejection) {
        if approval.given.contains(where: { $0.approver == person || $0.delegatedBy == person }) {
            throw .implementerApproved(person)
        }
    }

    fileprivate func mustBeAuthorised() throws(ChangeRejection) {
        guard let authorised = approval.authorised, authorised == content else {
            throw .notAuthorised(given: approval.given.count, quorum: approval.request?.quorum ?? 1)
        }
    }

    /// From its start to now.
    fileprivate func actual(_ context: DecisionContext) throws(ChangeRejection) -> ChangeWindow {
        guard let startedAt = work.startedAt else { throw .missing("the start") }
        return ChangeWindow(from: startedAt, to: context.occurredAt)
    }
}

/// Gives a part of the work to somebody.
public struct AssignChangeTask: ChangeCommand {
    public let title: String
    public let person: PersonID

    public init(_ title: String, to person: PersonID) { (self.title, self.person) = (title, person) }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        guard change.state.isBeforeImplementation || change.state == .implement else {
            throw .notAllowed(command: "given tasks", in: change.state, change.type)
        }
        guard let title = title.nonEmpty else { throw .missing("the title") }
        if let problem = person.problem { throw .invalid(what: "the person", problem: problem) }
        try change.mustNotHaveApproved(person)
        let task = Int64(change.work.tasks.count + 1)
        return [.taskAssigned(ChangeTaskAssigned(task: task, title: title, person: person))]
    }
}

/// A part of the work is done.
public struct CompleteChangeTask: ChangeCommand {
    public let task: Int64
    public init(_ task: Int64) { self.task = task }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBe(.implement, to: "worked on")
        guard (1...Int64(max(change.work.tasks.count, 1))).contains(task), !change.work.tasks.isEmpty else {
            throw .noTask(task)
        }
        if change.work.tasks[Int(task) - 1].isDone { throw .taskDone(task) }
        try change.mustNotHaveApproved(context.actor.onBehalfOf ?? context.actor.principal)
        return [.taskCompleted(ChangeTaskCompleted(task: task))]
    }
}

/// All of it is done.
public struct CompleteChange: ChangeCommand {
    public init() {}

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBe(.implement, to: "completed")
        if change.work.backoutStartedAt != nil { throw .backoutUnderWay }
        let open = change.work.tasks.indices.filter { !change.work.tasks[$0].isDone }.map { Int64($0 + 1) }
        guard open.isEmpty else { throw .tasksOpen(open) }
        let completed = ChangeEvent.completed(ChangeCompleted(actual: try change.actual(context)))
        // Whoever completes a change that has failed has put it right.
        guard change.work.failure != nil, change.work.recovery == nil else { return [completed] }
        return [.recoveryDecided(ChangeRecoveryDecided(recovery: .fixForward)), completed]
    }
}

/// It did not work.
public struct FailChange: ChangeCommand {
    public let step: String
    public let justification: String?

    public init(step: String, reason: String? = nil) { (self.step, justification) = (step, reason) }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBe(.implement, to: "failed")
        if change.work.failure != nil { throw .alreadyFailed }
        guard let step = step.nonEmpty else { throw .missing("the step") }
        let reason = try context.required(changeReason: justification)
        return [.failed(ChangeFailed(step: step, reason: reason))]
    }
}

/// Takes a failed change back: begins, or once that is done says so.
public struct BackOutChange: ChangeCommand {
    public let isDone: Bool
    public let justification: String?

    public init(done: Bool = false, reason: String? = nil) { (isDone, justification) = (done, reason) }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        try change.mustBe(.implement, to: "backed out")
        guard isDone else {
            if change.work.backoutStartedAt != nil { throw .backoutUnderWay }
            if change.work.failure == nil { throw .notFailed }
            return [
                .recoveryDecided(ChangeRecoveryDecided(recovery: .backout)),
                .backoutStarted(BackoutStarted(reason: (justification ?? context.reason)?.nonEmpty)),
            ]
        }
        guard change.work.backoutStartedAt != nil else { throw .backoutNotStarted }
        return [.backoutCompleted(BackoutCompleted(actual: try change.actual(context)))]
    }
}
