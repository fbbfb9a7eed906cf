import EventLog
import EventModel
import Processes

/// A pass's copy of the ledger: which policies are in force, how far each has got, what has come of it.
struct PolicyBook: Sendable {
    private(set) var ledger: PolicyLedger
    private let policies: [any Policy]
    private var rows: [String: PolicyRow]
    private var hasChanged = false
    private var slicesSinceKept = 0

    init(ledger: PolicyLedger, policies: [any Policy]) {
        self.ledger = ledger
        self.policies = policies
        rows = Dictionary(ledger.rows.map { ($0.name, $0) }) { first, _ in first }
    }

    func row(_ policy: any Policy) -> PolicyRow { rows[policy.name] ?? PolicyRow(name: policy.name) }

    /// The first event that `policy` has still to look at is the one after this; nil where it looks at none.
    private func reached(_ policy: any Policy) -> Position? {
        let row = row(policy)
        guard case .inForce(let since) = row.record.force(of: policy) else { return nil }
        return max(row.position, Position(max(since.rawValue, 1) - 1))
    }

    /// The last event that nobody has to look at any more.
    var start: Position { policies.compactMap(reached).min() ?? ledger.position }

    func isInForce(_ policy: any Policy, at cause: Position) -> Bool {
        guard case .inForce(let since) = row(policy).record.force(of: policy) else { return false }
        return cause >= since
    }

    func mustReact(_ policy: any Policy, to record: RecordedEvent) -> Bool {
        guard let reached = reached(policy), record.position > reached else { return false }
        return record.actor.kind != .import || policy.heedsImports
    }

    mutating func advance(to last: RecordedEvent) {
        for policy in policies {
            var row = row(policy)
            row.position = max(row.position, last.position)
            rows[policy.name] = row
        }
        (ledger.position, ledger.commandID) = (last.position, last.commandID)
        slicesSinceKept += 1
        hasChanged = true
    }

    mutating func count(_ outcomes: [FiringOutcome], of policy: any Policy) {
        var row = row(policy)
        row.firedCount += UInt64(outcomes.count { $0 == .fired })
        rows[policy.name] = row
        hasChanged = hasChanged || !outcomes.isEmpty
    }

    mutating func postpone(_ policy: any Policy, _ cause: Position, _ problem: String, at now: Instant) {
        let index = ledger.waiting.firstIndex { $0.policy == policy.name && $0.cause == cause }
        var waiting =
            index.map { ledger.waiting.remove(at: $0) }
            ?? WaitingCause(policy: policy.name, cause: cause, attempts: 0, nextAttemptAt: now, problem: problem)
        waiting.failed(problem, at: now)
        ledger.waiting.append(waiting)
        hasChanged = true
    }

    mutating func forget(_ waiting: WaitingCause) {
        ledger.waiting.removeAll { $0.policy == waiting.policy && $0.cause == waiting.cause }
        hasChanged = true
    }

    /// Whether so much was looked at that losing it would be a pity.
    var isWorthKeeping: Bool { slicesSinceKept >= 16 }

    /// The ledger with everything that the pass has brought; nil where that is nothing.
    mutating func toKeep() -> PolicyLedger? {
        guard hasChanged else { return nil }
        (hasChanged, slicesSinceKept) = (false, 0)
        ledger.rows = policies.map(row)
        return ledger
    }
}

extension PolicyBook {
    /// Brings what the log says about the policies up to date.
    mutating func refresh(_ runner: PolicyRunner) async throws(EngineError) {
        let (store, known) = (runner.store, policies.map(row))
        let fresh = try await runner.dispatcher.onReader { () throws(EngineError) in
            var fresh: [PolicyRow] = []
            for row in known { fresh.append(try StreamLoader(store: store).refreshed(row)) }
            return fresh
        }
        for row in fresh { rows[row.name] = row }
    }

    /// Puts this release's versions in force in the place of older ones: each from where the older one stopped.
    mutating func adopt(_ runner: PolicyRunner) async throws(EngineError) {
        try await refresh(runner)
        for policy in policies {
            let row = row(policy)
            guard case .otherVersion(let version) = row.record.force(of: policy), version < policy.version else {
                continue
            }
            let head: Position
            do { head = try runner.store.head().position } catch { throw .log(error) }
            let reached = row.position > .zero ? row.position : head
            try await runner.adopt(policy, since: reached.next)
        }
        try await refresh(runner)
    }
}

extension StreamLoader {
    /// The row with what its policy's stream has got since.
    func refreshed(_ row: PolicyRow) throws(EngineError) -> PolicyRow {
        let stream = StreamID.policy(row.name)
        let records: [RecordedEvent]
        do {
            guard try store.version(of: stream) > row.streamVersion else { return row }
            records = try store.readStream(
                stream, fromVersion: row.streamVersion + 1, through: Position(.max))
        } catch {
            throw .log(error)
        }
        var row = row
        for record in records {
            for event in try decode(record, as: PolicyEvent.self) { PolicyProcess.evolve(&row.record, event, record) }
        }
        row.streamVersion = records.last?.version ?? row.streamVersion
        return row
    }
}
