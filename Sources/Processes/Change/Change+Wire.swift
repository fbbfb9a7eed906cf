public import EventModel

// A change as a row of a read model. Not the storage format of the log: raise the table's version with any change.

extension Change: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \Change.number, "The change's number."),
        Field(2, "type", \.type, "How it is handled."),
        Field(3, "title", \.title, "What it is, in a line."),
        Field(4, "state", \.state, "Where it stands."),
        Field(5, "requester", \.requester, "Whose wish it is."),
        Field(6, "recordedBy", \.recordedBy, "Who recorded the request."),
        Field(7, "service", \.service, "The service that it is for."),
        Field(8, "template", \.template, "The template of a standard change."),
        Field(9, "templateVersion", \.templateVersion, "The template's version."),
        Field(10, "problem", \.problem, "The problem that it is to resolve."),
        Field(11, "category", \.category, "Its category."),
        Field(12, "priority", \.priority, "1 is the highest, 5 the lowest."),
        Field(13, "requestedAt", \.requestedAt, "When it was asked for."),
        Field(14, "lastChangeAt", \.lastChangeAt, "The latest effective time of its events."),
        Field(15, "scope", \.scope, "What is changed."),
        Field(16, "plan", \.plan, "How, and when."),
        Field(17, "assessment", \.assessment, "What is known of its effects."),
        Field(18, "approval", \.approval, "Who may approve it, and did."),
        Field(19, "work", \.work, "What was done, and when."),
        Field(20, "review", \.review, "What came of it."),
        Field(21, "reviewedAt", \.reviewedAt, "When it was reviewed."),
        Field(22, "closedAt", \.closedAt, "When it was closed."),
        Field(23, "lastPosition", \.lastPosition, "Position of its last event."),
        Field(24, "reviewDue", \.reviewDue, "That it is to be reviewed."),
        Field(25, "reviewedBy", \.reviewedBy, "Who reviewed it."),
        Field(26, "lastEditPosition", \.lastEditPosition, "Position of the last edit of scope or plan."))
}

extension Change.Scope: WireMessage {
    public static let schema = Schema(
        Field(1, "cis", \Change.Scope.cis, "The items."),
        Field(2, "attributes", \.attributes, "Which of their attributes; none, all of them."))
}

extension Change.Assessment: WireMessage {
    public static let schema = Schema(
        Field(1, "impact", \Change.Assessment.impact, "What it would reach."),
        Field(2, "risk", \.risk, "How risky it is."),
        Field(3, "conflicts", \.conflicts, "What it gets in the way of."))
}

extension Change.Approval: WireMessage {
    public static let schema = Schema(
        Field(1, "request", \Change.Approval.request, "Who was asked, and for what."),
        Field(2, "requestedAt", \.requestedAt, "When they were."),
        Field(3, "given", \.given, "Who approved."),
        Field(4, "delegations", \.delegations, "Who handed their approval on."),
        Field(5, "refusal", \.refusal, "That somebody refused while it was at work."),
        Field(6, "authorised", \.authorised, "The hash of what is authorised."),
        Field(7, "authorisedAt", \.authorisedAt, "When it was."),
        Field(8, "invalidations", \.invalidations, "How often an edit voided approvals."))
}

extension Change.Work: WireMessage {
    public static let schema = Schema(
        Field(1, "window", \Change.Work.window, "When it is to be made."),
        Field(2, "tasks", \.tasks, "The parts of the work."),
        Field(3, "implementers", \.implementers, "Who worked on it."),
        Field(4, "startedAt", \.startedAt, "When it began."),
        Field(5, "isOutOfWindow", \.isOutOfWindow, "Whether that was out of its window."),
        Field(6, "failure", \.failure, "That it failed."),
        Field(7, "recovery", \.recovery, "What was done about it."),
        Field(8, "backoutStartedAt", \.backoutStartedAt, "When it began to be taken back."),
        Field(9, "isBackedOut", \.isBackedOut, "Whether it was taken back."),
        Field(10, "actual", \.actual, "From its start to its end."))
}

extension Change.Task: WireMessage {
    public static let schema = Schema(
        Field(1, "title", \Change.Task.title, "What is to be done."),
        Field(2, "person", \.person, "Who does it."),
        Field(3, "isDone", \.isDone, "Whether it is done."))
}

extension ChangeImpactAssessed: WireMessage { public static var schema: Schema<ChangeImpactAssessed> { type.schema } }
extension ChangeRiskScored: WireMessage { public static var schema: Schema<ChangeRiskScored> { type.schema } }
extension ApprovalRequested: WireMessage { public static var schema: Schema<ApprovalRequested> { type.schema } }
extension ApprovalGiven: WireMessage { public static var schema: Schema<ApprovalGiven> { type.schema } }
extension ApprovalDelegated: WireMessage { public static var schema: Schema<ApprovalDelegated> { type.schema } }
extension ApprovalRefused: WireMessage { public static var schema: Schema<ApprovalRefused> { type.schema } }
extension ChangeFailed: WireMessage { public static var schema: Schema<ChangeFailed> { type.schema } }
extension ChangeReviewScheduled: WireMessage { public static var schema: Schema<ChangeReviewScheduled> { type.schema } }
extension ChangeReviewed: WireMessage { public static var schema: Schema<ChangeReviewed> { type.schema } }
