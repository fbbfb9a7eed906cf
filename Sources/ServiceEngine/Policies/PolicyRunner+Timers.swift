import EventLog
import EventModel
import Processes
import ReadModels

extension PolicyRunner {
    /// Gives the commands of every deadline that has passed at `moment`, the earliest first, until no new one has.
    ///
    /// A timer that was refused is passed over until its stream changes. One that failed comes after all others, and at
    /// longer and longer distances.
    func fireTimers(at moment: Instant) async throws(EngineError) -> TimerRound {
        try await folder.alone { () throws(EngineError) in
            var book = try await book()
            var round = TimerPass(moment: moment, deferred: deferred())
            for timer in timers {
                do throws(EngineError) {
                    try await fire(timer, &round, &book)
                } catch {
                    if error.isOfTheLog { throw error }
                    round.stop(timer.policy, error)
                }
            }
            try keep(&book)
            if let deferred = round.toKeep() { try folder.keep(deferred) }
            return round.result
        }
    }

    private func deferred() -> DeferredTimers {
        let empty = DeferredTimers(origin: store.identity.origin)
        return folder.kept(DeferredTimers.self).flatMap { $0.origin == empty.origin ? $0 : nil } ?? empty
    }

    private func fire(
        _ timer: any RunningTimer, _ pass: inout TimerPass, _ book: inout PolicyBook
    ) async throws(EngineError) {
        try await dispatcher.onReader { () throws(EngineError) in
            do throws(TableError) { try timer.deadlines.catchUp() } catch { throw EngineError(error) }
        }
        let now = options.clock()
        var isRetrying = false
        while true {
            let moment = pass.moment
            let passed = try await dispatcher.onReader { () throws(EngineError) in
                try timer.passed(at: moment)
            }.filter { book.isInForce(timer.policy, at: $0.cause) }
            let due = pass.due(of: passed, timer.policy, now: now, retrying: isRetrying)
            if due.isEmpty {
                pass.forgetOthers(than: passed, timer.policy)
                if isRetrying { return }
                isRetrying = true
                continue
            }
            if case .none = book.row(timer.policy).record.word {
                try await adopt(timer.policy, since: .first)
                try await book.refresh(self)
            }
            try await give(timer, due, &pass, &book)
        }
    }

    /// Commands that are on their way at a time: enough to share the log's transactions.
    private static let width = 64

    private func give(
        _ timer: any RunningTimer, _ due: [Deadline], _ pass: inout TimerPass, _ book: inout PolicyBook
    ) async throws(EngineError) {
        for first in stride(from: 0, to: due.count, by: Self.width) {
            let some = due[first..<min(first + Self.width, due.count)]
            let outcomes = await withTaskGroup(of: (Deadline, Result<FiringOutcome, EngineError>).self) { group in
                for deadline in some {
                    group.addTask { (deadline, await attempt(timer, deadline)) }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for deadline in some {
                switch outcomes[deadline] {
                case .success(let outcome)?:
                    book.count([outcome], of: timer.policy)
                    pass.settle(deadline, timer.policy, outcome)
                case .failure(let error)?:
                    if error.isOfTheLog { throw error }
                    instruments.policy(timer.policy.name, .failed)
                    pass.postpone(deadline, timer.policy, error.description, now: options.clock())
                case nil: preconditionFailure("every deadline has an outcome")
                }
            }
        }
    }

    private func attempt(_ timer: any RunningTimer, _ deadline: Deadline) async -> Result<FiringOutcome, EngineError> {
        do throws(EngineError) {
            return .success(try await fire(PolicyFiring(timer.policy, deadline, timer.command)))
        } catch {
            return .failure(error)
        }
    }
}
