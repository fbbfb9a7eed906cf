public import EventModel

/// Ends the suppression of an alert that lasts when the window of the change is over.
public struct AlertSuppressionEnds: TimerPolicy {
    public typealias Process = AlertProcess

    public let name = "alert-suppression-ends"
    public let number = "P21"
    public let version: UInt64 = 1
    public let summary = "When the window is over of a change that an alert was put down to, it is looked at again."
    public let isOnByDefault = true

    public init() {}

    /// Until when an alert that lasts is put down to a change.
    public struct Watch: DeadlineWatch {
        var until: Instant?
        public var cause: Position

        public static let schema = Schema(
            Field(1, "until", \Watch.until, "Until when it is put down to a change."),
            Field(2, "cause", \.cause, "The newest event."))
    }

    public static func fold(_ watch: inout Watch?, _ event: AlertEvent, _ record: RecordedEvent) {
        var next = watch ?? Watch(until: nil, cause: record.position)
        switch event {
        case .suppressed(let event): next.until = event.until
        case .raised, .cleared, .suppressionEnded, .incidentLogged: next.until = nil
        case .deduplicated, .correlated: break
        }
        watch = next
    }

    public static func waitsSince(_ watch: Watch) -> Instant? { watch.until }
    public static func dueAt(_ since: Instant, _: Facts, _: ZoneRules) -> Instant { since }
    public static var command: any Command { EndAlertSuppression() }
}

/// Ends the suppression of alerts that last when the work is over that they were put down to, before its window may be.
public struct EndedChangeEndsSuppressions: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "ended-change-ends-suppressions"
    /// P21, where the work is over before its window.
    public let number = "P21b"
    public let version: UInt64 = 1
    public let summary =
        "When the work on a change is over, alerts that were put down to it and last are looked at again."
    public let isOnByDefault = true
    public let triggers = [ChangeCompleted.type.name, BackoutCompleted.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<ChangeProcess>) -> [RecordSearch] {
        [cause.state.map { RecordSearch.alerts(putDownTo: $0.number) }].compactMap { $0 }
    }

    public func needs(_ cause: PolicyCause<ChangeProcess>) -> [StreamID] { cause.foundStreams }

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        cause.foundStreams.compactMap { cause.facts.alert(AlertID($0.key)) }
            .filter { $0.isRaised && $0.suppression?.change == cause.state?.number }
            .map { Reaction(EndAlertSuppression(), on: $0.id.stream, occurredAt: cause.record.occurredAt) }
    }
}
