public import EventModel
public import Imports
public import Processes

/// How a source's report is to be taken.
public struct ReconciliationOptions: Sendable {
    public var source: String
    /// The report's name: a run that was cut off goes on under the same.
    public var batch: String
    /// When the source saw what it reports; now where nil, or when the batch's first run said.
    public var observedAt: Instant?
    public var isDryRun: Bool

    public init(source: String, batch: String, observedAt: Instant? = nil, isDryRun: Bool = false) {
        (self.source, self.batch, self.observedAt, self.isDryRun) = (source, batch, observedAt, isDryRun)
    }
}

/// An event that is recorded, or would be but for a dry run.
public struct PlannedEvent: Sendable {
    public let stream: StreamID
    public let occurredAt: Instant
    public let event: any DomainEvent

    init(_ stream: StreamID, _ occurredAt: Instant, _ event: any DomainEvent) {
        (self.stream, self.occurredAt, self.event) = (stream, occurredAt, event)
    }
}

/// What a report came to.
public struct ReconciliationSummary: Sendable {
    public var batch: String
    public var observedAt: Instant
    public var rowsRead = 0
    /// Rows of items, by what they came to.
    public var outcomes: [Reconciliation.Outcome: Int] = [:]
    public var relationshipsChanged = 0
    public var relationshipsUnchanged = 0
    public var rejected: [RejectedFact] = []
    /// Rows with values that stand where others identify and identify nothing: how many, and the first of them. Other rules may
    /// have recognised the items all the same.
    public var rowsWithJunk = 0
    public var junk: [RejectedFact] = []
    public var events = 0
    /// The batch's own event, which everything is correlated with; nil after a dry run of a new batch.
    public var started: Position?

    init(batch: String, observedAt: Instant) { (self.batch, self.observedAt) = (batch, observedAt) }
}
