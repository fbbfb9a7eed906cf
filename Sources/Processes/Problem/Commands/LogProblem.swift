public import EventModel

/// Logs a new problem, from a trend, a major incident, or before anything happened.
public struct LogProblem: Command {
    public typealias Process = ProblemProcess
    public let title: String
    public let origin: ProblemOrigin
    public let description: String?
    public let impact: Impact
    public let urgency: Urgency
    public let service: ServiceID?
    public let cis: [CIID]
    public let trend: TrendNumber?
    public let incident: IncidentNumber?
    public let signature: IncidentSignature

    /// Logged from a trend it takes the trend's signature where none is given, and the service of that.
    public init(
        title: String, from origin: ProblemOrigin = .proactive, description: String? = nil, impact: Impact = .medium,
        urgency: Urgency = .medium, service: ServiceID? = nil, cis: [CIID] = [], trend: TrendNumber? = nil,
        incident: IncidentNumber? = nil, signature: IncidentSignature = IncidentSignature()
    ) {
        (self.title, self.origin, self.description) = (title, origin, description)
        (self.impact, self.urgency, self.service, self.cis) = (impact, urgency, service, cis)
        (self.trend, self.incident, self.signature) = (trend, incident, signature)
    }

    public func needs(_: Problem?, _: Facts) -> [StreamID] {
        [PriorityMatrix.stream] + [trend?.stream, incident?.stream].compactMap { $0 }
    }

    public func decide(_ state: Problem?, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        if let state { throw .alreadyLogged(state.number) }
        let title = try ProblemRejection.required(title, "the title")
        try checkCodes()
        let known = try trend(context)
        try checkIncident(context)
        let signature = signature.isEmpty ? known?.detected.signature ?? signature : signature
        let matrix = context.facts.priorityMatrix
        return [
            .logged(
                ProblemLogged(
                    title: title, origin: origin, description: description?.nonEmpty, impact: impact, urgency: urgency,
                    priority: matrix.priority(impact, urgency), matrixVersion: matrix.version,
                    service: service ?? signature.service, cis: cis, trend: trend, incident: incident,
                    signature: signature.isEmpty ? nil : signature))
        ]
    }

    private func checkCodes() throws(ProblemRejection) {
        try ProblemRejection.check(service, "the service")
        try ProblemRejection.check(signature.service, "the signature's service")
        try ProblemRejection.check(signature.ci, "the signature's configuration item")
        for ci in cis { try ProblemRejection.check(ci, "the configuration item") }
    }

    private func trend(_ context: DecisionContext) throws(ProblemRejection) -> Trend? {
        guard let trend else {
            if origin == .trend { throw .originNeeds(.trend, what: "the trend") }
            return nil
        }
        guard let known = context.facts.state(of: trend.stream, in: TrendProcess.self) ?? nil else {
            throw .noTrend(trend)
        }
        return known
    }

    private func checkIncident(_ context: DecisionContext) throws(ProblemRejection) {
        guard let incident else {
            if origin == .major { throw .originNeeds(.major, what: "the incident") }
            return
        }
        let known = try context.incident(linked: incident)
        if origin == .major, known.major == nil { throw .notMajor(incident) }
    }
}

/// Says that it was no problem.
public struct CancelProblem: ProblemCommand {
    public let reason: String?
    /// The reason may stand in the command's envelope instead.
    public init(reason: String? = nil) { self.reason = reason }

    public func decide(_ problem: Problem, _ context: DecisionContext) throws(ProblemRejection) -> ProblemDecision {
        try problem.mustBeOpen()
        return [.cancelled(ProblemCancelled(reason: try context.required(problemReason: reason)))]
    }
}
