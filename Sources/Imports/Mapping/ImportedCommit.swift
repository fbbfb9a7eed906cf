public import EventModel
public import Processes

/// What one row of another tool's export means here: facts of one incident, to be recorded together.
public struct ImportedCommit: Sendable {
    /// Derived from the row's content: the same row in any export is recorded once.
    public let commandID: CommandID
    public let number: IncidentNumber
    /// When it happened, by the row.
    public let occurredAt: Instant
    /// The import, on behalf of whoever changed the record in the source.
    public let actor: Actor
    /// At least one.
    public let events: [IncidentEvent]
    /// Physical line of the export on which the row starts.
    public let line: Int
}

/// What became of the rows of an export.
///
/// `read` is counted when the rows are read, the others when their fate is known, so that
/// `read == withEvents + recordedBefore + withoutChange + rejected` proves that none went missing.
public struct ImportTally: Sendable, Equatable {
    /// Every row below the header, readable or not.
    public internal(set) var read = 0
    /// Rows that became events.
    public internal(set) var withEvents = 0
    /// Rows whose events the log has from an earlier run.
    public internal(set) var recordedBefore = 0
    /// Rows that change nothing for which there is an event, and repeated rows.
    public internal(set) var withoutChange = 0
    /// Rows that could not be read.
    public internal(set) var rejected = 0
    /// Events in all commits handed out.
    public internal(set) var events = 0

    public init() {}
}

/// An event that the log has already of an incident, with its envelope.
public struct KnownEvent: Sendable {
    public let record: RecordedEvent
    public let event: IncidentEvent

    public init(record: RecordedEvent, event: IncidentEvent) {
        self.record = record
        self.event = event
    }
}
