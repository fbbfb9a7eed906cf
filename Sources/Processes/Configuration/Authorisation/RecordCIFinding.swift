public import EventModel

/// Records that a delta on an item is covered by no change, or not for certain.
public struct RecordCIFinding: CICommand {
    public let finding: Finding

    public enum Finding: Sendable {
        case unauthorised(UnauthorisedChangeDetected)
        case attributed(CIChangeAttributed)
    }
    public init(_ finding: Finding) { self.finding = finding }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        let (delta, attribute): (Position, String)
        let event: CIEvent
        switch finding {
        case .unauthorised(let found): (delta, attribute, event) = (found.delta, found.attribute, .unauthorised(found))
        case .attributed(let found): (delta, attribute, event) = (found.delta, found.attribute, .attributed(found))
        }
        if item.findings.contains(where: { $0.delta == delta && $0.attribute == attribute }) {
            throw .alreadyFound(delta)
        }
        return [event]
    }
}

/// Says that a change, approved by now, covers a finding. The finding stays.
public struct RegulariseUnauthorisedChange: CICommand {
    public let change: ChangeNumber
    public let delta: Position?

    /// Of all open findings that the change covers where `delta` is nil.
    public init(by change: ChangeNumber, delta: Position? = nil) { (self.change, self.delta) = (change, delta) }

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] { [change.stream] }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        guard let known = context.facts.change(change) else {
            throw .noChange(change)
        }
        guard known.approval.authorised != nil else { throw .changeNotAuthorised(change, known.state) }
        let found = item.findings.filter { delta == nil || $0.delta == delta }
        guard !found.isEmpty else { throw .noFinding(item.id, delta) }
        let open = found.filter(\.isOpen)
        guard !open.isEmpty else {
            throw .alreadyRegularised(item.id, by: found.compactMap(\.regularisedBy).first)
        }
        let ids = [item.id] + item.absorbed
        let covered = open.filter { finding in ids.contains { known.scope.covers($0, finding.attribute) } }
        guard !covered.isEmpty else { throw .notCovered(item.id, by: change) }
        return Decision(
            covered.map {
                .regularised(UnauthorisedChangeRegularised(delta: $0.delta, attribute: $0.attribute, change: change))
            })
    }
}
