public import EventModel

/// Logs a problem for every major incident: what hit so many must not come back.
public struct MajorIncidentLogsProblem: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "major-incident-logs-problem"
    public let number = "P8"
    public let version: UInt64 = 1
    public let summary = "When an incident is declared major, a problem is logged from it."
    public let isOnByDefault = true
    public let triggers = [MajorIncidentDeclared.type.name]

    public init() {}

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let incident = cause.state, incident.major != nil else { return [] }
        let what = incident.classification
        let command = LogProblem(
            title: incident.title, from: .major, impact: what.impact ?? .high, urgency: what.urgency ?? .high,
            service: what.service, cis: incident.relations.cis.filter { $0.how == .manual }.map(\.ci),
            incident: incident.number)
        return [Reaction(command, on: nil, occurredAt: cause.record.occurredAt)]
    }
}

/// Logs a problem for a trend that is above what is usual.
public struct TrendLogsProblem: ReactivePolicy {
    public typealias Process = TrendProcess

    public let name = "trend-logs-problem"
    public let number = "P15"
    public let version: UInt64 = 1
    public let summary = "When more incidents of a kind are closed than usual, a problem is logged from the trend."
    public let isOnByDefault = true
    public let triggers = [TrendDetected.type.name]

    public init() {}

    public func reactions(to cause: PolicyCause<TrendProcess>) -> [Reaction] {
        guard let trend = cause.state, trend.detected.baseline.isExceeded(by: trend.detected.count) else { return [] }
        let signature = trend.detected.signature
        let what =
            [signature.service?.rawValue, signature.category, signature.subcategory, signature.symptom]
            .compactMap { $0 } + [signature.ci?.rawValue].compactMap { $0 }
        let command = LogProblem(
            title: "\(trend.detected.count) incidents: \(what.joined(separator: ", "))", from: .trend,
            trend: trend.number)
        return [Reaction(command, on: nil, occurredAt: cause.record.occurredAt)]
    }
}

/// Drafts a known error as soon as a problem's root cause is known. Nobody has verified it then.
public struct RootCauseDraftsKnownError: ReactivePolicy {
    public typealias Process = ProblemProcess

    public let name = "root-cause-drafts-known-error"
    public let number = "P16"
    public let version: UInt64 = 1
    public let summary = "When a problem's root cause is found for the first time, a known error is recorded of it."
    public let isOnByDefault = true
    public let triggers = [RootCauseIdentified.type.name]

    public init() {}

    public func reactions(to cause: PolicyCause<ProblemProcess>) -> [Reaction] {
        guard let problem = cause.state, problem.times.rootCauseAt == cause.record.occurredAt else { return [] }
        let symptom = problem.classification.signature?.symptom ?? problem.title
        let command = RecordKnownError(symptom: symptom, problem: problem.number)
        return [Reaction(command, on: nil, occurredAt: cause.record.occurredAt)]
    }
}

/// Asks for the change that removes an error, once it is verified and an item is at fault that can be changed.
public struct KnownErrorRequestsChange: ReactivePolicy {
    public typealias Process = KnownErrorProcess

    public let name = "known-error-requests-change"
    public let number = "P17"
    public let version: UInt64 = 1
    public let summary =
        "When a known error is verified whose cause lies in an item, a change of the item is requested."
    public let isOnByDefault = true
    public let triggers = [KnownErrorVerified.type.name]

    public init() {}

    public func needs(_ cause: PolicyCause<KnownErrorProcess>) -> [StreamID] {
        [cause.state?.problem?.stream].compactMap { $0 }
    }

    public func reactions(to cause: PolicyCause<KnownErrorProcess>) -> [Reaction] {
        guard let error = cause.state, error.changes.isEmpty, error.acceptance == nil,
            let problem = error.problem.flatMap({ cause.facts.problem($0) }), problem.state.isOpen,
            let root = problem.rootCause, root.kind.isRemovedByChange, let ci = root.ci
        else { return [] }
        let command = RequestChange(
            type: .normal, title: "Remove the cause of \(error.number): \(error.title)", cis: [ci],
            service: problem.classification.service, problem: ReferenceCode(problem.number.rawValue),
            justification: root.cause)
        return [Reaction(command, on: nil)]
    }
}

extension RootCauseKind {
    /// Whether what is at fault is ours to change.
    fileprivate var isRemovedByChange: Bool {
        switch self {
        case .hardware, .software, .configuration, .capacity, .change: true
        case .procedure, .supplier, .environment: false
        }
    }
}
