public import EventModel

/// The window is fixed.
public struct ChangeScheduled: DomainEvent {
    public let window: ChangeWindow
    public let knownAt: Position?

    public init(window: ChangeWindow, knownAt: Position? = nil) { (self.window, self.knownAt) = (window, knownAt) }

    public static let type = EventType(
        "ChangeScheduled", version: 1,
        Field(1, "window", \ChangeScheduled.window, "When it is made."),
        Field(2, "knownAt", \.knownAt, "As far as the log was known when conflicts were last looked for."))
    public static let summary = "A change was scheduled."
    public static let example = ChangeScheduled(window: .example, knownAt: Position(4_180))
}

/// The window is another.
public struct ChangeRescheduled: DomainEvent {
    public let window: ChangeWindow
    public let reason: String
    public let knownAt: Position?

    public init(window: ChangeWindow, reason: String, knownAt: Position? = nil) {
        (self.window, self.reason, self.knownAt) = (window, reason, knownAt)
    }

    public static let type = EventType(
        "ChangeRescheduled", version: 1,
        Field(1, "window", \ChangeRescheduled.window, "When it is made instead."),
        Field(2, "reason", \.reason, "Why."),
        Field(3, "knownAt", \.knownAt, "As far as the log was known when conflicts were last looked for."))
    public static let summary = "A change was scheduled for another time."
    public static let example = ChangeRescheduled(
        window: .example, reason: "Quarter end", knownAt: Position(4_180))
}

/// Somebody is to do a part of it.
public struct ChangeTaskAssigned: DomainEvent {
    public let task: Int64
    public let title: String
    public let person: PersonID

    public init(task: Int64, title: String, person: PersonID) {
        (self.task, self.title, self.person) = (task, title, person)
    }

    public static let type = EventType(
        "ChangeTaskAssigned", version: 1,
        Field(1, "task", \ChangeTaskAssigned.task, "The task's number in the change, from 1."),
        Field(2, "title", \.title, "What is to be done."),
        Field(3, "person", \.person, "Who does it."))
    public static let summary = "A part of a change was given to somebody."
    public static let example = ChangeTaskAssigned(task: 1, title: "Install on mx-2", person: "person-4")
}

/// A part of it is done.
public struct ChangeTaskCompleted: DomainEvent {
    public let task: Int64
    public init(task: Int64) { self.task = task }

    public static let type = EventType(
        "ChangeTaskCompleted", version: 1, Field(1, "task", \ChangeTaskCompleted.task, "Which task."))
    public static let summary = "A part of a change is done."
    public static let example = ChangeTaskCompleted(task: 1)
}

/// Work on the change began, in its window.
public struct ChangeStarted: DomainEvent {
    public let implementer: PersonID
    public init(implementer: PersonID) { self.implementer = implementer }

    public static let type = EventType(
        "ChangeStarted", version: 1, Field(1, "implementer", \ChangeStarted.implementer, "Who began."))
    public static let summary = "Work on a change began."
    public static let example = ChangeStarted(implementer: "person-4")
}

/// Work on the change began outside its window, or in a freeze.
public struct ChangeStartedOutOfWindow: DomainEvent {
    public let implementer: PersonID
    public let reason: String
    public let freeze: ReferenceCode?

    public init(implementer: PersonID, reason: String, freeze: ReferenceCode? = nil) {
        (self.implementer, self.reason, self.freeze) = (implementer, reason, freeze)
    }

    public static let type = EventType(
        "ChangeStartedOutOfWindow", version: 1,
        Field(1, "implementer", \ChangeStartedOutOfWindow.implementer, "Who began."),
        Field(2, "reason", \.reason, "Why then."),
        Field(3, "freeze", \.freeze, "The freeze that it began in."))
    public static let summary = "Work on a change began outside its window, or in a freeze."
    public static let example = ChangeStartedOutOfWindow(
        implementer: "person-4", reason: "The disk is nearly full", freeze: "year-end")
}

/// All of it is done.
public struct ChangeCompleted: DomainEvent {
    public let actual: ChangeWindow
    public init(actual: ChangeWindow) { self.actual = actual }

    public static let type = EventType(
        "ChangeCompleted", version: 1,
        Field(1, "actual", \ChangeCompleted.actual, "When it was really made."))
    public static let summary = "A change is done."
    public static let example = ChangeCompleted(actual: .example)
}

/// It did not work.
public struct ChangeFailed: DomainEvent {
    public let step: String
    public let reason: String

    public init(step: String, reason: String) { (self.step, self.reason) = (step, reason) }

    public static let type = EventType(
        "ChangeFailed", version: 1,
        Field(1, "step", \ChangeFailed.step, "Where."),
        Field(2, "reason", \.reason, "Why."))
    public static let summary = "A change failed."
    public static let example = ChangeFailed(step: "Install on mx-1", reason: "The service does not start")
}

/// What is done about the failure.
public struct ChangeRecoveryDecided: DomainEvent {
    public let recovery: ChangeRecovery
    public init(recovery: ChangeRecovery) { self.recovery = recovery }

    public static let type = EventType(
        "ChangeRecoveryDecided", version: 1,
        Field(1, "recovery", \ChangeRecoveryDecided.recovery, "What is done about it."))
    public static let summary = "It was decided how to recover from a failed change."
    public static let example = ChangeRecoveryDecided(recovery: .backout)
}

/// The change is being taken back.
public struct BackoutStarted: DomainEvent {
    public let reason: String?
    public init(reason: String? = nil) { self.reason = reason }

    public static let type = EventType(
        "BackoutStarted", version: 1,
        Field(1, "reason", \BackoutStarted.reason, "Why it is not put right instead."))
    public static let summary = "A change is being taken back."
    public static let example = BackoutStarted(reason: "The window is too short for more")
}

/// The change is taken back.
public struct BackoutCompleted: DomainEvent {
    public let actual: ChangeWindow
    public init(actual: ChangeWindow) { self.actual = actual }

    public static let type = EventType(
        "BackoutCompleted", version: 1,
        Field(1, "actual", \BackoutCompleted.actual, "From the change's start to the end of its backout."))
    public static let summary = "A change was taken back."
    public static let example = BackoutCompleted(actual: .example)
}

/// Somebody is to look at it afterwards, until then.
public struct ChangeReviewScheduled: DomainEvent {
    public let dueAt: Instant
    public let reviewer: PersonID?
    public let reasons: [String]

    public init(dueAt: Instant, reviewer: PersonID?, reasons: [String]) {
        (self.dueAt, self.reviewer, self.reasons) = (dueAt, reviewer, reasons)
    }

    public static let type = EventType(
        "ChangeReviewScheduled", version: 1,
        Field(1, "dueAt", \ChangeReviewScheduled.dueAt, "Until when."),
        Field(2, "reviewer", \.reviewer, "Who; absent where nobody is known who had no hand in it."),
        Field(3, "reasons", \.reasons, "Why it cannot be closed without."))
    public static let summary = "A change that is done is to be reviewed."
    public static let example = ChangeReviewScheduled(
        dueAt: Instant(micros: 1_700_600_000_000_000), reviewer: "person-8",
        reasons: ["it failed", "it went on after its window"])
}

/// What came of it, looked at afterwards.
public struct ChangeReviewed: DomainEvent {
    public let outcome: ChangeOutcome
    public let findings: String?

    public init(outcome: ChangeOutcome, findings: String?) { (self.outcome, self.findings) = (outcome, findings) }

    public static let type = EventType(
        "ChangeReviewed", version: 1,
        Field(1, "outcome", \ChangeReviewed.outcome, "What came of it."),
        Field(2, "findings", \.findings, "What there is to learn."))
    public static let summary = "A change was reviewed."
    public static let example = ChangeReviewed(outcome: .withIssues, findings: "Test on one relay first")
}

/// Nothing is left to do.
public struct ChangeClosed: DomainEvent {
    public let reason: String?
    public init(reason: String? = nil) { self.reason = reason }

    public static let type = EventType(
        "ChangeClosed", version: 1,
        Field(1, "reason", \ChangeClosed.reason, "Why, where nobody approved it in time."))
    public static let summary = "A change was closed."
    public static let example = ChangeClosed(reason: "Nobody could be reached")
}
