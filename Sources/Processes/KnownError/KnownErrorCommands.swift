public import EventModel

/// What a command on a known error leads to.
public typealias KnownErrorDecision = Decision<KnownErrorEvent>

/// Records an error that is understood.
public struct RecordKnownError: Command {
    public typealias Process = KnownErrorProcess
    public let title: String?
    public let symptom: String
    public let cause: String?
    public let workaround: String?
    public let problem: ProblemNumber?
    public let signature: IncidentSignature

    /// Of a problem, title, cause and signature may be left to what that one's record says.
    public init(
        title: String? = nil, symptom: String, cause: String? = nil, workaround: String? = nil,
        problem: ProblemNumber? = nil, signature: IncidentSignature = IncidentSignature()
    ) {
        (self.title, self.symptom, self.cause, self.workaround) = (title, symptom, cause, workaround)
        (self.problem, self.signature) = (problem, signature)
    }

    public func needs(_: KnownError?, _: Facts) -> [StreamID] { [problem?.stream].compactMap { $0 } }

    public func decide(
        _ state: KnownError?, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        if let state { throw .alreadyRecorded(state.number) }
        let known = problem.flatMap { context.facts.problem($0) }
        if let problem, known == nil { throw .noProblem(problem) }
        let symptom = try KnownErrorRejection.required(symptom, "the symptom")
        let cause = try KnownErrorRejection.required(cause ?? known?.rootCause?.cause, "the cause")
        try KnownErrorRejection.check(signature.service, "the signature's service")
        try KnownErrorRejection.check(signature.ci, "the signature's configuration item")
        return [
            .recorded(
                KnownErrorRecorded(
                    title: title?.nonEmpty ?? known?.title ?? symptom, symptom: symptom, cause: cause,
                    workaround: workaround?.nonEmpty, problem: problem, problemLoggedAt: known?.times.loggedAt,
                    signature: signature.isEmpty ? known?.classification.signature : signature))
        ]
    }
}

/// A command on a known error that is there, and is told in the order of its events.
public protocol KnownErrorCommand: Command where Process == KnownErrorProcess, Rejection == KnownErrorRejection {
    /// The events that follow, or why there are none. The error is not closed.
    func decide(_ error: KnownError, _ context: DecisionContext) throws(KnownErrorRejection) -> KnownErrorDecision
}

extension KnownErrorCommand {
    public func decide(
        _ state: KnownError?, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        guard let error = state else { throw .notRecorded(KnownErrorNumber(context.stream.key)) }
        guard context.occurredAt >= error.lastChangeAt else {
            throw .beforeLastChange(occurredAt: context.occurredAt, since: error.lastChangeAt)
        }
        if let closedAt = error.closedAt { throw .closed(at: closedAt) }
        return try decide(error, context)
    }
}

/// Says that it is so, having seen it; not for who recorded it (G2: people count, not only names of roles).
public struct VerifyKnownError: KnownErrorCommand {
    public let test: String
    /// `test` is how it was shown.
    public init(test: String) { self.test = test }

    public func decide(
        _ error: KnownError, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        if let verification = error.verification { throw .alreadyVerified(verification.verifier) }
        guard context.actor.kind == .person else { throw .notAPerson(context.actor.kind) }
        for person in [context.actor.principal, context.actor.onBehalfOf].compactMap({ $0 })
        where error.recorders.contains(person) {
            throw .verifierIsRecorder(person)
        }
        let test = try KnownErrorRejection.required(test, "the test")
        return [.verified(KnownErrorVerified(verifier: context.actor.principal, test: test))]
    }
}

/// Offers the workaround from now on; another text takes the place of the one on offer.
public struct PublishWorkaround: KnownErrorCommand {
    public let workaround: String?
    /// The recorded one where none is given.
    public init(_ workaround: String? = nil) { self.workaround = workaround }

    public func decide(_ error: KnownError, _: DecisionContext) throws(KnownErrorRejection) -> KnownErrorDecision {
        guard error.verification != nil else { throw .notVerified }
        let text = try KnownErrorRejection.required(workaround ?? error.workaround, "the workaround")
        if let publishedAt = error.publishedAt, text == error.workaround { throw .alreadyPublished(since: publishedAt) }
        return [.published(WorkaroundPublished(workaround: text))]
    }
}

/// Offers the workaround no more.
public struct WithdrawWorkaround: KnownErrorCommand {
    public let reason: String?
    /// The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func decide(
        _ error: KnownError, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        guard error.publishedAt != nil else { throw .notPublished }
        let reason = try KnownErrorRejection.required(reason ?? context.reason, "the reason")
        return [.withdrawn(WorkaroundWithdrawn(reason: reason))]
    }
}

/// Records who answers for living with it.
public struct AcceptKnownError: KnownErrorCommand {
    public let riskOwner: PersonID
    public let reason: String?

    /// The reason may stand in the command's envelope instead.
    public init(riskOwner: PersonID, reason: String? = nil) { (self.riskOwner, self.reason) = (riskOwner, reason) }

    public func decide(
        _ error: KnownError, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        guard error.verification != nil else { throw .notVerified }
        try KnownErrorRejection.check(riskOwner, "the owner of the risk")
        if error.acceptance?.riskOwner == riskOwner { throw .alreadyAccepted(riskOwner) }
        let reason = try KnownErrorRejection.required(reason ?? context.reason, "the reason")
        return [.accepted(KnownErrorAccepted(riskOwner: riskOwner, reason: reason))]
    }
}

/// Says which change is to remove it.
public struct LinkKnownErrorToChange: KnownErrorCommand {
    public let change: ReferenceCode
    public init(_ change: ReferenceCode) { self.change = change }

    public func needs(_: KnownError?, _: Facts) -> [StreamID] { ChangeEnd.streams(of: change) }

    public func decide(
        _ error: KnownError, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        try KnownErrorRejection.check(change, "the change")
        guard context.facts.changeEnd(of: change) != nil else { throw .noChange(change) }
        guard !error.changes.contains(change) else { throw .alreadyLinked(change) }
        return [.linkedToChange(KnownErrorLinkedToChange(change: change))]
    }
}

/// Says that the change that was to remove it ended well. It is closed once nothing was seen of it for some time.
public struct MarkKnownErrorFixed: KnownErrorCommand {
    public let change: ReferenceCode
    public init(by change: ReferenceCode) { self.change = change }

    public func needs(_: KnownError?, _: Facts) -> [StreamID] { ChangeEnd.streams(of: change) }

    public func decide(
        _ error: KnownError, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        guard error.verification != nil else { throw .notVerified }
        guard let end = context.facts.changeEnd(of: change) else { throw .noChange(change) }
        guard end.isSuccessful else { throw .changeNotSuccessful(change, end.text) }
        if let fixedBy = error.fixedBy { throw .alreadyFixed(by: fixedBy) }
        return [.fixed(KnownErrorFixed(change: change))]
    }
}

/// Says that there was an incident of it after it was taken to be removed.
public struct NoteKnownErrorRecurrence: KnownErrorCommand {
    public let incident: IncidentNumber
    public init(in incident: IncidentNumber) { self.incident = incident }

    public func needs(_: KnownError?, _: Facts) -> [StreamID] { [incident.stream] }

    public func decide(
        _ error: KnownError, _ context: DecisionContext
    ) throws(KnownErrorRejection) -> KnownErrorDecision {
        guard error.fixedAt != nil else { throw .notFixed }
        guard context.facts.incident(incident) != nil else { throw .noIncident(incident) }
        return [.recurred(KnownErrorRecurred(incident: incident))]
    }
}

/// Says that it is no more; its workaround is offered no more either.
public struct CloseKnownError: KnownErrorCommand {
    public let reason: String?
    /// The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func decide(_: KnownError, _ context: DecisionContext) throws(KnownErrorRejection) -> KnownErrorDecision {
        [.closed(KnownErrorClosed(reason: try KnownErrorRejection.required(reason ?? context.reason, "the reason")))]
    }
}

extension Facts {
    /// The known error of this number; nil where it was not asked for, or nobody has recorded it.
    func knownError(_ number: KnownErrorNumber) -> KnownError? {
        state(of: number.stream, in: KnownErrorProcess.self) ?? nil
    }
}
