public import EventModel

/// Links items that a policy computed, in one commit. What anybody has linked or excluded by now it leaves alone.
public struct LinkComputedCIs: IncidentCommand {
    public let items: [CIID]
    /// How many there are; more than `items` where the answer was cut.
    public let found: Int
    public let basis: LinkBasis
    public let from: [String]
    public let asOf: Instant
    public let knownAt: Position

    public init(
        _ items: [CIID], of found: Int, basis: LinkBasis, from: [String], asOf: Instant, knownAt: Position
    ) {
        (self.items, self.found, self.basis) = (items, found, basis)
        (self.from, self.asOf, self.knownAt) = (from, asOf, knownAt)
    }

    /// The most items that one computation links: a list that people read, in a row that every list reads.
    public static let mostLinks = 50

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        let known = Set(incident.relations.cis.map(\.ci))
        let new = items.filter { !known.contains($0) }
        guard !new.isEmpty else { return [] }
        let computed = CILinksComputed(
            basis: basis, from: from, asOf: asOf, knownAt: knownAt, found: Int64(found - (items.count - new.count)),
            linked: Int64(new.count))
        let links = new.map { IncidentEvent.ciLinked(CILinkedToIncident(ci: $0, role: .affected, how: .computed)) }
        return Decision([.cisComputed(computed)] + links)
    }
}
