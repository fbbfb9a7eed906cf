public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// An error that is understood: what is seen, why, and perhaps what helps meanwhile.
public struct KnownErrorRecorded: DomainEvent {
    public let title: String
    public let symptom: String
    public let cause: String
    public let workaround: String?
    public let problem: ProblemNumber?
    public let problemLoggedAt: Instant?
    public let signature: IncidentSignature?

    public init(
        title: String, symptom: String, cause: String, workaround: String?, problem: ProblemNumber?,
        problemLoggedAt: Instant?, signature: IncidentSignature?
    ) {
        (self.title, self.symptom, self.cause, self.workaround) = (title, symptom, cause, workaround)
        (self.problem, self.problemLoggedAt, self.signature) = (problem, problemLoggedAt, signature)
    }

    public static let type = EventType(
        "KnownErrorRecorded", version: 1,
        Field(1, "title", \KnownErrorRecorded.title, "Short summary; names no person."),
        Field(2, "symptom", \.symptom, "What is seen."),
        Field(3, "cause", \.cause, "Why."),
        Field(4, "workaround", \.workaround, "What helps meanwhile; offered to nobody before it is published."),
        Field(5, "problem", \.problem, "The problem that it is the error of."),
        Field(6, "problemLoggedAt", \.problemLoggedAt, "When that was logged: what it took to understand it."),
        Field(7, "signature", \.signature, "What its incidents have in common."))
    public static let summary = "An error is understood: what is seen, why, and perhaps what helps meanwhile."
    public static let example = KnownErrorRecorded(
        title: "Mail stops on Mondays", symptom: "Nothing arrives before ten.", cause: "The spool is too small.",
        workaround: "Empty the spool at six.", problem: "PRB-2026-000004",
        problemLoggedAt: Instant(micros: 1_774_627_200_000_000),
        signature: IncidentSignature(
            service: "mail", category: "software", subcategory: "transport", symptom: "no delivery", ci: "mx-1"))
}

/// Somebody else than who recorded it saw that it is so.
public struct KnownErrorVerified: DomainEvent {
    public let verifier: PersonID
    public let test: String

    public init(verifier: PersonID, test: String) { (self.verifier, self.test) = (verifier, test) }

    public static let type = EventType(
        "KnownErrorVerified", version: 1,
        Field(1, "by", \KnownErrorVerified.verifier, "Who saw it; not who recorded it."),
        Field(2, "test", \.test, "How it was shown."))
    public static let summary = "Somebody else than who recorded it saw that it is so."
    public static let example = KnownErrorVerified(verifier: "person-9", test: "Filled the spool of the test relay.")
}

/// The workaround is offered from now on.
public struct WorkaroundPublished: DomainEvent {
    public let workaround: String
    public init(workaround: String) { self.workaround = workaround }

    public static let type = EventType(
        "WorkaroundPublished", version: 1,
        Field(1, "workaround", \WorkaroundPublished.workaround, "What to do."))
    public static let summary = "A known error's workaround is offered from now on."
    public static let example = WorkaroundPublished(workaround: "Empty the spool at six and at eight.")
}

/// The workaround is offered no more.
public struct WorkaroundWithdrawn: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "WorkaroundWithdrawn", version: 1,
        Field(1, "reason", \WorkaroundWithdrawn.reason, "What is wrong with it."))
    public static let summary = "A known error's workaround is offered no more."
    public static let example = WorkaroundWithdrawn(reason: "It loses what is in the queue.")
}

/// Somebody answers for living with the error.
public struct KnownErrorAccepted: DomainEvent {
    public let riskOwner: PersonID
    public let reason: String

    public init(riskOwner: PersonID, reason: String) { (self.riskOwner, self.reason) = (riskOwner, reason) }

    public static let type = EventType(
        "KnownErrorAccepted", version: 1,
        Field(1, "riskOwner", \KnownErrorAccepted.riskOwner, "Who answers for it."),
        Field(2, "reason", \.reason, "Why it is not removed."))
    public static let summary = "Somebody answers for living with a known error."
    public static let example = KnownErrorAccepted(riskOwner: "person-2", reason: "The relay is replaced in autumn.")
}

/// A change is to remove the error.
public struct KnownErrorLinkedToChange: DomainEvent {
    public let change: ReferenceCode
    public init(change: ReferenceCode) { self.change = change }

    public static let type = EventType(
        "KnownErrorLinkedToChange", version: 1,
        Field(1, "change", \KnownErrorLinkedToChange.change, "Which one."))
    public static let summary = "A change is to remove a known error."
    public static let example = KnownErrorLinkedToChange(change: "CHG-2026-000003")
}

/// The change that was to remove the error ended well. Whether it is gone is seen in the time after it.
public struct KnownErrorFixed: DomainEvent {
    public let change: ReferenceCode
    public init(change: ReferenceCode) { self.change = change }

    public static let type = EventType(
        "KnownErrorFixed", version: 1,
        Field(1, "change", \KnownErrorFixed.change, "Which one."))
    public static let summary = "The change that was to remove a known error ended well."
    public static let example = KnownErrorFixed(change: "CHG-2026-000005")
}

/// There was an incident of the error after it was taken to be removed: it is not.
public struct KnownErrorRecurred: DomainEvent {
    public let incident: IncidentNumber
    public init(incident: IncidentNumber) { self.incident = incident }

    public static let type = EventType(
        "KnownErrorRecurred", version: 1,
        Field(1, "incident", \KnownErrorRecurred.incident, "Which one."))
    public static let summary = "A known error that was taken to be removed is back."
    public static let example = KnownErrorRecurred(incident: "INC-2026-000131")
}

/// The error is no more.
public struct KnownErrorClosed: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "KnownErrorClosed", version: 1,
        Field(1, "reason", \KnownErrorClosed.reason, "Why it is no more."))
    public static let summary = "A known error is no more."
    public static let example = KnownErrorClosed(reason: "The spool has its own disk.")
}
