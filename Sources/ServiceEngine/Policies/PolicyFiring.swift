import EventLog
import EventModel
import Imports
import Processes
import ReadModels

/// What came of one of a policy's commands.
enum FiringOutcome: String, Sendable {
    /// It is recorded, by now or since an earlier attempt.
    case fired
    /// A rule refused it, or it left nothing to do: that is recorded.
    case refused
    /// It could not be decided or recorded, and is tried again.
    case failed
}

extension PolicyRunner {
    /// Puts on record that this release's version acts, from `since` on.
    func adopt(_ policy: any Policy, since: Position) async throws(EngineError) {
        let envelope = CommandEnvelope(.policy(policy))
        _ = try await dispatcher.attempt(AdoptPolicy(policy, since: since), on: policy.stream, envelope)
    }

    /// Carries the command out. Under one id stands either what it recorded, or that it was refused: never both, never twice.
    func fire(_ firing: PolicyFiring) async throws(EngineError) -> FiringOutcome {
        let outcome = try await fire(firing.command, firing)
        instruments.policy(firing.policy.name, outcome)
        return outcome
    }

    private func fire<C: Command>(_ command: C, _ firing: PolicyFiring) async throws(EngineError) -> FiringOutcome {
        try options.authorise(firing.envelope.actor, to: .command("\(C.self)", on: firing.target))
        do {
            switch try await dispatcher.attempt(command, on: firing.target, firing.envelope) {
            case .recorded(let appended): return firing.outcome(of: appended)
            case .nothing: return try await recordRefusal(of: firing, "there was nothing to record")
            }
        } catch .rejected(let rejection) {
            return try await recordRefusal(of: firing, rejection.description)
        }
    }

    /// Records that it is not carried out.
    func refuse(_ firing: PolicyFiring, _ why: String) async throws(EngineError) -> FiringOutcome {
        let outcome = try await recordRefusal(of: firing, why)
        instruments.policy(firing.policy.name, outcome)
        return outcome
    }

    private func recordRefusal(of firing: PolicyFiring, _ why: String) async throws(EngineError) -> FiringOutcome {
        let refusal = PolicyRefused(
            version: firing.policy.version, command: "\(type(of: firing.command))", target: firing.target,
            rejection: why)
        var envelope = firing.envelope
        envelope.occurredAt = nil
        let recorded = try await dispatcher.record(refusal, on: firing.policy.stream, envelope, id: firing.id)
        return firing.outcome(of: recorded)
    }
}

/// A command that a policy gives because of one event.
struct PolicyFiring: Sendable {
    let policy: any Policy
    let command: any Command
    /// Nil for a new stream.
    let target: StreamID?
    /// Always the same for the same cause, target and part, whichever version of the policy says so.
    let id: CommandID
    let envelope: CommandEnvelope

    init(_ policy: any Policy, cause: RecordedEvent, _ reaction: Reaction) {
        let target = reaction.stream?.description ?? "new"
        let content = "policy \(policy.name)\ncause \(cause.position)\ntarget \(target)\npart \(reaction.part)"
        id = CommandID(derivedAt: cause.recordedAt, from: Array(content.utf8))
        (self.policy, command, self.target) = (policy, reaction.command, reaction.stream)
        envelope = CommandEnvelope(
            .policy(policy), occurredAt: reaction.occurredAt, commandID: id, causation: cause.position)
    }

    /// What is due, as of when it was; another due time is another matter.
    init(_ timer: any Policy, _ deadline: Deadline, _ command: any Command) {
        let cause = "cause \(deadline.cause)\ntarget \(deadline.stream)\ndue \(deadline.dueAt.micros)"
        id = CommandID(derivedAt: deadline.dueAt, from: Array("timer \(timer.name)\n\(cause)".utf8))
        (policy, self.command, target) = (timer, command, deadline.stream)
        envelope = CommandEnvelope(
            Actor(principal: PersonID(timer.name), kind: .timer), occurredAt: deadline.dueAt, commandID: id,
            causation: deadline.cause)
    }

    /// What stands under the firing's id.
    func outcome(of appended: Appended) -> FiringOutcome {
        appended.events.first?.stream == policy.stream ? .refused : .fired
    }
}
