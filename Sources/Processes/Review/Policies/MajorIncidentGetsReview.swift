public import EventModel

/// Schedules the review of every major incident: those who led and did the work look at it together.
public struct MajorIncidentGetsReview: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "major-incident-gets-review"
    /// The part of P8 that schedules the review.
    public let number = "P8c"
    public let version: UInt64 = 1
    public let summary = "When an incident is declared major, its review is due in five business days."
    public let isOnByDefault = true
    public let triggers = [MajorIncidentDeclared.type.name]

    /// As long as for the review of a change: no design says another.
    static let businessDays: Int64 = 5

    public init() {}

    public func searches(_ cause: PolicyCause<IncidentProcess>) -> [RecordSearch] {
        [cause.state.map { RecordSearch.reviews(of: $0.number) }].compactMap { $0 }
    }

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] { cause.foundStreams }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let incident = cause.state, let major = incident.major, !isScheduled(cause) else { return [] }
        let at = cause.record.occurredAt
        let review = ReviewScheduled(
            .majorIncident, attendees: [major.manager, incident.assignment.person].compactMap { $0 },
            dueAt: BusinessDays.end(ofDay: Self.businessDays, after: at, in: cause.zone), incident: incident.number)
        return [Reaction(ScheduleReview(review), on: nil, occurredAt: at)]
    }

    /// Stood down and declared again before anybody met: one review looks at both.
    private func isScheduled(_ cause: PolicyCause<IncidentProcess>) -> Bool {
        cause.foundStreams.compactMap { cause.facts.review(ReviewNumber($0.key)) }
            .contains { $0.state == .scheduled && $0.scheduled.incident == cause.state?.number }
    }
}
