public import EventModel

/// Closes a resolved problem, where what resolves it has come to its end, with what was learnt.
public struct CloseProblem: ProblemCommand {
    public let review: String?

    /// What was learnt; it may stand in the command's envelope as its reason.
    public init(review: String? = nil) { self.review = review }

    public func needs(_ state: Problem?, _: Facts) -> [StreamID] {
        let resolution = state?.resolution
        return (resolution?.change.map(ChangeEnd.streams) ?? []) + [resolution?.knownError?.stream].compactMap { $0 }
    }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBe(.resolved, to: "closed")
        if let resolution = problem.resolution { try check(resolution, problem, context.facts) }
        let review = try ProblemRejection.required(review ?? context.reason, "the review: what was learnt")
        return [.closed(ProblemClosed(review: review))]
    }

    private func check(
        _ resolution: ProblemResolved, _ problem: Problem, _ facts: Facts
    ) throws(ProblemRejection) {
        if let change = resolution.change {
            let end = facts.changeEnd(of: change)
            guard let end, end.isSuccessful else {
                throw .changeNotSuccessful(change, is: end?.text ?? "not on record")
            }
        }
        if let number = resolution.knownError, facts.knownError(number)?.acceptance == nil {
            throw .riskNotAccepted(number)
        }
        if let supplier = resolution.supplier, problem.verifiedFix == nil { throw .fixNotVerified(supplier) }
        // A duplicate is linked to the record that goes on for it: there is nothing to wait for.
    }
}

/// Says that the cause is still there: by an incident that came after the end, or for another reason.
public struct ReopenProblem: ProblemCommand {
    public let incident: IncidentNumber?
    public let reason: String?

    /// Without an incident a reason is needed; it may stand in the command's envelope.
    public init(incident: IncidentNumber? = nil, reason: String? = nil) {
        (self.incident, self.reason) = (incident, reason)
    }

    public func needs(_: Problem?, _: Facts) -> [StreamID] { [incident?.stream].compactMap { $0 } }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBe(.resolved, .closed, to: "reopened")
        guard let incident else {
            return [
                .reopened(ProblemReopened(incident: nil, reason: try context.required(problemReason: reason)))
            ]
        }
        try problem.mustHaveEnded(before: try context.incident(linked: incident))
        return [.reopened(ProblemReopened(incident: incident, reason: (reason ?? context.reason)?.nonEmpty))]
    }
}

/// Records that an incident of the problem's signature came after its end. Whether the cause is the same is for people to
/// say: reopening does.
public struct DetectRecurrence: ProblemCommand {
    public let incident: IncidentNumber
    public init(_ incident: IncidentNumber) { self.incident = incident }

    public func needs(_: Problem?, _: Facts) -> [StreamID] { [incident.stream] }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBe(.resolved, .closed, to: "seen to recur")
        guard let signature = problem.classification.signature else { throw .noSignature }
        let known = try context.incident(linked: incident)
        guard signature.matches(known) else { throw .signatureDiffers(incident) }
        try problem.mustHaveEnded(before: known)
        guard !problem.relations.recurrences.contains(incident) else { throw .alreadyRecurred(incident) }
        return [.recurred(RecurrenceDetected(incident: incident))]
    }
}

extension Problem {
    /// Refuses an incident that was noticed while the cause was still there.
    fileprivate func mustHaveEnded(before incident: Incident) throws(ProblemRejection) {
        guard let resolvedAt = times.resolvedAt, incident.times.detectedAt < resolvedAt else { return }
        throw .notAfterEnd(incident.number, detectedAt: incident.times.detectedAt, resolvedAt: resolvedAt)
    }
}
