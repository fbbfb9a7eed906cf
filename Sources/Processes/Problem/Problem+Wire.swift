public import EventModel

// A problem as a row of a read model. Not the storage format of the log: raise the table's version with any change.

extension Problem: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \Problem.number, "The problem's number."),
        Field(2, "title", \.title, "Short summary."),
        Field(3, "state", \.state, "Where it stands."),
        Field(4, "classification", \.classification, "What kind of problem it is."),
        Field(5, "group", \.group, "The group that has it."),
        Field(6, "person", \.person, "The person who has it."),
        Field(7, "times", \.times, "When things happened."),
        Field(8, "waiting", \.waiting, "Whether it waits."),
        Field(9, "workMinutes", \.workMinutes, "Work, in minutes."),
        Field(10, "relations", \.relations, "What it is linked to."),
        Field(11, "hypotheses", \.hypotheses, "Supposed causes."),
        Field(12, "rootCause", \.rootCause, "The cause that was found."),
        Field(13, "resolution", \.resolution, "How it ended."),
        Field(14, "verifiedFix", \.verifiedFix, "The supplier's fix that was verified."),
        Field(15, "review", \.review, "What was learnt."),
        Field(16, "reopenedCount", \.reopenedCount, "Reopenings."),
        Field(17, "contradictions", \.contradictions, "What the record says that cannot be."),
        Field(18, "lastPosition", \.lastPosition, "Position of its last event."))
}

extension Problem.Classification: WireMessage {
    public static let schema = Schema(
        Field(1, "origin", \Problem.Classification.origin, "Why somebody looked."),
        Field(2, "description", \.description, "What is seen."),
        Field(3, "impact", \.impact, "How far the business is hit."),
        Field(4, "urgency", \.urgency, "How soon it must be dealt with."),
        Field(5, "priority", \.priority, "The order of work."),
        Field(6, "service", \.service, "The service that is hit."),
        Field(7, "signature", \.signature, "What its incidents have in common."))
}

extension Problem.Times: WireMessage {
    public static let schema = Schema(
        Field(1, "loggedAt", \Problem.Times.loggedAt, "Logged."),
        Field(2, "rootCauseAt", \.rootCauseAt, "The cause was first found."),
        Field(3, "resolvedAt", \.resolvedAt, "Last resolution, while it holds."),
        Field(4, "firstResolvedAt", \.firstResolvedAt, "First resolution."),
        Field(5, "closedAt", \.closedAt, "Closed."),
        Field(6, "recurredAt", \.recurredAt, "First came back after an end."),
        Field(7, "stateSince", \.stateSince, "Since when it has been in its state."),
        Field(8, "lastChangeAt", \.lastChangeAt, "The latest effective time of its events."))
}

extension Problem.Waiting: WireMessage {
    public static let schema = Schema(
        Field(1, "reason", \Problem.Waiting.reason, "What it waits for."),
        Field(2, "since", \.since, "Since when."),
        Field(3, "until", \.until, "When it is looked at again."),
        Field(4, "stateBefore", \.stateBefore, "The state that it goes back to."))
}

extension Problem.Relations: WireMessage {
    public static let schema = Schema(
        Field(1, "incidents", \Problem.Relations.incidents, "Incidents that it causes."),
        Field(2, "cis", \.cis, "Configuration items."),
        Field(3, "trend", \.trend, "The trend that it was logged from."),
        Field(4, "parent", \.parent, "The problem that it is a part of."),
        Field(5, "children", \.children, "Its parts."),
        Field(6, "recurrences", \.recurrences, "Incidents of its signature after its end."))
}

extension Problem.Hypothesis: WireMessage {
    public static let schema = Schema(
        Field(1, "text", \Problem.Hypothesis.text, "What is supposed."),
        Field(2, "recordedAt", \.recordedAt, "When."),
        Field(3, "rejection", \.rejection, "What speaks against it."))
}

extension RootCauseIdentified: WireMessage {
    public static var schema: Schema<RootCauseIdentified> { type.schema }
}
extension ProblemResolved: WireMessage {
    public static var schema: Schema<ProblemResolved> { type.schema }
}
extension SupplierFixVerified: WireMessage {
    public static var schema: Schema<SupplierFixVerified> { type.schema }
}
