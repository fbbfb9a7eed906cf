public import EventModel

/// Suspects that a change caused the incident. Not again after a person has said that it did not.
public struct SuggestChangeCause: IncidentCommand {
    public let change: ReferenceCode
    public init(_ change: ReferenceCode) { self.change = change }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        try change.checked("the change")
        let relations = incident.relations
        if relations.rejectedChanges.contains(change) { throw .causeRejected(change: change) }
        if relations.suspectedChanges.contains(change) { throw .alreadyLinked("\(change) as a suspect") }
        if relations.causingChange == change { throw .alreadyLinked("\(change) as its cause") }
        return [.changeCauseSuggested(ChangeCauseSuggested(change: change))]
    }
}

/// Says that a change did cause the incident, suspected or not.
public struct ConfirmChangeCause: IncidentCommand {
    public let change: ReferenceCode
    public init(_ change: ReferenceCode) { self.change = change }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        try change.checked("the change")
        if incident.relations.causingChange == change { throw .alreadyLinked("\(change) as its cause") }
        return [.changeCauseConfirmed(ChangeCauseConfirmed(change: change))]
    }
}

/// Says that a change that was suspected, or taken for the cause, is not.
public struct RejectChangeCause: IncidentCommand {
    public let change: ReferenceCode
    public init(_ change: ReferenceCode) { self.change = change }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        let relations = incident.relations
        guard relations.suspectedChanges.contains(change) || relations.causingChange == change else {
            throw .notSuspected(change: change)
        }
        return [.changeCauseRejected(ChangeCauseRejected(change: change))]
    }
}
