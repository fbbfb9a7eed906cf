import EventModel
import Processes

/// An event that a policy has to look at.
struct PolicyCase: Sendable {
    let policy: any ReactivePolicy
    let cause: RecordedEvent
}

/// What follows from a cause; nothing where there are no reactions.
struct PolicyVerdict: Sendable {
    let reactions: [Reaction]
    /// Why none of them is carried out; nil where all are.
    let loop: String?
}

/// How far one visit to a reader's thread got.
struct PolicySitting: Sendable {
    /// The cases that were judged. From all but the last of them nothing follows.
    var judgedCount = 0
    /// What the last of them came to; nil where nothing follows from it either.
    var outcome: Result<PolicyVerdict, EngineError>?
}

extension PolicyJudge {
    /// Judges the cases in order, up to the first that something follows from, or that fails: what a policy records, searches of
    /// the cases after it find. Ends with the case in which `limit` is over, for others wait for the thread.
    func sit(over cases: ArraySlice<PolicyCase>, atMost limit: Duration = .milliseconds(8)) -> PolicySitting {
        let end = ContinuousClock.now + limit
        var sitting = PolicySitting()
        var known = CommitKnowledge(store, at: .zero)
        for each in cases {
            sitting.judgedCount += 1
            do {
                let verdict = try verdict(of: each.policy, on: each.cause, &known)
                if verdict.reactions.isEmpty, ContinuousClock.now < end { continue }
                if !verdict.reactions.isEmpty { sitting.outcome = .success(verdict) }
            } catch {
                sitting.outcome = .failure(error)
            }
            return sitting
        }
        return sitting
    }
}
