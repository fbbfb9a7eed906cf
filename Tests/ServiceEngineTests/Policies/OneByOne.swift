import EventLog
import EventModel
import Processes

@testable import ServiceEngine

/// Runs policies as plainly as can be: one cause after the other, whatever a decision needs read and folded for it alone.
struct OneByOne {
    let engine: ServiceEngine
    let store: any EventStore

    func settle() async throws {
        let runner = PolicyRunner(engine)
        try await runner.folder.alone { () throws(EngineError) in try await settle(runner) }
    }

    private func settle(_ runner: PolicyRunner) async throws(EngineError) {
        var book = try await runner.book()
        var next = book.start.next
        while let record = try record(at: next) {
            try await book.refresh(runner)
            for policy in engine.options.policies.compactMap({ $0 as? any ReactivePolicy }) {
                guard policy.triggers.contains(record.type), book.mustReact(policy, to: record) else { continue }
                do throws(EngineError) {
                    let reactions = try reactions(of: policy, to: record, runner.judge)
                    let loop = reactions.isEmpty ? nil : try runner.judge.loop(of: policy, at: record)
                    let verdict = PolicyVerdict(reactions: reactions, loop: loop)
                    let outcomes = try await runner.carryOut(verdict, PolicyCase(policy: policy, cause: record), book)
                    book.count(outcomes, of: policy)
                } catch {
                    book.postpone(policy, record.position, error.description, at: engine.options.clock())
                }
            }
            book.advance(to: record)
            next = record.position.next
        }
        try runner.keep(&book)
    }

    private func record(at position: Position) throws(EngineError) -> RecordedEvent? {
        do { return try store.read(from: position, through: position, limit: 1).first } catch { throw .log(error) }
    }

    private func reactions<P: ReactivePolicy>(
        of policy: P, to record: RecordedEvent, _ judge: PolicyJudge
    ) throws(EngineError) -> [Reaction] {
        let (loader, end) = (StreamLoader(store: store), record.commitEnd)
        var reactions: [Reaction] = []
        for event in try loader.decode(record, as: P.Process.Event.self) where policy.mayReact(to: event, in: record) {
            let state = try loader.load(record.stream, in: P.Process.self, through: end).state
            var found: [RecordSearch: [StreamID]] = [:]
            func cause(_ facts: Facts) -> PolicyCause<P.Process> {
                PolicyCause(
                    event: event, record: record, state: state, facts: facts, found: found, zone: store.identity.zone)
            }
            let known = try loader.facts(through: end) { policy.needs(cause($0)) }.facts
            for wanted in policy.searches(cause(known)) { found[wanted] = try judge.search.find(wanted) }
            var cause = cause(try loader.facts(through: end, known: known) { policy.needs(cause($0)) }.facts)
            for question in policy.questions(cause) {
                cause.answers[question] = try judge.graph.answer(question, knownAt: end)
            }
            reactions += policy.reactions(to: cause)
        }
        return reactions
    }
}
