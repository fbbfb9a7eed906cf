public import EventModel

/// One command's outcome in the simulated organisation: events that belong into one commit of a log.
public struct SimulatedCommit: Sendable {
    /// Made of the commit's time and the seed: simulating again with the same seed repeats it.
    public let commandID: CommandID
    public let actor: Actor
    /// When it happened: of all its events.
    public let occurredAt: Instant
    public let reason: String?
    /// The number that the first event's stream is named after, drawn from a sequence; nil where nothing is drawn. A
    /// prediction: true for a log whose sequences of that year have given no numbers yet.
    public let drawn: DrawnNumber?
    /// At least one, in the order of recording.
    public internal(set) var events: [SimulatedEvent]
}

/// An event and the stream that it goes to.
public struct SimulatedEvent: Sendable {
    public let stream: StreamID
    public let event: any DomainEvent
}
