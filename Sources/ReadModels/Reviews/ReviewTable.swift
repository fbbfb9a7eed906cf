public import EventModel
public import Processes

/// The review calendar: one row a review, with what it led to.
public enum ReviewTable: Table {
    public typealias Row = Review
    public typealias Event = ReviewEvent

    public static let name = "reviews"
    public static let version: UInt64 = 1
    public static let categories = [ReviewProcess.category]

    public static func fold(_ row: inout Review?, _ event: ReviewEvent, _ record: RecordedEvent) {
        ReviewProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Review>] = [.reviewsToHold, .reviewsWithActions, .reviewedIncident]
    public static let sums: [TableSum<Review>] = []
}

extension TableIndex<Review> {
    /// Those that are still to be held, by when they are due.
    public static let reviewsToHold = TableIndex("to hold") { row, keys in
        if row.state == .scheduled { keys.add(row.dueAt) }
    }
    /// Those that led to something that is not done, by when that is due.
    public static let reviewsWithActions = TableIndex("open action") { row, keys in
        for action in row.actions where action.completedAt == nil { keys.add(action.dueAt) }
    }
    public static let reviewedIncident = TableIndex("incident") { row, keys in
        if let incident = row.scheduled.incident { keys.add(incident.rawValue) }
    }
}

extension TableReader<ReviewTable> {
    /// Those that are still to be held, the first due first; with `before`, those due before that instant: at it, the time is not
    /// over. Only of one kind where `kind` is given.
    public func reviewsToHold(_ kind: ReviewKind? = nil, before: Instant? = nil) throws(TableError) -> [Review] {
        let due = before.map { KeyRange(from: nil, to: IndexKey($0)) } ?? .all
        return try rows(.reviewsToHold, due) { kind == nil || $0.scheduled.kind == kind }
    }

    /// Those of one incident, in the order of their numbers.
    public func reviews(of incident: IncidentNumber) throws(TableError) -> [Review] {
        try rows(.reviewedIncident, .exactly(IndexKey(incident.rawValue)))
    }

    /// All, in the order of their numbers.
    public func reviews(_ kind: ReviewKind? = nil) throws(TableError) -> [Review] {
        try rows { kind == nil || $0.scheduled.kind == kind }
    }

    /// What is still to be done, the first due first.
    public func openActions() throws(TableError) -> [(review: Review, action: Review.Action)] {
        var seen: Set<ReviewNumber> = []
        return try rows(.reviewsWithActions) { seen.insert($0.number).inserted }
            .flatMap { review in review.actions.filter { $0.completedAt == nil }.map { (review, $0) } }
            .sorted { ($0.action.dueAt, $0.review.number) < ($1.action.dueAt, $1.review.number) }
    }
}

// Not the storage format of the log: raise the table's version with any change.
extension Review: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \Review.number, "The review's number."),
        Field(2, "scheduled", \.scheduled, "What it is of, and for whom."),
        Field(3, "scheduledAt", \.scheduledAt, "Since when it is to be held."),
        Field(4, "dueAt", \.dueAt, "By when."),
        Field(5, "held", \.held, "What was shown, and where its minutes are."),
        Field(6, "heldAt", \.heldAt, "When it was held."),
        Field(7, "cancelledBecause", \.cancelledBecause, "Why it was not."),
        Field(8, "actions", \.actions, "What people undertook to do."))
}
extension ReviewScheduled: WireMessage {
    public static var schema: Schema<ReviewScheduled> { type.schema }
}
extension ReviewHeld: WireMessage {
    public static var schema: Schema<ReviewHeld> { type.schema }
}
extension Review.Action: WireMessage {
    public static let schema = Schema(
        Field(1, "number", \Review.Action.number, "Its number within the review."),
        Field(2, "what", \.what, "What is to be done."),
        Field(3, "owner", \.owner, "Who does it."),
        Field(4, "dueAt", \.dueAt, "By when."),
        Field(5, "raisedAt", \.raisedAt, "Since when."),
        Field(6, "completedAt", \.completedAt, "When it was done."),
        Field(7, "evidence", \.evidence, "What shows that."))
}
