public import EventModel

/// Makes the problem a part of another. Recorded in both streams.
public struct SetProblemParent: ProblemCommand {
    public let parent: ProblemNumber
    public init(_ parent: ProblemNumber) { self.parent = parent }

    public func needs(_ state: Problem?, _ facts: Facts) -> [StreamID] {
        guard let child = state?.number else { return [] }
        return ancestors(of: child, facts).filter { $0 != child }.map(\.stream)
    }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        let number = problem.number
        guard parent != number else { throw .parentIsItself }
        if let parent = problem.relations.parent { throw .hasParent(parent) }
        let other = try context.problem(parent)
        guard other.state.isOpen else { throw .notOpen(other.state) }
        let ancestors = ancestors(of: number, context.facts)
        guard !ancestors.contains(number) else { throw .parentCycle([number] + ancestors) }
        return Decision(.parentSet(ProblemParentSet(parent: parent, child: number)), alsoIn: [parent.stream])
    }

    private func ancestors(of child: ProblemNumber, _ facts: Facts) -> [ProblemNumber] {
        facts.problems(from: parent, to: child, \.relations.parent)
    }
}

/// Makes a part stand alone again. Recorded in both streams.
public struct RemoveProblemParent: ProblemCommand {
    public init() {}

    public func needs(_ state: Problem?, _: Facts) -> [StreamID] {
        [state?.relations.parent?.stream].compactMap { $0 }
    }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustTakeFacts()
        guard let parent = problem.relations.parent else { throw .hasNoParent }
        let event = ProblemEvent.parentRemoved(ProblemParentRemoved(parent: parent, child: problem.number))
        return Decision(event, alsoIn: [parent.stream])
    }
}
