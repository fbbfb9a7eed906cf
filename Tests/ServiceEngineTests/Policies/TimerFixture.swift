import EventModel
import Processes
import TestSupport

/// Comments on whatever has been open and silent for a week.
struct Reminder: TimerPolicy {
    typealias Process = IncidentProcess
    let name = "reminder"
    let number = "P0"
    let version: UInt64 = 1
    let summary = "When nothing was heard of an open incident for a week, somebody is reminded."
    let isOnByDefault = true

    struct Watch: DeadlineWatch {
        var isOpen: Bool
        var lastWordAt: Instant
        var cause: Position
        static let schema = Schema(
            Field(1, "isOpen", \Watch.isOpen, "Whether it is open."),
            Field(2, "lastWordAt", \.lastWordAt, "When something last happened."),
            Field(3, "cause", \.cause, "The newest event."))
    }
    static func fold(_ watch: inout Watch?, _ event: IncidentEvent, _ record: RecordedEvent) {
        let isOver = if case .cancelled = event { true } else { false }
        watch = Watch(
            isOpen: !isOver && watch?.isOpen ?? true,
            lastWordAt: max(watch?.lastWordAt ?? .earliest, record.occurredAt),
            cause: record.position)
    }
    static func waitsSince(_ watch: Watch) -> Instant? { watch.isOpen ? watch.lastWordAt : nil }
    static func dueAt(_ since: Instant, _: Facts, _: ZoneRules) -> Instant { since.plus(days: 7) }
    static var command: any Command { AddComment(.private, text: "Still there?") }
}

/// Wants to close, a day after it was logged, what nobody has resolved: refused by the rules. And once more, as another name,
/// what its command leaves as it was.
struct HastyTimer: TimerPolicy {
    typealias Process = IncidentProcess
    let name = "hasty"
    let number = "P00"
    let version: UInt64 = 1
    let summary = "When an incident is a day old, it is closed."
    let isOnByDefault = true

    struct Watch: DeadlineWatch {
        var loggedAt: Instant
        var cause: Position
        static let schema = Schema(
            Field(1, "loggedAt", \Watch.loggedAt, "When it was logged."),
            Field(2, "cause", \.cause, "The newest event."))
    }
    static func fold(_ watch: inout Watch?, _ event: IncidentEvent, _ record: RecordedEvent) {
        watch = Watch(loggedAt: watch?.loggedAt ?? record.occurredAt, cause: record.position)
    }
    static func waitsSince(_ watch: Watch) -> Instant? { watch.loggedAt }
    static func dueAt(_ since: Instant, _: Facts, _: ZoneRules) -> Instant { since.plus(days: 1) }
    static var command: any Command { CloseIncident() }
}
