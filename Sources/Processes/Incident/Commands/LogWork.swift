public import EventModel

/// Records time that somebody spent on it; also on a resolved one, where the writing up counts.
public struct LogWork: IncidentCommand {
    public let minutes: Int64
    public let person: PersonID?
    public let note: String?

    /// 1 to 1,440 minutes. Without `person` it is the one who acts.
    public init(minutes: Int64, person: PersonID? = nil, note: String? = nil) {
        self.minutes = minutes
        self.person = person
        self.note = note
    }

    public static let minutesAllowed: ClosedRange<Int64> = 1...1440

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        guard LogWork.minutesAllowed.contains(minutes) else { throw .minutesOutOfRange(minutes) }
        guard let person = person ?? context.person else { throw .missing("the person") }
        try person.checked("the person")
        return [.workLogged(WorkLogged(minutes: minutes, person: person, note: note?.nonEmpty))]
    }
}

/// Records what somebody found out.
public struct RecordDiagnosis: IncidentCommand {
    public let finding: PersonalText
    public init(finding: PersonalText) { self.finding = finding }

    public func decide(_ incident: Incident, _ context: DecisionContext) throws(IncidentRejection) -> IncidentDecision {
        try incident.mustTakeFacts()
        guard !finding.isEmpty else { throw .missing("the finding") }
        return [.diagnosed(DiagnosisRecorded(finding: finding, subject: incident.classification.caller))]
    }
}
