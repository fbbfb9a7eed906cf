public import EventModel

/// Links what the caller uses to an incident that is logged: the computer that does not start is most often the caller's own.
///
/// The graph says whose items are: those `usedBy` or `availableTo` the item that is named after the person.
public struct CallerAssets: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "caller-assets"
    public let number = "P4"
    public let version: UInt64 = 1
    public let summary = "When an incident is logged, the items that its caller uses are linked as computed."
    public let isOnByDefault = true
    public let triggers = [IncidentLogged.type.name]

    public init() {}

    public func mayReact(to event: IncidentEvent, in _: RecordedEvent) -> Bool { caller(event) != nil }

    public func questions(_ cause: PolicyCause<IncidentProcess>) -> [ConfigurationQuestion] {
        question(cause).map { [$0] } ?? []
    }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let question = question(cause), case .assets(let caller) = question.subject else { return [] }
        return cause.linking(question, .callerAssets, from: [caller.rawValue])
    }

    private func question(_ cause: PolicyCause<IncidentProcess>) -> ConfigurationQuestion? {
        guard let caller = caller(cause.event), let incident = cause.state else { return nil }
        return incident.question(.assets(of: caller))
    }

    private func caller(_ event: IncidentEvent) -> PersonID? {
        guard case .logged(let event) = event else { return nil }
        return event.caller
    }
}

extension Incident {
    /// Of items that nobody and nothing has spoken of, as it was when the incident was noticed.
    func question(_ subject: ConfigurationQuestion.Subject) -> ConfigurationQuestion {
        ConfigurationQuestion(
            subject, sparing: relations.cis.map(\.ci), asOf: times.detectedAt, limit: LinkComputedCIs.mostLinks)
    }
}

extension PolicyCause<IncidentProcess> {
    /// The command that links what the graph said to `question`; none where that is nothing.
    func linking(_ question: ConfigurationQuestion, _ basis: LinkBasis, from: [String]) -> [Reaction] {
        guard let answer = answers[question], !answer.items.isEmpty else { return [] }
        let command = LinkComputedCIs(
            answer.items, of: answer.found, basis: basis, from: from, asOf: question.asOf, knownAt: knownAt)
        return [Reaction(command, on: record.stream)]
    }
}
