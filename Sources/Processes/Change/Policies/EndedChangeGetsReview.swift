import EventModel

/// Schedules the review after the fact of what may not be closed without one, as soon as the work is over: an emergency, what
/// failed or was backed out, what was made out of its window.
public struct EndedChangeGetsReview: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "ended-change-gets-review"
    public let number = "P26"
    public let version: UInt64 = 1
    public let summary =
        "When an emergency, a failed change or one out of its window is over, its review is due in five business days."
    public let isOnByDefault = true
    public let triggers = [ChangeCompleted.type.name, BackoutCompleted.type.name]

    static let businessDays: Int64 = 5

    public init() {}

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard let change = cause.state, change.state == .review, change.needsReview, change.review == nil else {
            return []
        }
        let at = cause.record.occurredAt
        let dueAt = BusinessDays.end(ofDay: Self.businessDays, after: at, in: cause.zone)
        return [Reaction(ScheduleChangeReview(dueAt: dueAt), on: change.number.stream, occurredAt: at)]
    }
}
