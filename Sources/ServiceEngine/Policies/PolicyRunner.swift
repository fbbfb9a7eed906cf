import EventLog
import EventModel
import Logging
import Processes

/// Lets policies react to what the log has got: each cause once, in the order of the log.
///
/// A pass goes from where the ledger stands to the newest event, its own among them, and holds the folder's lock
/// meanwhile. A cause that a policy cannot react to waits in the ledger, and nothing waits for it.
struct PolicyRunner: Sendable {
    let store: any EventStore
    let dispatcher: Dispatcher
    let instruments: Instruments
    let options: EngineOptions
    let timers: [any RunningTimer]
    let folder: PolicyFolder
    let judge: PolicyJudge
    /// Those that react to events, by the names of the events.
    let reactive: [String: [any ReactivePolicy]]
    /// The kinds of streams that these look at.
    private let categories: [String]

    var policies: [any Policy] { options.policies }

    init(_ engine: ServiceEngine) {
        (store, dispatcher, instruments) = (engine.store, engine.dispatcher, engine.instruments)
        (options, timers, folder) = (engine.options, engine.timers, engine.policyFolder)
        judge = PolicyJudge(store: engine.store, graph: GraphAnswers(engine), search: RecordFinder(engine))
        var reactive: [String: [any ReactivePolicy]] = [:]
        for policy in options.policies.compactMap({ $0 as? any ReactivePolicy }) {
            for trigger in policy.triggers { reactive[trigger, default: []].append(policy) }
        }
        self.reactive = reactive
        categories = Set(reactive.values.joined().map { $0.category }).sorted()
    }

    /// Reacts to everything that there is, and to what follows from that, until nothing follows any more.
    func settle() async throws(EngineError) {
        guard !reactive.isEmpty else { return }
        try await folder.alone { () throws(EngineError) in
            var book = try await book()
            try await retry(&book)
            while let slice = try await slice(after: book.start) {
                // Only now: what is known of the policies is not older than the slice.
                try await book.refresh(self)
                try await react(to: slice.causes, &book)
                book.advance(to: slice.last)
                if book.isWorthKeeping { try keep(&book) }
            }
            try keep(&book)
        }
    }

    /// What is known of the policies, this release's versions in force.
    func book() async throws(EngineError) -> PolicyBook {
        var book = PolicyBook(ledger: try await trustedLedger(), policies: policies)
        try await book.adopt(self)
        return book
    }

    func keep(_ book: inout PolicyBook) throws(EngineError) {
        guard let ledger = book.toKeep() else { return }
        try folder.keep(ledger)
    }

    /// What failed before, where it is time to try again.
    private func retry(_ book: inout PolicyBook) async throws(EngineError) {
        let now = options.clock()
        for waiting in book.ledger.waiting where waiting.nextAttemptAt <= now {
            guard let policy = policies.first(where: { $0.name == waiting.policy }) as? any ReactivePolicy,
                book.isInForce(policy, at: waiting.cause)
            else {
                book.forget(waiting)
                continue
            }
            do {
                book.count(try await react(policy, toEventAt: waiting.cause, book), of: policy)
                book.forget(waiting)
            } catch {
                try fail(policy, waiting.cause, error, &book)
            }
        }
    }

    /// Puts the cause off; not where the log itself is what failed, for then everything else would too.
    func fail(
        _ policy: any Policy, _ cause: Position, _ error: EngineError, _ book: inout PolicyBook
    ) throws(EngineError) {
        if error.isOfTheLog { throw error }
        instruments.policy(policy.name, .failed)
        options.logger.warning(
            "a policy failed",
            metadata: ["policy": "\(policy.name)", "cause": "\(cause)", "why": "\(error)"])
        book.postpone(policy, cause, error.description, at: options.clock())
    }

    private func slice(after position: Position) async throws(EngineError) -> PolicySlice? {
        let (store, categories) = (store, categories)
        return try await dispatcher.onReader { () throws(EngineError) in
            do throws(LogError) {
                return try PolicySlice(of: categories, in: store, after: position)
            } catch {
                throw .log(error)
            }
        }
    }

    /// The ledger that was kept; an empty one where there is none for this log.
    private func trustedLedger() async throws(EngineError) -> PolicyLedger {
        let store = store
        let empty = PolicyLedger(origin: store.identity.origin)
        guard let ledger = folder.kept(PolicyLedger.self), ledger.origin == empty.origin else { return empty }
        guard ledger.position > .zero else { return ledger }
        let found = try await dispatcher.onReader { () throws(EngineError) in
            do throws(LogError) {
                return try store.read(from: ledger.position, through: ledger.position, limit: 1).first
            } catch {
                throw .log(error)
            }
        }
        return found?.commandID == ledger.commandID ? ledger : empty
    }
}

extension EngineError {
    /// Whether the log takes nothing or gives nothing any more: no fault of one command's.
    var isOfTheLog: Bool {
        switch self {
        case .closed: true
        case .append(let error):
            switch error {
            case .unavailable, .corrupt, .indeterminate, .poisoned, .readOnly, .closed: true
            case .conflict, .keyTaken, .keyNotClaimed, .tooLarge, .occurredInFuture, .malformed: false
            }
        case .log(let error):
            switch error {
            case .corrupt: false
            case .storage, .notALog, .otherFormat, .alreadyExists, .closed: true
            }
        case .rejected, .notPermitted, .busy, .storage, .undecodable, .model, .keyDestroyed, .noKeyStore, .noModel,
            .badKey,
            .file,
            .badZone:
            false
        }
    }
}
