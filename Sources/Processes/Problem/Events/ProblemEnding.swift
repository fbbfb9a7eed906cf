public import EventModel

/// The cause is removed, or lived with, or another record's.
public struct ProblemResolved: DomainEvent {
    public let resolution: ProblemResolution
    public let change: ReferenceCode?
    public let knownError: KnownErrorNumber?
    public let supplier: SupplierID?
    public let duplicateOf: ProblemNumber?

    public init(
        resolution: ProblemResolution, change: ReferenceCode? = nil, knownError: KnownErrorNumber? = nil,
        supplier: SupplierID? = nil, duplicateOf: ProblemNumber? = nil
    ) {
        (self.resolution, self.change, self.knownError) = (resolution, change, knownError)
        (self.supplier, self.duplicateOf) = (supplier, duplicateOf)
    }

    public static let type = EventType(
        "ProblemResolved", version: 1,
        Field(1, "resolution", \ProblemResolved.resolution, "What makes it an end."),
        Field(2, "change", \.change, "The change that removes the cause."),
        Field(3, "knownError", \.knownError, "The known error whose risk is accepted."),
        Field(4, "supplier", \.supplier, "The supplier who removed the cause."),
        Field(5, "duplicateOf", \.duplicateOf, "The record that goes on."),
        make: {
            ProblemResolved(resolution: $0, change: $1, knownError: $2, supplier: $3, duplicateOf: $4)
        })
    public static let summary = "The cause is removed, or lived with, or another record's."
    public static let example = ProblemResolved(
        resolution: .supplierFix, change: "CHG-2026-000003", knownError: "KE-2026-000002", supplier: "carrier-1",
        duplicateOf: "PRB-2026-000001")
}

/// The problem is done.
public struct ProblemClosed: DomainEvent {
    public let review: String?
    public init(review: String?) { self.review = review }

    public static let type = EventType(
        "ProblemClosed", version: 1,
        Field(1, "review", \ProblemClosed.review, "What was learnt; of an import, absent where nobody wrote it."))
    public static let summary = "The problem is done."
    public static let example = ProblemClosed(review: "Spools are sized by the largest hour from now on.")
}

/// The cause is still there.
public struct ProblemReopened: DomainEvent {
    public let incident: IncidentNumber?
    public let reason: String?

    public init(incident: IncidentNumber?, reason: String?) { (self.incident, self.reason) = (incident, reason) }

    public static let type = EventType(
        "ProblemReopened", version: 1,
        Field(1, "incident", \ProblemReopened.incident, "The incident that shows it."),
        Field(2, "reason", \.reason, "What else does."))
    public static let summary = "The cause is still there."
    public static let example = ProblemReopened(incident: "INC-2026-000031", reason: "The queue was full again.")
}

/// An incident of the problem's signature came after its end. Whether the cause is the same is for people to say.
public struct RecurrenceDetected: DomainEvent {
    public let incident: IncidentNumber
    public init(incident: IncidentNumber) { self.incident = incident }

    public static let type = EventType(
        "RecurrenceDetected", version: 1,
        Field(1, "incident", \RecurrenceDetected.incident, "Which incident."))
    public static let summary = "An incident of the problem's signature came after its end."
    public static let example = RecurrenceDetected(incident: "INC-2026-000031")
}

/// It was no problem.
public struct ProblemCancelled: DomainEvent {
    public let reason: String?
    public init(reason: String?) { self.reason = reason }

    public static let type = EventType(
        "ProblemCancelled", version: 1,
        Field(1, "reason", \ProblemCancelled.reason, "Why it was none."))
    public static let summary = "It was no problem."
    public static let example = ProblemCancelled(reason: "One incident, and its cause is known.")
}

/// Another tool's record said a state that no event of ours leads to from here. Kept as it was found.
public struct ProblemSourceStateRecorded: DomainEvent {
    public let source: String
    public let code: String
    public let state: ProblemState?

    public init(source: String, code: String, state: ProblemState?) {
        (self.source, self.code, self.state) = (source, code, state)
    }

    public static let type = EventType(
        "ProblemSourceStateRecorded", version: 1,
        Field(1, "source", \ProblemSourceStateRecorded.source, "The tool that the record came from."),
        Field(2, "code", \.code, "The state as the tool wrote it."),
        Field(3, "state", \.state, "What it means here; absent where nobody knows."))
    public static let summary =
        "Another tool's record of a problem said a state that no event of ours leads to from here."
    public static let example = ProblemSourceStateRecorded(source: "xes", code: "Unmatched/Unmatched", state: .new)
}
