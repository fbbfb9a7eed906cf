public import EventModel

/// Records what a change would reach and get in the way of, as the engine worked it out, and how risky people say it is. The
/// first assessment accepts the request.
public struct AssessChange: ChangeCommand {
    public let impact: ChangeImpactAssessed
    public let conflicts: ConflictCheck
    public let answers: [RiskAnswer]
    /// Whether assessing it accepts the request, as it does when a person does. Whoever merely calculates leaves that open.
    public let isAccepting: Bool

    public init(
        impact: ChangeImpactAssessed, conflicts: ConflictCheck, answers: [RiskAnswer] = [], isAccepting: Bool = true
    ) {
        (self.impact, self.conflicts, self.answers) = (impact, conflicts, answers)
        self.isAccepting = isAccepting
    }

    public func needs(_: Change?, _: Facts) -> [StreamID] { [RiskQuestionnaire.stream] }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        guard change.state.isBeforeImplementation else {
            throw .notAllowed(command: "assessed", in: change.state, change.type)
        }
        // What was calculated is put on record once.
        if !isAccepting, change.assessment.impact == impact { return [] }
        var events: [ChangeEvent] = []
        if isAccepting, change.state == .new, change.type == .normal { events.append(.accepted(ChangeAccepted())) }
        events.append(.impactAssessed(impact))
        if !answers.isEmpty {
            // The risk says how many have to approve: not when some are doing it already.
            guard change.approval.request == nil else { throw .riskAfterSubmission }
            events.append(.riskScored(try context.facts.questionnaire.score(answers)))
        }
        return ChangeDecision(events + (try change.news(of: conflicts)))
    }
}

/// Accepts a request without assessing it yet, or turns it down.
public struct DecideOnRequest: ChangeCommand {
    public let rejection: String?

    /// Accepted where there is no reason against it.
    public init(rejectedBecause rejection: String? = nil) { self.rejection = rejection }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        guard change.state == .new, change.type == .normal else {
            throw .notAllowed(command: rejection == nil ? "accepted" : "rejected", in: change.state, change.type)
        }
        guard let rejection else { return [.accepted(ChangeAccepted())] }
        guard let reason = rejection.nonEmpty else { throw .missing("the reason") }
        return [.rejected(ChangeRejected(reason: reason))]
    }
}

/// Puts a change into a category and gives it a priority, as the scheme has them; without a scheme any category, and 1 to 5.
public struct PrioritiseChange: ChangeCommand {
    public let category: String
    public let priority: Int64

    public init(category: String, priority: Int64) { (self.category, self.priority) = (category, priority) }

    public func needs(_: Change?, _: Facts) -> [StreamID] { [ChangeScheme.stream] }

    public func decide(_ change: Change, _ context: DecisionContext) throws(ChangeRejection) -> ChangeDecision {
        if change.state.isFinal { throw .notAllowed(command: "prioritised", in: change.state, change.type) }
        guard let category = category.nonEmpty else { throw .missing("the category") }
        let scheme = context.facts.changeScheme
        guard scheme.version == 0 || scheme.categories.contains(category) else {
            throw .invalid(
                what: "the category", problem: "it is one of \(scheme.categories.joined(separator: ", "))")
        }
        guard (1...scheme.lowestPriority).contains(priority) else {
            throw .invalid(what: "the priority", problem: "it is 1 to \(scheme.lowestPriority), not \(priority)")
        }
        guard (change.category, change.priority) != (category, priority) else { throw .unchanged }
        return [.prioritised(ChangePrioritised(category: category, priority: priority))]
    }
}
