public import EventModel

/// Says of the known errors that a change was to remove that it did, once it is closed and has ended well: those of its problem, and
/// those that it is linked to.
public struct ChangeFixesKnownErrors: ReactivePolicy {
    public typealias Process = ChangeProcess

    public let name = "change-fixes-known-errors"
    /// The second part of P27.
    public let number = "P27b"
    public let version: UInt64 = 1
    public let summary = "When a change is closed and has ended well, the known errors that it was to remove are fixed."
    public let isOnByDefault = true
    public let triggers = [ChangeClosed.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<ChangeProcess>) -> [RecordSearch] {
        guard let change = cause.state else { return [] }
        return [.knownErrorsOf(problem: change.problem.map { ProblemNumber($0.rawValue) }, change: change.number)]
    }

    public func needs(_ cause: PolicyCause<ChangeProcess>) -> [StreamID] {
        [cause.record.stream] + cause.foundStreams
    }

    public func reactions(to cause: PolicyCause<ChangeProcess>) -> [Reaction] {
        guard let change = cause.state else { return [] }
        let code = ReferenceCode(change.number.rawValue)
        guard cause.facts.changeEnd(of: code)?.isSuccessful == true else { return [] }
        return cause.foundStreams.compactMap { cause.facts.knownError(KnownErrorNumber($0.key)) }
            .filter { error in
                error.state == .verified && error.fixedBy == nil
                    && (error.changes.contains(code)
                        || error.problem != nil && error.problem?.rawValue == change.problem?.rawValue)
            }
            .sorted { $0.number < $1.number }
            .map { error in
                let at = max(cause.record.occurredAt, error.lastChangeAt)
                return Reaction(MarkKnownErrorFixed(by: code), on: error.number.stream, occurredAt: at)
            }
    }
}

/// Says of a known error that was taken to be removed that it is back, once an incident is matched with it that was noticed later.
public struct IncidentBringsKnownErrorBack: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "incident-brings-known-error-back"
    /// What ends the quiet period of P27.
    public let number = "P27c"
    public let version: UInt64 = 1
    public let summary = "When an incident is matched with a known error that was fixed before it, the error is back."
    public let isOnByDefault = true
    public let triggers = [KnownErrorMatched.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] {
        guard case .knownErrorMatched(let event) = cause.event else { return [] }
        return [KnownErrorNumber(event.knownError.rawValue).stream]
    }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard case .knownErrorMatched(let event) = cause.event, let incident = cause.state,
            let error = cause.facts.knownError(KnownErrorNumber(event.knownError.rawValue)), error.closedAt == nil,
            let fixedAt = error.fixedAt, incident.times.detectedAt > fixedAt
        else { return [] }
        return [Reaction(NoteKnownErrorRecurrence(in: incident.number), on: error.number.stream)]
    }
}

/// Closes a known error that a change removed, when nothing was seen of it for four weeks.
public struct QuietKnownErrorCloses: TimerPolicy {
    public typealias Process = KnownErrorProcess

    public let name = "quiet-known-error-closes"
    /// The third part of P27.
    public let number = "P27d"
    public let version: UInt64 = 1
    public let summary = "When nothing was seen for 28 days of a known error that a change removed, it is closed."
    public let isOnByDefault = true

    static let quietDays: Int64 = 28

    public init() {}

    /// Since when an error is removed, as far as one can see.
    public struct Watch: DeadlineWatch {
        var fixedAt: Instant?
        var isClosed: Bool
        public var cause: Position

        public static let schema = Schema(
            Field(1, "fixedAt", \Watch.fixedAt, "Since when it is removed, as far as one can see."),
            Field(2, "isClosed", \.isClosed, "Whether it is closed."),
            Field(3, "cause", \.cause, "The newest event."))
    }

    public static func fold(_ watch: inout Watch?, _ event: KnownErrorEvent, _ record: RecordedEvent) {
        var next = watch ?? Watch(fixedAt: nil, isClosed: false, cause: record.position)
        switch event {
        case .fixed: next.fixedAt = record.occurredAt
        case .recurred: next.fixedAt = nil
        case .closed: next.isClosed = true
        case .recorded, .verified, .published, .withdrawn, .accepted, .linkedToChange: break
        }
        watch = next
    }

    public static func waitsSince(_ watch: Watch) -> Instant? { watch.isClosed ? nil : watch.fixedAt }
    public static func dueAt(_ since: Instant, _: Facts, _: ZoneRules) -> Instant {
        since.advanced(byMicros: quietDays * Instant.microsPerDay)
    }
    public static var command: any Command {
        CloseKnownError(reason: "Nothing was seen of it for \(quietDays) days after the change that removed it.")
    }
}
