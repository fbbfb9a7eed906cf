import EventModel
import ReadModels

/// Deadlines that have passed and whose command is not to be given now: refused, which is for good, or failed.
struct DeferredTimers: Sendable, Hashable {
    /// The log.
    var origin: String
    var timers: [DeferredTimer] = []

    init(origin: String) { self.origin = origin }
}

/// A deadline that is passed over. Another cause, or another due time, is another deadline.
struct DeferredTimer: Sendable, Hashable {
    let policy: String
    let stream: StreamID
    let cause: Position
    let dueAt: Instant
    var attempts: UInt64
    /// Nil where a rule refused it.
    var nextAttemptAt: Instant?
    var problem: String?

    init(_ policy: String, _ deadline: Deadline, attempts: UInt64, nextAttemptAt: Instant?, problem: String?) {
        self.policy = policy
        (stream, cause, dueAt) = (deadline.stream, deadline.cause, deadline.dueAt)
        (self.attempts, self.nextAttemptAt, self.problem) = (attempts, nextAttemptAt, problem)
    }

    var deadline: Deadline { Deadline(stream: stream, dueAt: dueAt, cause: cause) }
}

extension DeferredTimers: KeptMessage {
    static let file = "timers"
    static let schema = Schema(
        Field(1, "origin", \DeferredTimers.origin, "The log."), Field(2, "timers", \.timers, "Each of them."),
        make: { origin, timers in
            var deferred = DeferredTimers(origin: origin)
            deferred.timers = timers
            return deferred
        })
}

extension DeferredTimer: WireMessage {
    static let schema = Schema(
        Field(1, "policy", \DeferredTimer.policy, "Which timer."),
        Field(2, "stream", \.stream, "What it is about."),
        Field(3, "cause", \.cause, "The newest event of the stream."),
        Field(4, "dueAt", \.dueAt, "When it was due."),
        Field(5, "attempts", \.attempts, "How often it was tried."),
        Field(6, "nextAttemptAt", \.nextAttemptAt, "When it is tried again; absent where a rule refused it."),
        Field(7, "problem", \.problem, "What went wrong last."),
        make: {
            DeferredTimer(
                $0, Deadline(stream: $1, dueAt: $3, cause: $2), attempts: $4, nextAttemptAt: $5, problem: $6)
        })
}
