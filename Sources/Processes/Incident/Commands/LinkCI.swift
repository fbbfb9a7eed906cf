public import EventModel

/// Links a configuration item. A policy that computes links leaves alone what a person has said about an item.
public struct LinkCI: IncidentCommand {
    public let ci: CIID
    public let role: CIRole
    public let isComputed: Bool

    public init(_ ci: CIID, role: CIRole = .affected, isComputed: Bool = false) {
        self.ci = ci
        self.role = role
        self.isComputed = isComputed
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        try ci.checked("the configuration item")
        let event = CILinkedToIncident(ci: ci, role: role, how: isComputed ? .computed : .manual)
        let known = incident.relations.cis.first { $0.ci == ci }
        if known == event { throw .alreadyLinked("\(ci) (\(role.name))") }
        if let known, isComputed, known.how != .computed { throw .saidByPerson(ci, known.how) }
        return [.ciLinked(event)]
    }
}

/// Says that an item has nothing to do with it, so that no computing links it again.
public struct ExcludeCI: IncidentCommand {
    public let ci: CIID
    public init(_ ci: CIID) { self.ci = ci }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        try ci.checked("the configuration item")
        let known = incident.relations.cis.first { $0.ci == ci }
        guard known?.how != .excluded else { throw .alreadyExcluded(ci) }
        return [.ciLinked(CILinkedToIncident(ci: ci, role: known?.role ?? .affected, how: .excluded))]
    }
}
