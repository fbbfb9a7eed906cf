public import EventModel

/// Writes something on the incident, for the caller too or for staff only. A resolved one takes the caller's answer.
public struct AddComment: IncidentCommand {
    public let visibility: CommentVisibility
    public let text: PersonalText

    public init(_ visibility: CommentVisibility, text: PersonalText) {
        self.visibility = visibility
        self.text = text
    }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        guard !text.isEmpty else { throw .missing("the text") }
        let subject = incident.classification.caller
        return [.commented(CommentAdded(visibility: visibility, text: text, subject: subject))]
    }
}
