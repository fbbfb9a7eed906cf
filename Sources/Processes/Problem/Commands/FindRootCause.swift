public import EventModel

/// Supposes a cause.
public struct RecordHypothesis: ProblemCommand {
    public let text: String
    public init(_ text: String) { self.text = text }

    public func decide(_ problem: Problem, _: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        let text = try ProblemRejection.required(text, "the hypothesis")
        return [.hypothesisRecorded(HypothesisRecorded(number: Int64(problem.hypotheses.count) + 1, text: text))]
    }
}

/// Says why a supposed cause is none. It stays on record.
public struct RejectHypothesis: ProblemCommand {
    public let number: Int64
    public let reason: String?

    /// The reason may stand in the command's envelope instead.
    public init(_ number: Int64, reason: String? = nil) { (self.number, self.reason) = (number, reason) }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        _ = try problem.kept(hypothesis: number)
        let reason = try context.required(problemReason: reason)
        return [.hypothesisRejected(HypothesisRejected(number: number, reason: reason))]
    }
}

/// Says what the cause is, and what shows it.
public struct IdentifyRootCause: ProblemCommand {
    public let kind: RootCauseKind
    public let cause: String?
    public let evidence: [String]
    public let ci: CIID?
    public let hypothesis: Int64?

    /// Confirming a hypothesis, the cause may be left to that one's words.
    public init(
        kind: RootCauseKind, cause: String? = nil, evidence: [String], ci: CIID? = nil, hypothesis: Int64? = nil
    ) {
        (self.kind, self.cause, self.evidence) = (kind, cause, evidence)
        (self.ci, self.hypothesis) = (ci, hypothesis)
    }

    public func decide(_ problem: Problem, _: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        try ProblemRejection.check(ci, "the item at fault")
        var supposed: String?
        if let hypothesis { supposed = problem.hypotheses[try problem.kept(hypothesis: hypothesis)].text }
        let cause = try ProblemRejection.required(cause ?? supposed, "the cause")
        let evidence = evidence.compactMap(\.nonEmpty)
        guard !evidence.isEmpty else { throw .noEvidence }
        return [
            .rootCauseIdentified(
                RootCauseIdentified(kind: kind, cause: cause, evidence: evidence, ci: ci, hypothesis: hypothesis))
        ]
    }
}
