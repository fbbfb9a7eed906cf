public import EventModel

/// Closes a resolved incident of which nothing was heard for as many business days as the rules in force ask for.
///
/// What was imported could not be spoken about here before: silence counts from its import on.
public struct AutoClose: TimerPolicy {
    public typealias Process = IncidentProcess

    public let name = "auto-close"
    public let number = "P13"
    public let version: UInt64 = 1
    public let summary = "When nothing was heard of a resolved incident for some business days, it is closed."
    public let isOnByDefault = true
    public let heedsImports = true

    public init() {}

    /// Whether an incident is resolved, and its last word.
    public struct Watch: DeadlineWatch {
        public enum Phase: Int32, WireEnum {
            case other = 1
            case resolved = 2
            /// Merged while it was resolved: that is what it comes back to.
            case mergedResolved = 3
        }
        var phase: Phase
        /// When something last happened, or was imported.
        var lastWordAt: Instant
        public var cause: Position

        public static let schema = Schema(
            Field(1, "phase", \Watch.phase, "Whether it is resolved."),
            Field(2, "lastWordAt", \.lastWordAt, "When something last happened, or was imported."),
            Field(3, "cause", \.cause, "The newest event."))
    }

    public static func fold(_ watch: inout Watch?, _ event: IncidentEvent, _ record: RecordedEvent) {
        let saidAt = record.actor.kind == .import ? record.recordedAt : record.occurredAt
        watch = Watch(
            phase: event.phase(after: watch?.phase ?? .other, in: record.stream),
            lastWordAt: max(watch?.lastWordAt ?? saidAt, saidAt), cause: watch?.cause ?? record.position)
    }

    public static func waitsSince(_ watch: Watch) -> Instant? { watch.phase == .resolved ? watch.lastWordAt : nil }
    public static let needs = [IncidentRules.stream]
    public static func dueAt(_ since: Instant, _ facts: Facts, _ zone: ZoneRules) -> Instant {
        BusinessDays.end(ofDay: facts.incidentRules.autoCloseBusinessDays, after: since, in: zone)
    }
    public static var command: any Command { CloseIncident(mode: .auto) }
}

extension IncidentEvent {
    /// What `Incident` makes of its state, as far as it matters here.
    fileprivate func phase(after phase: AutoClose.Watch.Phase, in stream: StreamID) -> AutoClose.Watch.Phase {
        switch self {
        case .resolved: .resolved
        case .workStarted, .pended, .closed, .reopened, .cancelled: .other
        case .sourceStateRecorded(let event): event.state.map { $0 == .resolved ? .resolved : .other } ?? phase
        case .merged(let event) where event.absorbed.stream == stream:
            phase == .resolved ? .mergedResolved : .other
        case .unmerged(let event) where event.absorbed.stream == stream && phase == .mergedResolved: .resolved
        case .logged, .categorised, .prioritised, .priorityOverridden, .majorDeclared, .majorStoodDown, .assigned,
            .reassigned, .acknowledged, .escalated, .supplierEngaged, .supplierResponded, .resumed, .diagnosed,
            .workLogged, .knownErrorMatched, .workaroundApplied, .commented, .ciLinked, .cisComputed, .linked,
            .changeCauseSuggested,
            .changeCauseConfirmed, .changeCauseRejected, .parentProposed, .majorProposed, .resolutionProposed,
            .resolutionProposalWithdrawn, .parentSet,
            .parentRemoved, .childrenResolved, .merged,
            .unmerged:
            phase
        }
    }
}
