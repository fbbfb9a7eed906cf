public import EventModel

/// What a command on a problem leads to.
public typealias ProblemDecision = Decision<ProblemEvent>

/// A command on a problem that is there. A problem is told in the order of its events: nothing is reported before what is
/// recorded of it already.
public protocol ProblemCommand: Command where Process == ProblemProcess, Rejection == ProblemRejection {
    /// The events that follow for this problem, or why there are none.
    func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision
}

extension ProblemCommand {
    public func decide(_ state: Problem?, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        guard let problem = state else { throw .notLogged(ProblemNumber(context.stream.key)) }
        guard context.occurredAt >= problem.times.lastChangeAt else {
            throw .beforeLastChange(occurredAt: context.occurredAt, since: problem.times.lastChangeAt)
        }
        return try decide(problem, context)
    }
}

extension Problem {
    func mustBeOpen() throws(ProblemRejection) {
        guard state.isOpen else { throw .notOpen(state) }
    }

    /// Open and resolved problems take facts.
    func mustTakeFacts() throws(ProblemRejection) {
        guard state.isOpen || state == .resolved else { throw .readOnly(state) }
    }

    func mustBe(_ states: ProblemState..., to command: String) throws(ProblemRejection) {
        guard states.contains(state) else { throw .notAllowed(command: command, in: state) }
    }

    /// Where a hypothesis stands that nobody has rejected.
    func kept(hypothesis number: Int64) throws(ProblemRejection) -> Int {
        guard let index = index(ofHypothesis: number) else { throw .noHypothesis(number, of: hypotheses.count) }
        if let why = hypotheses[index].rejection { throw .hypothesisRejected(number, why: why) }
        return index
    }
}

extension Facts {
    /// The problem of this number; nil where it was not asked for, or nobody has logged it.
    func problem(_ number: ProblemNumber) -> Problem? { state(of: number.stream, in: ProblemProcess.self) ?? nil }

    /// `number`, and what `next` says of it and then of that, to the end; at most to `end`. Imported records may hold
    /// circles: no walk passes the same problem twice.
    func problems(
        from number: ProblemNumber, to end: ProblemNumber?, _ next: (Problem) -> ProblemNumber?
    ) -> [ProblemNumber] {
        var path = [number]
        while let last = path.last, last != end, let next = problem(last).flatMap(next) {
            if path.contains(next) { break }
            path.append(next)
        }
        return path
    }
}

extension DecisionContext {
    /// Another problem that the decision was handed; a rejection where there is none.
    func problem(_ number: ProblemNumber) throws(ProblemRejection) -> Problem {
        guard let problem = facts.problem(number) else { throw .notLogged(number) }
        return problem
    }

    /// An incident that the decision was handed, and that was there at the time reported (G4).
    func incident(linked number: IncidentNumber) throws(ProblemRejection) -> Incident {
        guard let incident = facts.incident(number), incident.times.detectedAt <= occurredAt else {
            throw .noIncident(number)
        }
        return incident
    }

    func required(problemReason: String?) throws(ProblemRejection) -> String {
        try ProblemRejection.required(problemReason ?? reason, "the reason")
    }
}
