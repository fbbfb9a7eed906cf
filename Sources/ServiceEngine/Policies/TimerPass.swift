import EventModel
import Processes
public import ReadModels

/// What came of the deadlines that had passed.
public struct TimerRound: Sendable {
    /// One deadline, and whose it was.
    public struct Item: Sendable, Hashable {
        /// The timer's name.
        public let policy: String
        public let deadline: Deadline
    }
    /// Done now, as of when they were due.
    public fileprivate(set) var fired: [Item] = []
    /// Refused by a rule, as by somebody who was faster.
    public fileprivate(set) var refused: [Item] = []
    /// Put off for another reason, which `ServiceEngine.policies` tells.
    public fileprivate(set) var failed: [Item] = []
    /// Timers whose deadlines cannot be read, and why.
    public fileprivate(set) var stopped: [(policy: String, problem: EngineError)] = []
}

/// A pass over the deadlines that have passed: which ones it is to look at, and what came of them.
struct TimerPass: Sendable {
    let moment: Instant
    private(set) var result = TimerRound()
    private let origin: String
    private var deferred: [Key: DeferredTimer]
    /// The due times of what was fired, by timer and stream.
    private var firedAt: [Key: Instant] = [:]
    private var hasChanged = false

    private struct Key: Hashable {
        let policy: String
        let stream: StreamID
    }

    init(moment: Instant, deferred: DeferredTimers) {
        self.moment = moment
        origin = deferred.origin
        self.deferred = Dictionary(deferred.timers.map { (Key(policy: $0.policy, stream: $0.stream), $0) }) { $1 }
    }

    /// Those of `passed` that it is time for: all that were never tried, or where `retrying` those that failed before.
    mutating func due(of passed: [Deadline], _ policy: any Policy, now: Instant, retrying: Bool) -> [Deadline] {
        passed.filter { deadline in
            let key = Key(policy: policy.name, stream: deadline.stream)
            if let deferred = deferred[key], deferred.deadline == deadline {
                return retrying && deferred.nextAttemptAt.map { $0 <= now } ?? false
            }
            if let firedAt = firedAt[key], firedAt >= deadline.dueAt {
                // Otherwise it would go on for ever.
                postpone(deadline, policy, "its command left the deadline where it was", now: now)
                return false
            }
            return !retrying
        }
    }

    mutating func settle(_ deadline: Deadline, _ policy: any Policy, _ outcome: FiringOutcome) {
        let key = Key(policy: policy.name, stream: deadline.stream)
        let item = TimerRound.Item(policy: policy.name, deadline: deadline)
        switch outcome {
        case .fired:
            result.fired.append(item)
            firedAt[key] = deadline.dueAt
            if deferred.removeValue(forKey: key) != nil { hasChanged = true }
        case .refused, .failed:
            result.refused.append(item)
            deferred[key] = DeferredTimer(policy.name, deadline, attempts: 1, nextAttemptAt: nil, problem: nil)
            hasChanged = true
        }
    }

    mutating func postpone(_ deadline: Deadline, _ policy: any Policy, _ problem: String, now: Instant) {
        let key = Key(policy: policy.name, stream: deadline.stream)
        let attempts = (deferred[key].flatMap { $0.deadline == deadline ? $0.attempts : nil } ?? 0) + 1
        result.failed.append(TimerRound.Item(policy: policy.name, deadline: deadline))
        deferred[key] = DeferredTimer(
            policy.name, deadline, attempts: attempts,
            nextAttemptAt: now.advanced(byMicros: backOffMicros(after: attempts)),
            problem: problem)
        hasChanged = true
    }

    mutating func stop(_ policy: any Policy, _ problem: EngineError) {
        result.stopped.append((policy.name, problem))
    }

    /// What was deferred of a stream that has changed since waits no longer.
    mutating func forgetOthers(than passed: [Deadline], _ policy: any Policy) {
        let known = Set(passed)
        for (key, timer) in deferred where key.policy == policy.name && !known.contains(timer.deadline) {
            deferred[key] = nil
            hasChanged = true
        }
    }

    /// What is deferred now; nil where that is as before.
    func toKeep() -> DeferredTimers? {
        guard hasChanged else { return nil }
        var kept = DeferredTimers(origin: origin)
        kept.timers = deferred.values.sorted { ($0.policy, $0.dueAt, $0.stream) < ($1.policy, $1.dueAt, $1.stream) }
        return kept
    }
}
