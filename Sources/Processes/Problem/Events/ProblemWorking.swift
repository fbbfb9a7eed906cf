public import EventModel

/// The problem was given to a group, and perhaps to one of its people.
public struct ProblemAssigned: DomainEvent {
    public let group: GroupID?
    public let person: PersonID?

    public init(group: GroupID?, person: PersonID?) { (self.group, self.person) = (group, person) }

    public static let type = EventType(
        "ProblemAssigned", version: 1,
        Field(1, "group", \ProblemAssigned.group, "The group that has it now."),
        Field(2, "person", \.person, "The person who has it now."))
    public static let summary = "The problem was given to a group or a person."
    public static let example = ProblemAssigned(group: "messaging", person: "person-21")
}

/// Somebody began to look for the cause.
public struct ProblemWorkStarted: DomainEvent {
    public let person: PersonID?
    public init(person: PersonID?) { self.person = person }

    public static let type = EventType(
        "ProblemWorkStarted", version: 1,
        Field(1, "person", \ProblemWorkStarted.person, "Who works on it."))
    public static let summary = "Somebody began to look for the cause."
    public static let example = ProblemWorkStarted(person: "person-21")
}

/// The problem waits. Clocks of incidents run on.
public struct ProblemPended: DomainEvent {
    public let waitingFor: PendingReason
    public let reason: String
    public let until: Instant?

    public init(waitingFor: PendingReason, reason: String, until: Instant?) {
        (self.waitingFor, self.reason, self.until) = (waitingFor, reason, until)
    }

    public static let type = EventType(
        "ProblemPended", version: 1,
        Field(1, "waitingFor", \ProblemPended.waitingFor, "What it waits for."),
        Field(2, "reason", \.reason, "Why, in words."),
        Field(3, "until", \.until, "When it is looked at again."))
    public static let summary = "The problem waits."
    public static let example = ProblemPended(
        waitingFor: .supplier, reason: "The maker reads the dump.", until: Instant(micros: 1_774_713_600_000_000))
}

/// The problem no longer waits; it is again in the state that it left.
public struct ProblemResumed: DomainEvent {
    public let cause: String?
    public init(cause: String?) { self.cause = cause }

    public static let type = EventType(
        "ProblemResumed", version: 1,
        Field(1, "cause", \ProblemResumed.cause, "What ended the wait."))
    public static let summary = "The problem no longer waits."
    public static let example = ProblemResumed(cause: "The maker answered.")
}

/// Somebody spent time on the problem.
public struct ProblemWorkLogged: DomainEvent {
    public let minutes: Int64
    public let person: PersonID
    public let note: String?

    public init(minutes: Int64, person: PersonID, note: String?) {
        (self.minutes, self.person, self.note) = (minutes, person, note)
    }

    public static let type = EventType(
        "ProblemWorkLogged", version: 1,
        Field(1, "minutes", \ProblemWorkLogged.minutes, "How long, 1 to 1,440 minutes."),
        Field(2, "person", \.person, "Who."),
        Field(3, "note", \.note, "On what."))
    public static let summary = "Somebody spent time on the problem."
    public static let example = ProblemWorkLogged(minutes: 90, person: "person-21", note: "Read the dump.")
}
