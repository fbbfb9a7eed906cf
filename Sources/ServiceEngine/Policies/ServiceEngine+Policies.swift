import EventLog
public import EventModel
public import Processes

/// How a policy is doing.
public struct PolicyStatus: Sendable {
    public let policy: any Policy
    public let force: PolicyForce
    /// Commands of its that rules refused.
    public let refusedCount: UInt64
    /// How it gets on; nil at a past moment, of which the log keeps no such thing.
    public let progress: PolicyProgress?
}

/// How far a policy has got.
public struct PolicyProgress: Sendable {
    /// Its reactions to every event up to here are recorded, or wait.
    public let position: Position
    /// Commands of its that were recorded.
    public let firedCount: UInt64
    /// Causes to which it could not react; they are tried again.
    public let failures: [PolicyFailure]
}

/// A cause to which a policy could not react, for a reason that is no rule's.
public struct PolicyFailure: Sendable, Hashable {
    /// The policy's name.
    public let policy: String
    public let cause: Position
    public let attempts: UInt64
    public let nextAttemptAt: Instant
    public let problem: String
}

extension ServiceEngine {
    /// Lets policies react to everything that there is, and to what follows from that. Each cause counts once, whoever else
    /// calls this, and whatever crashes. Waits while another process does the same.
    ///
    /// - Throws: what the log says. What one command comes to is told by `policies`.
    public func settlePolicies() async throws(EngineError) {
        guard !options.readOnly else { return }
        try await PolicyRunner(self).settle()
    }

    /// Does what time does by itself: gives the commands of every deadline that has passed at `moment`, by default now, each
    /// once, as of when it was due. Call it as often as you like.
    ///
    /// One that fails holds up no other; it is tried again with later calls. Waits while another process does the same.
    /// - Throws: what the log says; what was done until then stays done.
    @discardableResult
    public func fireTimers(at moment: Instant? = nil) async throws(EngineError) -> TimerRound {
        guard !options.readOnly else { throw .append(.readOnly) }
        return try await PolicyRunner(self).fireTimers(at: moment ?? options.clock())
    }

    /// What waits for a timer that is in force, or did at a moment: the earliest first.
    public func deadlines(_ moment: Moment = .now) async throws(EngineError) -> [TimerRound.Item] {
        let (store, timers) = (store, timers)
        return try await dispatcher.onReader { () throws(EngineError) in
            let past = try MomentResolver(store: store).past(moment)
            let known = past ?? PastMoment(knownAt: Position(.max), asOf: nil)
            var items: [TimerRound.Item] = []
            for timer in timers {
                let record = try StreamLoader(store: store).record(of: timer.policy, at: known)
                guard case .inForce(let since) = record.force(of: timer.policy) else { continue }
                for deadline in try timer.all(at: past) where deadline.cause >= since {
                    items.append(TimerRound.Item(policy: timer.policy.name, deadline: deadline))
                }
            }
            return items.sorted { ($0.deadline.dueAt, $0.deadline.stream) < ($1.deadline.dueAt, $1.deadline.stream) }
        }
    }

    /// Every policy that this engine knows, in the order of the list: whether it is in force, or was at a moment.
    public func policies(_ moment: Moment = .now) async throws(EngineError) -> [PolicyStatus] {
        let (store, policies, folder) = (store, options.policies, policyFolder)
        return try await dispatcher.onReader { () throws(EngineError) in
            if let past = try MomentResolver(store: store).past(moment) {
                return try policies.map { policy throws(EngineError) in
                    PolicyStatus(policy, try StreamLoader(store: store).record(of: policy, at: past))
                }
            }
            let origin = store.identity.origin
            let ledger = folder.kept(PolicyLedger.self).flatMap { $0.origin == origin ? $0 : nil }
            let failures = folder.failures(in: origin)
            var statuses: [PolicyStatus] = []
            for policy in policies {
                let known = ledger?.rows.first { $0.name == policy.name } ?? PolicyRow(name: policy.name)
                let row = try StreamLoader(store: store).refreshed(known)
                statuses.append(PolicyStatus(policy, row, failures))
            }
            return statuses
        }
    }
}

extension PolicyStatus {
    init(_ policy: any Policy, _ row: PolicyRow, _ failures: [PolicyFailure]) {
        self.init(
            policy: policy, force: row.record.force(of: policy), refusedCount: row.record.refusalCount,
            progress: PolicyProgress(
                position: row.position, firedCount: row.firedCount,
                failures: failures.filter { $0.policy == policy.name }))
    }

    /// At a past moment.
    init(_ policy: any Policy, _ record: PolicyRecord) {
        self.init(
            policy: policy, force: record.force(of: policy), refusedCount: record.refusalCount, progress: nil)
    }
}

extension StreamLoader {
    /// What was said about a policy by a past moment.
    func record(of policy: any Policy, at moment: PastMoment) throws(EngineError) -> PolicyRecord {
        try load(policy.stream, in: PolicyProcess.self, through: moment.position, asOf: moment.asOf).state
    }
}

extension PolicyFolder {
    /// What waits for another attempt.
    func failures(in origin: String) -> [PolicyFailure] {
        let ledger = kept(PolicyLedger.self).flatMap { $0.origin == origin ? $0 : nil }
        let deferred = kept(DeferredTimers.self).flatMap { $0.origin == origin ? $0 : nil }
        return (ledger?.waiting ?? []).map { PolicyFailure($0) }
            + (deferred?.timers ?? []).compactMap { PolicyFailure($0) }
    }
}

extension PolicyFailure {
    init(_ waiting: WaitingCause) {
        self.init(
            policy: waiting.policy, cause: waiting.cause, attempts: waiting.attempts,
            nextAttemptAt: waiting.nextAttemptAt, problem: waiting.problem)
    }

    /// Nil where a rule refused it.
    init?(_ timer: DeferredTimer) {
        guard let nextAttemptAt = timer.nextAttemptAt else { return nil }
        self.init(
            policy: timer.policy, cause: timer.cause, attempts: timer.attempts, nextAttemptAt: nextAttemptAt,
            problem: "\(timer.stream), due \(timer.dueAt): \(timer.problem ?? "")")
    }
}
