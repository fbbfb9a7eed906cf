public import EventModel

/// Links the incident to a problem.
public struct LinkProblem: IncidentCommand {
    public let problem: ReferenceCode
    public init(_ problem: ReferenceCode) { self.problem = problem }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.link(.problem, problem)
    }
}

/// Links the incident to a change, without saying that the change caused it.
public struct LinkChange: IncidentCommand {
    public let change: ReferenceCode
    public init(_ change: ReferenceCode) { self.change = change }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.link(.change, change)
    }
}

extension Incident {
    fileprivate func link(_ kind: LinkKind, _ code: ReferenceCode) throws(IncidentRejection) -> IncidentDecision {
        try mustTakeFacts()
        try code.checked("the \(kind.name)")
        let event = IncidentLinked(kind: kind, code: code)
        if relations.links.contains(event) { throw .alreadyLinked("the \(kind.name) \(code)") }
        return [.linked(event)]
    }
}
