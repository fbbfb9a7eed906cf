public import EventModel

/// A known error as its events leave it.
public struct KnownError: Sendable, Hashable {
    public var number: KnownErrorNumber
    public var title = ""
    public var symptom = ""
    public var cause = ""
    public var workaround: String?
    public var problem: ProblemNumber?
    public var problemLoggedAt: Instant?
    public var signature: IncidentSignature?
    /// Who recorded it, and for whom: neither may verify it.
    public var recorders: [PersonID] = []
    public var recordedAt: Instant
    public var verification: KnownErrorVerified?
    public var verifiedAt: Instant?
    /// Since when its workaround is offered; nil while it is not.
    public var publishedAt: Instant?
    public var acceptance: KnownErrorAccepted?
    public var changes: [ReferenceCode] = []
    /// The change that removed it, as far as one can see, and since when.
    public var fixedBy: ReferenceCode?
    public var fixedAt: Instant?
    public var closedAt: Instant?
    public var lastChangeAt: Instant
    public var lastPosition: Position

    public var state: KnownErrorState {
        if closedAt != nil { return .closed }
        return verification == nil ? .recorded : .verified
    }

    /// What to do meanwhile, where that is offered.
    public var offeredWorkaround: String? { publishedAt == nil ? nil : workaround }
}

/// Where a known error stands.
public enum KnownErrorState: Int32, LifecycleState {
    case recorded = 1
    case verified = 2
    case closed = 3
}

// A known error as a row of a read model. Not the storage format of the log: raise the table's version with any change.
extension KnownError: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \KnownError.number, "The known error's number."),
        Field(2, "title", \.title, "Short summary."),
        Field(3, "symptom", \.symptom, "What is seen."),
        Field(4, "cause", \.cause, "Why."),
        Field(5, "workaround", \.workaround, "What helps meanwhile."),
        Field(6, "problem", \.problem, "The problem that it is the error of."),
        Field(7, "problemLoggedAt", \.problemLoggedAt, "When that was logged."),
        Field(8, "signature", \.signature, "What its incidents have in common."),
        Field(9, "recorders", \.recorders, "Who recorded it, and for whom."),
        Field(10, "recordedAt", \.recordedAt, "Recorded."),
        Field(11, "verification", \.verification, "Who saw that it is so, and how."),
        Field(12, "verifiedAt", \.verifiedAt, "Verified."),
        Field(13, "publishedAt", \.publishedAt, "Since when its workaround is offered."),
        Field(14, "acceptance", \.acceptance, "Who answers for living with it."),
        Field(15, "changes", \.changes, "Changes that are to remove it."),
        Field(16, "closedAt", \.closedAt, "Closed."),
        Field(17, "lastChangeAt", \.lastChangeAt, "The latest effective time of its events."),
        Field(18, "lastPosition", \.lastPosition, "Position of its last event."),
        Field(19, "fixedBy", \.fixedBy, "The change that removed it, as far as one can see."),
        Field(20, "fixedAt", \.fixedAt, "Since when."))
}

extension KnownErrorVerified: WireMessage {
    public static var schema: Schema<KnownErrorVerified> { type.schema }
}
extension KnownErrorAccepted: WireMessage {
    public static var schema: Schema<KnownErrorAccepted> { type.schema }
}
