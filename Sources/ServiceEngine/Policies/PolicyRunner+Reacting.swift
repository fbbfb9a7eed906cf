import EventLog
import EventModel
import Processes

extension PolicyRunner {
    /// Reacts to the causes in order, and judges as many of them on one visit to a reader's thread as nothing follows from.
    func react(to causes: [RecordedEvent], _ book: inout PolicyBook) async throws(EngineError) {
        var cases = cases(of: causes, book)[...]
        while !cases.isEmpty {
            let (judge, waiting) = (judge, cases)
            let sitting = try await dispatcher.onReader { () throws(EngineError) in judge.sit(over: waiting) }
            let judged = cases.prefix(sitting.judgedCount)
            cases = cases.dropFirst(sitting.judgedCount)
            guard let last = judged.last, let outcome = sitting.outcome else { continue }
            do {
                book.count(try await carryOut(try outcome.get(), last, book), of: last.policy)
            } catch {
                try fail(last.policy, last.cause.position, error, &book)
            }
        }
    }

    /// What policies have to look at, in the order of the log.
    private func cases(of causes: [RecordedEvent], _ book: PolicyBook) -> [PolicyCase] {
        causes.flatMap { cause in
            (reactive[cause.type] ?? []).filter { book.mustReact($0, to: cause) }.map {
                PolicyCase(policy: $0, cause: cause)
            }
        }
    }

    /// What follows from one event by `policy`, recorded.
    func react(
        _ policy: any ReactivePolicy, toEventAt position: Position, _ book: PolicyBook
    ) async throws(EngineError) -> [FiringOutcome] {
        let (judge, store) = (judge, store)
        let (cause, verdict) = try await dispatcher.onReader { () throws(EngineError) in
            let record = try judge.record(at: position)
            var known = CommitKnowledge(store, at: record.commitEnd)
            return (record, try judge.verdict(of: policy, on: record, &known))
        }
        return try await carryOut(verdict, PolicyCase(policy: policy, cause: cause), book)
    }

    /// Records what follows from a case.
    func carryOut(
        _ verdict: PolicyVerdict, _ each: PolicyCase, _ book: PolicyBook
    ) async throws(EngineError) -> [FiringOutcome] {
        if verdict.reactions.isEmpty { return [] }
        let policy = each.policy
        if case .none = book.row(policy).record.word { try await adopt(policy, since: .first) }
        var outcomes: [FiringOutcome] = []
        for reaction in verdict.reactions {
            let firing = PolicyFiring(policy, cause: each.cause, reaction)
            let outcome = if let loop = verdict.loop { try await refuse(firing, loop) } else { try await fire(firing) }
            outcomes.append(outcome)
        }
        return outcomes
    }
}
