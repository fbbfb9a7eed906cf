import EventModel
import Processes

// What a runner of policies remembers between two passes. Nothing depends on it: what a policy did is known by its command
// ids in the log, so that a ledger that is lost, damaged or of another log costs the time to look at every cause again.
//
//     <models>/policies/ledger    0             n        n + 8
//                                 ├─────────────┼────────┤
//                                 │ PolicyLedger│checksum│   a message, then the XXH3-64 of its bytes, big-endian;
//                                 └─────────────┴────────┘   replaced as a whole
//     <models>/policies/timers    the same with DeferredTimers
//     <models>/policies/lock      held (flock) by whoever runs policies

struct PolicyLedger: Sendable, Hashable {
    /// The log.
    var origin: String
    /// Up to here every cause was looked at, and the commit of that event: a log that was restored has another there.
    var position: Position
    var commandID: CommandID?
    var rows: [PolicyRow] = []
    /// Causes whose commands failed, and are tried again.
    var waiting: [WaitingCause] = []

    init(origin: String, position: Position = .zero, commandID: CommandID? = nil) {
        self.origin = origin
        self.position = position
        self.commandID = commandID
    }
}

/// What is known of one policy.
struct PolicyRow: Sendable, Hashable {
    let name: String
    /// Its reactions to every cause up to here are recorded, or wait.
    var position: Position
    /// The events of its stream that `record` was folded from.
    var streamVersion: UInt64
    var record: PolicyRecord
    /// Commands that were recorded.
    var firedCount: UInt64

    init(name: String) {
        (self.name, position, streamVersion, record, firedCount) = (name, .zero, 0, PolicyRecord(), 0)
    }
}

/// A cause to which a policy could not react, for a reason that is no rule's.
struct WaitingCause: Sendable, Hashable {
    let policy: String
    let cause: Position
    var attempts: UInt64
    var nextAttemptAt: Instant
    var problem: String

    mutating func failed(_ problem: String, at now: Instant) {
        attempts += 1
        self.problem = problem
        nextAttemptAt = now.advanced(byMicros: backOffMicros(after: attempts))
    }
}

/// How long nobody tries again: a second after the first attempt, twice as long after each further one, at most an hour.
func backOffMicros(after attempts: UInt64) -> Int64 {
    min(3600, Int64(1) << Int64(min(attempts - 1, 12))) * Instant.microsPerSecond
}

extension PolicyLedger: KeptMessage {
    static let file = "ledger"
    static let schema = Schema(
        Field(1, "origin", \PolicyLedger.origin, "The log."),
        Field(2, "position", \.position, "Up to here every cause was looked at."),
        Field(3, "commandID", \.commandID, "The commit of the event there."),
        Field(4, "rows", \.rows, "A row a policy."),
        Field(5, "waiting", \.waiting, "Causes that are tried again."),
        make: { origin, position, commandID, rows, waiting in
            var ledger = PolicyLedger(origin: origin, position: position, commandID: commandID)
            (ledger.rows, ledger.waiting) = (rows, waiting)
            return ledger
        })
}

extension PolicyRow: WireMessage {
    static let schema = Schema(
        Field(1, "name", \PolicyRow.name, "The policy."),
        Field(2, "position", \.position, "Up to here it has reacted."),
        Field(3, "streamVersion", \.streamVersion, "The events of its stream that the rest was folded from."),
        Field(4, "isDisabled", of: { $0.isDisabled }, "Whether it was disabled."),
        Field(5, "version", of: { $0.enabled?.version }, "The version enabled."),
        Field(6, "since", of: { $0.enabled?.since }, "Since when."),
        Field(7, "refusalCount", \.record.refusalCount, "How often it was refused something."),
        Field(8, "firedCount", \.firedCount, "How many commands it had recorded."),
        make: { name, position, streamVersion, isDisabled, version, since, refusalCount, firedCount in
            var row = PolicyRow(name: name)
            (row.position, row.streamVersion, row.firedCount) = (position, streamVersion, firedCount)
            row.record.refusalCount = refusalCount
            if isDisabled { row.record.word = .disabled }
            if let version, let since { row.record.word = .enabled(version: version, since: since) }
            return row
        })

    private var isDisabled: Bool { record.word == .disabled }
    private var enabled: (version: UInt64, since: Position)? {
        if case .enabled(let version, let since) = record.word { (version, since) } else { nil }
    }
}

extension WaitingCause: WireMessage {
    static let schema = Schema(
        Field(1, "policy", \WaitingCause.policy, "Which policy."),
        Field(2, "cause", \.cause, "The event to react to."),
        Field(3, "attempts", \.attempts, "How often it was tried."),
        Field(4, "nextAttemptAt", \.nextAttemptAt, "When it is tried again."),
        Field(5, "problem", \.problem, "What went wrong last."))
}
