import EventModel
import Processes

/// The key figures of changes, collected row by row. Exact.
struct ChangeFigureCollector {
    let period: Period
    let asOf: Instant
    let rules: ChangeFigureRules
    /// When incidents of which people confirmed that the change caused them were noticed.
    let harms: [ChangeNumber: [Instant]]

    private(set) var reviewed = ShareTally()
    private(set) var failed = ShareTally()
    private(set) var outcomes: [ChangeOutcome: Int64] = [:]
    private(set) var harmed: Int64 = 0
    /// Reviewed changes of which incidents may yet be noticed in time.
    private(set) var unsettled: Int64 = 0
    private(set) var emergencies = ShareTally()
    private(set) var onTime = ShareTally()
    private(set) var leadTimes: [ChangeType: DurationTally] = [:]
    private(set) var latency = DurationTally()
    /// The same by the advisory board that was asked.
    private(set) var latencyByBoard: [ReferenceCode?: DurationTally] = [:]

    init(period: Period, asOf: Instant, rules: ChangeFigureRules, harms: [ChangeNumber: [Instant]]) {
        (self.period, self.asOf, self.rules, self.harms) = (period, asOf, rules, harms)
    }

    mutating func add(_ change: Change) {
        if let review = change.review, period.contains(change.reviewedAt) { add(review, of: change) }
        addLatency(of: change.approval)
        guard let actual = change.work.actual, period.contains(actual.to) else { return }
        emergencies.add(change.type == .emergency)
        onTime.add(!change.work.isOutOfWindow && !change.overran)
        if !change.work.isBackedOut {
            leadTimes[change.type, default: DurationTally()].add(from: change.requestedAt, to: actual.to)
        }
    }

    private mutating func addLatency(of approval: Change.Approval) {
        guard let request = approval.request, let askedAt = approval.requestedAt,
            let authorisedAt = approval.authorisedAt, period.contains(authorisedAt)
        else { return }
        latency.add(from: askedAt, to: authorisedAt)
        latencyByBoard[request.board, default: DurationTally()].add(from: askedAt, to: authorisedAt)
    }

    private mutating func add(_ review: ChangeReviewed, of change: Change) {
        let hasHarmed = hasHarmed(change)
        let isInside = !change.work.isOutOfWindow && !change.overran
        let hasFailed =
            change.work.isBackedOut || change.work.failure != nil || review.outcome == .failed
            || review.outcome == .backedOut
        reviewed.add(review.outcome == .successful && !change.work.isBackedOut && !hasHarmed && isInside)
        failed.add(hasFailed || hasHarmed)
        outcomes[review.outcome, default: 0] += 1
        if hasHarmed { harmed += 1 }
        if let end = settledAt(change), end > asOf { unsettled += 1 }
    }

    private func settledAt(_ change: Change) -> Instant? {
        change.work.actual?.to.advanced(byMicros: rules.harmHours * Instant.microsPerHour)
    }

    private func hasHarmed(_ change: Change) -> Bool {
        guard let startedAt = change.work.startedAt, let end = settledAt(change) else { return false }
        return (harms[change.number] ?? []).contains { startedAt <= $0 && $0 <= end }
    }
}
