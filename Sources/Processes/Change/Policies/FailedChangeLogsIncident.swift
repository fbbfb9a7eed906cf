public import EventModel

/// Logs an incident for a change that failed, with the change as its cause. What is done about it, back out or fix forward, a person
/// decides.
public struct FailedChangeLogsIncident: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "failed-change-logs-incident"
    public let number = "P24"
    public let version: UInt64 = 1
    public let summary = "When a change fails, an incident is logged with the change as its cause."
    public let isOnByDefault = true
    public let triggers = [ChangeFailed.type.name]

    public init() {}

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard case .failed(let event) = cause.event, let change = cause.state else { return [] }
        let at = cause.record.occurredAt
        let command = LogIncident(
            title: "\(change.number) failed: \(event.reason)", urgency: .high, source: .alert, detectedAt: at,
            service: change.service, ci: change.scope.cis.first, change: ReferenceCode(change.number.rawValue))
        return [Reaction(command, on: nil, occurredAt: at)]
    }
}

/// Resolves the problem that a change was to remove, once that is closed and has ended well.
public struct ChangeResolvesProblem: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "change-resolves-problem"
    public let number = "P27"
    public let version: UInt64 = 1
    public let summary = "When a change of a problem is closed and has ended well, the problem is resolved by it."
    public let isOnByDefault = true
    public let triggers = [ChangeClosed.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<ChangeProcess>) -> [StreamID] {
        guard let change = cause.state, let problem = change.problem else { return [] }
        return [ProblemNumber(problem.rawValue).stream, change.number.stream]
    }

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard let change = cause.state, let code = change.problem,
            let problem = cause.facts.problem(ProblemNumber(code.rawValue)), problem.state.isOpen,
            cause.facts.changeEnd(of: ReferenceCode(change.number.rawValue))?.isSuccessful == true
        else { return [] }
        let command = ResolveProblem(by: .change(ReferenceCode(change.number.rawValue)))
        return [Reaction(command, on: problem.number.stream, occurredAt: cause.record.occurredAt)]
    }
}
