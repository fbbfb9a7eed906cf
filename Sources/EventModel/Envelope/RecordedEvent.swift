/// One event as it stands in the log, with its envelope. The stored bytes are this message, so that `protoc` reads a
/// whole log; they are never re-encoded, and the Merkle leaf covers them exactly.
///
/// What only the writer knows (position, version, time of recording, drawn number) stands first, so that the rest can be
/// encoded before the commit's turn has come.
public struct RecordedEvent: Sendable, Hashable {
    public let position: Position
    /// The event's place in its stream: 1, 2, 3 …
    public let version: UInt64
    /// When it was committed; never decreases from one position to the next.
    public let recordedAt: Instant
    public let stream: StreamID
    /// The number that this event drew from a sequence, where it did.
    public let drawn: DrawnNumber?
    public let type: String
    public let schemaVersion: UInt32
    /// When it happened in the world; at most five minutes after `recordedAt`.
    public let occurredAt: Instant
    public let actor: Actor
    public let commandID: CommandID
    /// The event's place in its commit, from 0, and how many events the commit has.
    public let commitIndex: UInt32
    public let commitCount: UInt32
    /// The event that caused this one, and the one that began the whole chain.
    public let causation: Position?
    public let correlation: Position?
    public let reason: String?
    /// The keys that the commit claimed or released; on its first event.
    public let claims: [KeyClaim]
    public let payload: [UInt8]

    public init(
        position: Position, version: UInt64, recordedAt: Instant, stream: StreamID, drawn: DrawnNumber?, type: String,
        schemaVersion: UInt32, occurredAt: Instant, actor: Actor, commandID: CommandID, commitIndex: UInt32,
        commitCount: UInt32, causation: Position?, correlation: Position?, reason: String?, claims: [KeyClaim],
        payload: [UInt8]
    ) {
        self.position = position
        self.version = version
        self.recordedAt = recordedAt
        self.stream = stream
        self.drawn = drawn
        self.type = type
        self.schemaVersion = schemaVersion
        self.occurredAt = occurredAt
        self.actor = actor
        self.commandID = commandID
        self.commitIndex = commitIndex
        self.commitCount = commitCount
        self.causation = causation
        self.correlation = correlation
        self.reason = reason
        self.claims = claims
        self.payload = payload
    }
}

/// A number taken from a named sequence, without gaps: `INC-2026`, 123.
public struct DrawnNumber: Sendable, Hashable {
    public let sequence: String
    public let number: UInt64

    public init(sequence: String, number: UInt64) {
        self.sequence = sequence
        self.number = number
    }

    /// `INC-2026-000123`: six digits, more where the number needs them.
    public var text: String {
        let digits = String(number)
        return "\(sequence)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }
}

/// A key that must be unique: claimed for ever, or until it is released.
public struct KeyClaim: Sendable, Hashable {
    public enum Action: Int32, WireEnum {
        case claim = 1
        case release = 2
    }
    public let action: Action
    public let namespace: String
    public let key: String

    public init(_ action: Action, namespace: String, key: String) {
        self.action = action
        self.namespace = namespace
        self.key = key
    }
}
