public import EventModel

/// Counts against a template each change made by it that failed, so that the rules suspend it after some of them.
public struct TemplateFailures: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "template-failures"
    public let number = "B15.1"
    public let version: UInt64 = 1
    public let summary =
        "When a standard change fails, or turns out to have in its review, that counts against its template."
    public let isOnByDefault = true
    public let triggers = [ChangeFailed.type.name, ChangeReviewed.type.name]

    public init() {}

    public func mayReact(to event: ChangeEvent, in _: RecordedEvent) -> Bool {
        switch event {
        case .failed: true
        case .reviewed(let event): event.outcome == .failed || event.outcome == .backedOut
        case .requested, .accepted, .rejected, .prioritised, .planned, .scopeChanged, .impactAssessed, .riskScored,
            .conflictDetected, .conflictCleared, .approvalRequested, .approvalGiven, .approvalRefused,
            .approvalDelegated, .approvalExpired, .approvalInvalidated, .authorised, .refused, .scheduled, .rescheduled,
            .taskAssigned, .taskCompleted, .started, .startedOutOfWindow, .completed, .recoveryDecided, .backoutStarted,
            .backoutCompleted, .reviewScheduled, .closed, .cancelled:
            false
        }
    }

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard mayReact(to: cause.event, in: cause.record), let change = cause.state, let template = change.template,
            let version = change.templateVersion
        else { return [] }
        return [
            Reaction(
                RecordTemplateFailure(of: change.number, version: version), on: ChangeTemplate.stream(of: template),
                occurredAt: cause.record.occurredAt)
        ]
    }
}
