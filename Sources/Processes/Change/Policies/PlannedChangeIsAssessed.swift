public import EventModel

/// Works out what a change would reach and get in the way of as soon as its items, plan and window are known, and anew whenever they
/// are others.
///
/// It does not accept the request, and does not score the risk: people do, with `change assess`, which looks again. Scheduling
/// looks again too.
public struct PlannedChangeIsAssessed: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "planned-change-is-assessed"
    public let number = "P18"
    public let version: UInt64 = 2
    public let summary =
        "When a change is planned, or planned otherwise, its impact and conflicts are worked out and put on record."
    public let isOnByDefault = true
    /// A change that is requested with a plan is planned in the same commit; without one there is no window to look at.
    public let triggers = [ChangePlanned.type.name, ChangeScopeChanged.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<ChangeProcess>) -> [RecordSearch] {
        cause.planned.map { [.changes(during: $0.window)] } ?? []
    }

    public func needs(_ cause: PolicyCause<ChangeProcess>) -> [StreamID] {
        [FreezeCalendar.stream] + cause.foundStreams
    }

    public func questions(_ cause: PolicyCause<ChangeProcess>) -> [ConfigurationQuestion] {
        question(cause).map { [$0] } ?? []
    }

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard let (change, _) = cause.planned, let question = question(cause),
            let effects = cause.answers[question]?.effects
        else { return [] }
        let conflicts = ConflictCheck(effects.conflicts, knownAt: cause.knownAt, of: change.content)
        let command = AssessChange(impact: effects.impact, conflicts: conflicts, isAccepting: false)
        return [Reaction(command, on: change.number.stream, occurredAt: cause.record.occurredAt)]
    }

    /// As the graph will be when the change is made: relationships may begin by then.
    private func question(_ cause: PolicyCause<ChangeProcess>) -> ConfigurationQuestion? {
        guard let (change, window) = cause.planned else { return nil }
        let others = cause.foundStreams.compactMap { cause.facts.change(ChangeNumber($0.key)) }
        return ConfigurationQuestion(
            .effects(of: change, among: others, freezes: cause.facts.freezes), sparing: [],
            asOf: max(cause.record.recordedAt, window.from), limit: 0)
    }
}

extension PolicyCause<ChangeProcess> {
    /// The change and its window, where both are there and something can still follow from what is found. What a template stands for
    /// was assessed with the template. A commit that edits scope and plan is looked at once: for the last of its edits.
    fileprivate var planned: (change: Change, window: ChangeWindow)? {
        guard let change = state, change.lastEditPosition == record.position, change.state.isBeforeImplementation,
            !change.isByTemplate, let window = change.plan.window
        else { return nil }
        return (change, window)
    }
}

/// Asks for approvals, by the rules in force, as soon as a change that was accepted is planned and assessed and gets in nobody's
/// way. Off unless it is enabled: where people submit their changes themselves, it would be faster than they are.
public struct AssessedChangeAsksForApproval: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "assessed-change-asks-for-approval"
    /// The part of P18 that asks people.
    public let number = "P18b"
    public let version: UInt64 = 1
    public let summary =
        "When an accepted change is planned and assessed and gets in nobody's way, its approvals are asked for."
    public let isOnByDefault = false
    public let triggers = [ChangeImpactAssessed.type.name, ChangeAccepted.type.name]

    public init() {}

    public func mayReact(to event: ChangeEvent, in record: RecordedEvent) -> Bool {
        // What is accepted as it is assessed is looked at once.
        if case .accepted = event { record.commitCount == 1 } else { true }
    }

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard let change = cause.state, mayReact(to: cause.event, in: cause.record), change.type == .normal,
            change.state == .assess, change.plan.missing.isEmpty, change.assessment.impact != nil,
            change.assessment.conflicts.isEmpty
        else { return [] }
        return [Reaction(SubmitChange(), on: change.number.stream)]
    }
}
