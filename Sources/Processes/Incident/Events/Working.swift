public import EventModel

/// Somebody began to work on it.
public struct IncidentWorkStarted: DomainEvent {
    public let person: PersonID?
    public init(person: PersonID?) { self.person = person }

    public static let type = EventType(
        "IncidentWorkStarted", version: 1,
        Field(1, "person", \IncidentWorkStarted.person, "Who works on it."))
    public static let summary = "Somebody began to work on it."
    public static let example = IncidentWorkStarted(person: "person-21")
}

/// What an incident waits for. While it waits, the time counts for nobody.
public enum PendingReason: Int32, WireEnum {
    case customer = 1
    case supplier = 2
    case problem = 3
    case change = 4
    case evidence = 5
    case other = 6
}

/// The incident waits.
public struct IncidentPended: DomainEvent {
    public let waitingFor: PendingReason
    public let reason: String
    public let until: Instant?

    public init(waitingFor: PendingReason, reason: String, until: Instant?) {
        self.waitingFor = waitingFor
        self.reason = reason
        self.until = until
    }

    public static let type = EventType(
        "IncidentPended", version: 1,
        Field(1, "waitingFor", \IncidentPended.waitingFor, "What it waits for."),
        Field(2, "reason", \.reason, "Why, in words."),
        Field(3, "until", \.until, "When it is looked at again."))
    public static let summary = "The incident waits."
    public static let example = IncidentPended(
        waitingFor: .customer, reason: "Needs the error text.", until: Instant(micros: 1_774_713_600_000_000))
}

/// The incident no longer waits; it is again in the state that it left.
public struct IncidentResumed: DomainEvent {
    public let cause: String?
    public init(cause: String?) { self.cause = cause }

    public static let type = EventType(
        "IncidentResumed", version: 1,
        Field(1, "cause", \IncidentResumed.cause, "What ended the wait."))
    public static let summary = "The incident no longer waits."
    public static let example = IncidentResumed(cause: "The caller sent the error text.")
}

/// Somebody found out something.
public struct DiagnosisRecorded: DomainEvent {
    public let finding: PersonalText
    public let subject: PersonID?

    public init(finding: PersonalText, subject: PersonID?) {
        self.finding = finding
        self.subject = subject
    }

    public static let type = EventType(
        "DiagnosisRecorded", version: 1,
        Field(1, "finding", \DiagnosisRecorded.finding, "What was found.", personal: .subject(\.subject)),
        Field(2, "subject", \.subject, "Whom the text may describe: the caller."))
    public static let summary = "Somebody found out something."
    public static let example = DiagnosisRecorded(finding: "The queue is full.", subject: "person-17")
}

/// Somebody spent time on it.
public struct WorkLogged: DomainEvent {
    public let minutes: Int64
    public let person: PersonID
    public let note: String?

    public init(minutes: Int64, person: PersonID, note: String?) {
        self.minutes = minutes
        self.person = person
        self.note = note
    }

    public static let type = EventType(
        "WorkLogged", version: 1,
        Field(1, "minutes", \WorkLogged.minutes, "How long, 1 to 1,440 minutes."),
        Field(2, "person", \.person, "Who."),
        Field(3, "note", \.note, "On what."))
    public static let summary = "Somebody spent time on it."
    public static let example = WorkLogged(minutes: 25, person: "person-21", note: "Restarted the queue.")
}

/// The incident is one that is already understood.
public struct KnownErrorMatched: DomainEvent {
    public let knownError: ReferenceCode
    public init(knownError: ReferenceCode) { self.knownError = knownError }

    public static let type = EventType(
        "KnownErrorMatched", version: 1,
        Field(1, "knownError", \KnownErrorMatched.knownError, "Which known error."))
    public static let summary = "The incident is one that is already understood."
    public static let example = KnownErrorMatched(knownError: "KE-12")
}

/// The service was made usable again without removing the cause.
public struct WorkaroundApplied: DomainEvent {
    public let workaround: String
    public let knownError: ReferenceCode?

    public init(workaround: String, knownError: ReferenceCode?) {
        self.workaround = workaround
        self.knownError = knownError
    }

    public static let type = EventType(
        "WorkaroundApplied", version: 1,
        Field(1, "workaround", \WorkaroundApplied.workaround, "What was done."),
        Field(2, "knownError", \.knownError, "The known error that it belongs to."))
    public static let summary = "The service was made usable again without removing the cause."
    public static let example = WorkaroundApplied(workaround: "Sent through the second relay.", knownError: "KE-12")
}

/// Who may read a comment.
public enum CommentVisibility: Int32, WireEnum {
    /// The caller too.
    case `public` = 1
    /// Staff only.
    case `private` = 2
}

/// Somebody wrote something on the incident.
public struct CommentAdded: DomainEvent {
    public let visibility: CommentVisibility
    public let text: PersonalText
    public let subject: PersonID?

    public init(visibility: CommentVisibility, text: PersonalText, subject: PersonID?) {
        self.visibility = visibility
        self.text = text
        self.subject = subject
    }

    public static let type = EventType(
        "CommentAdded", version: 1,
        Field(1, "visibility", \CommentAdded.visibility, "Who may read it."),
        Field(2, "text", \.text, "What was written.", personal: .subject(\.subject)),
        Field(3, "subject", \.subject, "Whom the text may describe: the caller."))
    public static let summary = "Somebody wrote something on the incident."
    public static let example = CommentAdded(visibility: .public, text: "We are on it.", subject: "person-17")
}
