public import EventModel

// An incident as a row of a read model. Not the storage format of the log: raise the table's version with any change.

extension Incident: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \Incident.number, "The incident's number."),
        Field(2, "title", \.title, "Short summary."),
        Field(3, "state", \.state, "Where it stands."),
        Field(4, "classification", \.classification, "What kind of incident it is."),
        Field(5, "assignment", \.assignment, "Who has it."),
        Field(6, "times", \.times, "When things happened."),
        Field(7, "waiting", \.waiting, "Whether it waits, and how long it has."),
        Field(8, "counts", \.counts, "How often things happened."),
        Field(9, "relations", \.relations, "What it is linked to."),
        Field(10, "resolution", \.resolution, "How it ended."),
        Field(11, "major", \.major, "That it was declared major."),
        Field(12, "contradictions", \.contradictions, "What the record says that cannot be."),
        Field(13, "firstPosition", \.firstPosition, "Position of its first event."),
        Field(14, "lastPosition", \.lastPosition, "Position of its last event."))
}

extension Incident.Classification: WireMessage {
    public static let schema = Schema(
        Field(1, "source", \Incident.Classification.source, "Where it was noticed."),
        Field(2, "caller", \.caller, "Who reported it."),
        Field(3, "customer", \.customer, "The organisation that is hit."),
        Field(4, "service", \.service, "The service that is hit."),
        Field(5, "category", \.category, "The kind of incident."),
        Field(6, "subcategory", \.subcategory, "The kind within the category."),
        Field(7, "symptom", \.symptom, "What is seen to go wrong."),
        Field(8, "impact", \.impact, "How far the business is hit."),
        Field(9, "urgency", \.urgency, "How soon it must be dealt with."),
        Field(10, "priority", \.priority, "The order of work."),
        Field(11, "matrixVersion", \.matrixVersion, "The matrix that gave the priority."),
        Field(12, "isOverridden", \.isOverridden, "Whether somebody set the priority by hand."))
}

extension Incident.Assignment: WireMessage {
    public static let schema = Schema(
        Field(1, "group", \Incident.Assignment.group, "The group that has it."),
        Field(2, "person", \.person, "The person who has it."),
        Field(3, "firstGroup", \.firstGroup, "The group that had it first."),
        Field(4, "escalationLevel", \.escalationLevel, "The highest level reached."),
        Field(5, "functionalLevel", \.functionalLevel, "The highest level reached by expertise."),
        Field(6, "hierarchicalLevel", \.hierarchicalLevel, "The highest level reached by authority."),
        Field(7, "supplier", \.supplier, "The supplier engaged last."),
        Field(8, "suppliers", \.suppliers, "All suppliers engaged."))
}

extension Incident.Times: WireMessage {
    public static let schema = Schema(
        Field(1, "detectedAt", \Incident.Times.detectedAt, "First noticed."),
        Field(2, "loggedAt", \.loggedAt, "Logged."),
        Field(3, "acknowledgedAt", \.acknowledgedAt, "First acknowledged."),
        Field(4, "firstResponseAt", \.firstResponseAt, "First public comment by a person who is not the caller."),
        Field(5, "firstResolvedAt", \.firstResolvedAt, "First resolution."),
        Field(6, "resolvedAt", \.resolvedAt, "Last resolution, while it holds."),
        Field(7, "closedAt", \.closedAt, "Closed."),
        Field(8, "lastReopenedAt", \.lastReopenedAt, "Last reopened."),
        Field(9, "lastChangeAt", \.lastChangeAt, "The latest effective time of its events."),
        Field(10, "stateSince", \.stateSince, "Since when it has been in its state."),
        Field(11, "openSince", \.openSince, "Since when it has been open, or last was."),
        Field(12, "movedAt", \.movedAt, "When its state, its wait or its assignment last changed."))
}

extension Incident.Waiting: WireMessage {
    public static let schema = Schema(
        Field(1, "reason", \Incident.Waiting.reason, "What it waits for."),
        Field(2, "since", \.since, "Since when."),
        Field(3, "until", \.until, "When it is looked at again."),
        Field(4, "stateBefore", \.stateBefore, "The state that it goes back to."),
        Field(5, "pausedMicros", \.pausedMicros, "Waits that are over, microseconds."),
        Field(6, "pausedMicrosAtResolution", \.pausedMicrosAtResolution, "The same at the last resolution."))
}

extension Incident.Counts: WireMessage {
    public static let schema = Schema(
        Field(1, "reopened", \Incident.Counts.reopened, "Reopenings."),
        Field(2, "reassigned", \.reassigned, "Hand-overs from one group to another."),
        Field(3, "functionalEscalations", \.functionalEscalations, "Escalations by expertise."),
        Field(4, "hierarchicalEscalations", \.hierarchicalEscalations, "Escalations by authority."),
        Field(5, "comments", \.comments, "Comments."),
        Field(6, "workMinutes", \.workMinutes, "Work, in minutes."),
        Field(7, "pended", \.pended, "Waits."))
}

extension Incident.Relations: WireMessage {
    public static let schema = Schema(
        Field(1, "cis", \Incident.Relations.cis, "Configuration items."),
        Field(2, "links", \.links, "Problems and changes."),
        Field(3, "knownErrors", \.knownErrors, "Known errors matched."),
        Field(4, "suspectedChanges", \.suspectedChanges, "Changes that may have caused it."),
        Field(5, "rejectedChanges", \.rejectedChanges, "Changes that did not."),
        Field(6, "causingChange", \.causingChange, "The change that did."),
        Field(7, "parent", \.parent, "Its parent."),
        Field(8, "children", \.children, "Its children."),
        Field(9, "mergedInto", \.mergedInto, "The record that goes on for it."),
        Field(10, "stateBeforeMerge", \.stateBeforeMerge, "The state it was merged in."),
        Field(11, "movedWorkMinutes", \.movedWorkMinutes, "Work that went to the survivor, in minutes."),
        Field(12, "absorbed", \.absorbed, "Its duplicates."),
        Field(13, "previous", \.previous, "The closed incident that it comes back from."),
        Field(14, "contact", \.contact, "The contact in which it was reported."),
        Field(15, "computations", \.computations, "What links were last computed from."),
        Field(16, "alert", \.alert, "The alert that it was logged for."),
        Field(17, "resolutionProposal", \.resolutionProposal, "Why it may be over."),
        Field(18, "proposedParent", \.proposedParent, "What may be its parent."),
        Field(19, "isProposedMajor", \.isProposedMajor, "Whether it may be a major one."))
}

extension Incident.Resolution: WireMessage {
    public static let schema = Schema(
        Field(1, "code", \Incident.Resolution.code, "Closure code."),
        Field(2, "solution", \.solution, "What was done."),
        Field(3, "causeCI", \.causeCI, "The item at fault."),
        Field(4, "restoredAt", \.restoredAt, "When the service ran again."),
        Field(5, "closedBy", \.closedBy, "Who closed it."))
}

extension Incident.MajorIncident: WireMessage {
    public static let schema = Schema(
        Field(1, "declaredAt", \Incident.MajorIncident.declaredAt, "Declared."),
        Field(2, "stoodDownAt", \.stoodDownAt, "Stood down."),
        Field(3, "manager", \.manager, "Who leads."))
}

extension Incident.Contradiction: WireMessage {
    public static let schema = Schema(
        Field(1, "position", \Incident.Contradiction.position, "The event."),
        Field(2, "what", \.what, "What cannot be."))
}

extension CILinkedToIncident: WireMessage {
    public static var schema: Schema<CILinkedToIncident> { type.schema }
}
extension CILinksComputed: WireMessage {
    public static var schema: Schema<CILinksComputed> { type.schema }
}
extension IncidentLinked: WireMessage {
    public static var schema: Schema<IncidentLinked> { type.schema }
}
