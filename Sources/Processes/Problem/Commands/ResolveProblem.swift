public import EventModel

/// Resolves a problem: by a change, a risk that somebody takes, a supplier's fix, or as a duplicate.
public struct ResolveProblem: ProblemCommand {
    public enum Means: Sendable, Hashable {
        case change(ReferenceCode)
        case riskAccepted(KnownErrorNumber)
        case supplierFix(SupplierID)
        case duplicate(of: ProblemNumber)
    }
    public let means: Means
    public init(by means: Means) { self.means = means }

    public func needs(_ state: Problem?, _ facts: Facts) -> [StreamID] {
        switch means {
        case .change(let code): ChangeEnd.streams(of: code)
        case .riskAccepted(let number): [number.stream]
        case .supplierFix: []
        case .duplicate(let other):
            chain(from: other, to: state?.number, facts).filter { $0 != state?.number }.map(\.stream)
        }
    }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        switch means {
        case .change, .riskAccepted, .supplierFix: if problem.rootCause == nil { throw .noRootCause }
        case .duplicate: break
        }
        return [.resolved(try resolution(of: problem, context))]
    }

    private func resolution(
        of problem: Problem, _ context: DecisionContext
    ) throws(ProblemRejection) -> ProblemResolved {
        switch means {
        case .change(let code):
            try ProblemRejection.check(code, "the change")
            guard context.facts.changeEnd(of: code) != nil else { throw .noChange(code) }
            return ProblemResolved(resolution: .change, change: code)
        case .riskAccepted(let number):
            guard let error = context.facts.knownError(number) else { throw .noKnownError(number) }
            guard error.problem == problem.number else { throw .knownErrorOfAnother(number, error.problem) }
            return ProblemResolved(resolution: .riskAccepted, knownError: number)
        case .supplierFix(let supplier):
            try ProblemRejection.check(supplier, "the supplier")
            return ProblemResolved(resolution: .supplierFix, supplier: supplier)
        case .duplicate(let other):
            guard other != problem.number else { throw .duplicateOfItself }
            guard try context.problem(other).state != .cancelled else { throw .otherCancelled(other) }
            let path = chain(from: other, to: problem.number, context.facts)
            guard !path.contains(problem.number) else { throw .duplicateCycle([problem.number] + path) }
            return ProblemResolved(resolution: .duplicate, duplicateOf: other)
        }
    }

    /// What goes on for `other`, and for that, and so on.
    private func chain(from other: ProblemNumber, to number: ProblemNumber?, _ facts: Facts) -> [ProblemNumber] {
        facts.problems(from: other, to: number) { $0.resolution?.duplicateOf }
    }
}

/// Records that a supplier's fix was tried and holds.
public struct VerifySupplierFix: ProblemCommand {
    public let test: String
    /// `test` is how it was tried.
    public init(test: String) { self.test = test }

    public func decide(_ problem: Problem, _: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBe(.resolved, to: "verified")
        guard let supplier = problem.resolution?.supplier else {
            throw .noSupplierFix(problem.resolution?.resolution)
        }
        if problem.verifiedFix != nil { throw .fixVerified(supplier) }
        let test = try ProblemRejection.required(test, "the test")
        return [.supplierFixVerified(SupplierFixVerified(supplier: supplier, test: test))]
    }
}
