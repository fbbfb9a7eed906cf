public import EventModel

/// What a command on a change leads to.
public typealias ChangeDecision = Decision<ChangeEvent>

/// A command on a change that is there. A change is told in the order of its events: nothing is reported before what is recorded
/// of it already.
public protocol ChangeCommand: Command where Process == ChangeProcess, Rejection == ChangeRejection {
    /// The events that follow for this change, or why there are none.
    func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision
}

extension ChangeCommand {
    public func decide(_ state: Change?, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        guard let change = state else { throw .notRequested(ChangeNumber(context.stream.key)) }
        guard context.occurredAt >= change.requestedAt else {
            throw .beforeRequest(occurredAt: context.occurredAt, requestedAt: change.requestedAt)
        }
        guard context.occurredAt >= change.lastChangeAt else {
            throw .beforeLastChange(occurredAt: context.occurredAt, since: change.lastChangeAt)
        }
        return try decide(change, context)
    }
}

extension Change {
    /// Refuses to go on in a state that `command` does not begin in.
    func mustBe(_ states: ChangeState..., to command: String) throws(ChangeRejection) {
        guard states.contains(state) else { throw .notAllowed(command: command, in: state, type) }
    }
}

extension DecisionContext {
    /// The reason given with the command, or with its envelope; a rejection where neither is there.
    func required(changeReason: String?) throws(ChangeRejection) -> String {
        guard let text = (changeReason ?? reason)?.nonEmpty else { throw .missing("the reason") }
        return text
    }

    /// Each item must be there, and not retired.
    func check(_ cis: [CIID]) throws(ChangeRejection) {
        for ci in cis {
            guard let item = facts.ci(ci) else { throw .unknownCI(ci) }
            if let survivor = item.mergedInto { throw .mergedCI(ci, into: survivor) }
            guard !item.isRetired else { throw .retiredCI(ci) }
        }
    }

    func check(_ window: ChangeWindow) throws(ChangeRejection) {
        guard window.from < window.to else { throw .windowEndsBeforeItBegins(window) }
    }
}
