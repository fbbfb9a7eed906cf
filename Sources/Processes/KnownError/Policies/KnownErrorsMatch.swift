public import EventModel

/// Says of an incident that it is a known error, once it is categorised as that error's incidents are, and links the error's problem.
/// Errors that nobody has verified, or that are closed, match nothing.
public struct KnownErrorsMatch: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "known-errors-match"
    public let number = "P9"
    public let version: UInt64 = 1
    public let summary = "When an incident is categorised like a verified known error, it is matched with it."
    public let isOnByDefault = true
    public let triggers = [IncidentCategorised.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<IncidentProcess>) -> [RecordSearch] {
        guard let what = cause.state?.classification else { return [] }
        return [.knownErrors(service: what.service, category: what.category)]
    }

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] { cause.foundStreams }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard let incident = cause.state, incident.state.isOpen else { return [] }
        let errors = cause.foundStreams
            .compactMap { cause.facts.knownError(KnownErrorNumber($0.key)) }
            .filter { $0.state == .verified && $0.signature?.matches(incident) == true }
            .sorted { $0.number < $1.number }
        var reactions: [Reaction] = []
        func react(_ command: any Command) {
            reactions.append(Reaction(command, on: incident.number.stream, part: UInt64(reactions.count)))
        }
        for error in errors {
            let code = ReferenceCode(error.number.rawValue)
            if !incident.relations.knownErrors.contains(code) { react(MatchKnownError(code)) }
        }
        for problem in Set(errors.compactMap(\.problem)).sorted() {
            let code = ReferenceCode(problem.rawValue)
            if !incident.relations.links.contains(IncidentLinked(kind: .problem, code: code)) {
                react(LinkProblem(code))
            }
        }
        return reactions
    }
}

/// Says in the incident's own record that it was linked to a problem.
public struct ProblemLinksIncident: ReactivePolicy {
    public typealias Process = ProblemProcess

    public let name = "problem-links-incident"
    public let number = "B14"
    public let version: UInt64 = 1
    public let summary = "When an incident is linked to a problem, the incident is linked to it too."
    public let isOnByDefault = true
    public let triggers = [IncidentLinkedToProblem.type.name]

    public init() {}

    public func reactions(to cause: PolicyCause<ProblemProcess>) -> [Reaction] {
        guard case .incidentLinked(let event) = cause.event, let problem = cause.state else { return [] }
        return [Reaction(LinkProblem(ReferenceCode(problem.number.rawValue)), on: event.incident.stream)]
    }
}
