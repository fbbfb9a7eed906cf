public import EventModel

/// What one append writes: all of it, or nothing.
public struct Commit: Sendable, Hashable {
    /// Appending the same id again records nothing new and returns what the first time returned.
    public var commandID: CommandID
    public var actor: Actor
    public var events: [NewEvent]
    /// What the decision was based on: an expectation for every stream that is written or was read. A drawn stream needs none.
    public var expectations: [StreamID: StreamExpectation]
    /// Keys to claim or release, in this order.
    public var claims: [KeyClaim]
    /// The event that caused this commit, and the one that began the chain.
    public var causation: Position?
    public var correlation: Position?
    public var reason: String?

    public init(
        commandID: CommandID, actor: Actor, events: [NewEvent], expectations: [StreamID: StreamExpectation] = [:],
        claims: [KeyClaim] = [], causation: Position? = nil, correlation: Position? = nil, reason: String? = nil
    ) {
        self.commandID = commandID
        self.actor = actor
        self.events = events
        self.expectations = expectations
        self.claims = claims
        self.causation = causation
        self.correlation = correlation
        self.reason = reason
    }
}

/// An event before it is recorded: what the log adds is its position, version and time of recording.
public struct NewEvent: Sendable, Hashable {
    public var stream: StreamTarget
    /// The event's name and the version of its schema.
    public var type: String
    public var schemaVersion: UInt32
    /// When it happened in the world; at most five minutes in the future.
    public var occurredAt: Instant
    public var payload: [UInt8]

    public init(stream: StreamTarget, type: String, schemaVersion: UInt32, occurredAt: Instant, payload: [UInt8]) {
        self.stream = stream
        self.type = type
        self.schemaVersion = schemaVersion
        self.occurredAt = occurredAt
        self.payload = payload
    }
}

/// Which stream a new event goes to.
public enum StreamTarget: Sendable, Hashable {
    case named(StreamID)
    /// A new stream whose key is the next number of a sequence: `incident-INC-2026-000123` of the category `incident` and
    /// the sequence `INC-2026`. Numbers begin at 1 and have no gaps.
    case drawn(category: String, sequence: String)
    /// The stream of an earlier event of the same commit, by its index: for what follows in a drawn stream.
    case sameAs(event: Int)
}

/// What a stream must be for a commit to hold.
public enum StreamExpectation: Sendable, Hashable {
    /// It has exactly this many events.
    case exactly(UInt64)
    /// It has none.
    case noStream
    /// Whatever it is.
    case any
}
