public import EventModel

/// Ends the wait for approvals when too few came in time: the change is submitted anew, or given up.
public struct ApprovalExpiry: TimerPolicy {
    public typealias Process = ChangeProcess

    public let name = "approval-expiry"
    public let number = "B15.2"
    public let version: UInt64 = 1
    public let summary = "When too few people approved a change in time, its approvals expire."
    public let isOnByDefault = true

    public init() {}

    /// Whether a change waits for approvals, and until when.
    public struct Watch: DeadlineWatch {
        var isWaiting: Bool
        var expiresAt: Instant
        /// Of an emergency: how long after its start it may be approved.
        var retrospectiveHours: Int64?
        var startedAt: Instant?
        /// What happened last: nothing expires before it.
        var lastAt: Instant
        public var cause: Position

        public static let schema = Schema(
            Field(1, "isWaiting", \Watch.isWaiting, "Whether it waits for approvals."),
            Field(2, "expiresAt", \.expiresAt, "Until when."),
            Field(3, "retrospectiveHours", \.retrospectiveHours, "How long after its start it may be approved."),
            Field(4, "startedAt", \.startedAt, "When it was started."),
            Field(5, "lastAt", \.lastAt, "When something last happened to it."),
            Field(6, "cause", \.cause, "The newest event."))
    }

    public static func fold(_ watch: inout Watch?, _ event: ChangeEvent, _ record: RecordedEvent) {
        let at = record.occurredAt
        var next = watch ?? Watch(isWaiting: false, expiresAt: at, lastAt: at, cause: record.position)
        next.lastAt = max(next.lastAt, at)
        switch event {
        case .approvalRequested(let event):
            (next.isWaiting, next.expiresAt, next.retrospectiveHours) = (
                true, event.expiresAt, event.retrospectiveHours
            )
        case .authorised, .approvalRefused, .approvalExpired, .approvalInvalidated, .rejected, .refused, .cancelled,
            .closed:
            next.isWaiting = false
        case .started, .startedOutOfWindow: next.startedAt = at
        case .requested, .accepted, .prioritised, .planned, .scopeChanged, .impactAssessed, .riskScored,
            .conflictDetected, .conflictCleared, .approvalGiven, .approvalDelegated, .scheduled, .rescheduled,
            .taskAssigned, .taskCompleted, .completed, .failed, .recoveryDecided, .backoutStarted, .backoutCompleted,
            .reviewScheduled, .reviewed:
            break
        }
        watch = next
    }

    /// Each change has its own term: it "waits" since that has passed.
    public static func waitsSince(_ watch: Watch) -> Instant? {
        guard watch.isWaiting else { return nil }
        var due = watch.expiresAt
        if let startedAt = watch.startedAt, let hours = watch.retrospectiveHours {
            due = min(due, startedAt.advanced(byMicros: hours * Instant.microsPerHour))
        }
        return max(due, watch.lastAt)
    }
    public static func dueAt(_ since: Instant, _: Facts, _: ZoneRules) -> Instant { since }
    public static var command: any Command { ExpireApproval() }
}
