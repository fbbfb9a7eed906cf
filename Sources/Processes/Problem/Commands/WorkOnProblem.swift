public import EventModel

/// Gives the problem to a group, a person or both.
public struct AssignProblem: ProblemCommand {
    public let group: GroupID?
    public let person: PersonID?

    /// Where no group is given, the one that has it keeps it.
    public init(group: GroupID? = nil, person: PersonID? = nil) { (self.group, self.person) = (group, person) }

    public func decide(_ problem: Problem, _: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        if group == nil, person == nil { throw .missing("the group or the person") }
        try ProblemRejection.check(group, "the group")
        try ProblemRejection.check(person, "the person")
        let group = group ?? problem.group
        if problem.group == group, problem.person == person {
            throw .alreadyAssigned(group: group, person: person)
        }
        return [.assigned(ProblemAssigned(group: group, person: person))]
    }
}

/// Says that somebody looks for the cause now.
public struct StartProblemWork: ProblemCommand {
    public let person: PersonID?
    /// The person who acts where none is given.
    public init(person: PersonID? = nil) { self.person = person }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBe(.new, .assigned, to: "started")
        try ProblemRejection.check(person, "the person")
        return [.workStarted(ProblemWorkStarted(person: person ?? context.person))]
    }
}

/// Lets the problem wait, with a reason; also says what a waiting one waits for from now on.
public struct PendProblem: ProblemCommand {
    public let waitingFor: PendingReason
    public let until: Instant?
    public let reason: String?

    /// The reason may stand in the command's envelope instead.
    public init(waitingFor: PendingReason, reason: String? = nil, until: Instant? = nil) {
        (self.waitingFor, self.reason, self.until) = (waitingFor, reason, until)
    }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        let reason = try context.required(problemReason: reason)
        if let until, until <= context.occurredAt {
            throw .invalid(what: "the end of the wait", problem: "\(until) is not after \(context.occurredAt)")
        }
        let waiting = problem.waiting
        if waiting.reason == waitingFor, waiting.until == until, let since = waiting.since {
            throw .alreadyWaiting(for: waitingFor, since: since)
        }
        return [.pended(ProblemPended(waitingFor: waitingFor, reason: reason, until: until))]
    }
}

/// Ends the wait: the problem is again in the state that it left.
public struct ResumeProblem: ProblemCommand {
    public let cause: String?
    public init(cause: String? = nil) { self.cause = cause }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBe(.pending, to: "resumed")
        return [.resumed(ProblemResumed(cause: (cause ?? context.reason)?.nonEmpty))]
    }
}

/// Records that somebody spent time on it.
public struct LogProblemWork: ProblemCommand {
    public let minutes: Int64
    public let person: PersonID?
    public let note: String?

    /// The person who acts where none is given.
    public init(minutes: Int64, person: PersonID? = nil, note: String? = nil) {
        (self.minutes, self.person, self.note) = (minutes, person, note)
    }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustTakeFacts()
        guard (1...1440).contains(minutes) else { throw .minutesOutOfRange(minutes) }
        guard let person = person ?? context.person else { throw .missing("the person") }
        try ProblemRejection.check(person, "the person")
        return [.workLogged(ProblemWorkLogged(minutes: minutes, person: person, note: note?.nonEmpty))]
    }
}
