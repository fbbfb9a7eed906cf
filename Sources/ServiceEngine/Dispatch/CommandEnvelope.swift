public import EventModel

/// Who gives a command, when it happened, why, and what caused it.
public struct CommandEnvelope: Sendable {
    public var actor: Actor
    /// When the thing happened in the world; the time of recording where nil.
    public var occurredAt: Instant?
    public var reason: String?
    /// Repeating a command with the same id records nothing twice; a new one is made where nil.
    public var commandID: CommandID?
    /// The event that this command reacts to.
    public var causation: Position?

    public init(
        _ actor: Actor, occurredAt: Instant? = nil, reason: String? = nil, commandID: CommandID? = nil,
        causation: Position? = nil
    ) {
        self.actor = actor
        self.occurredAt = occurredAt
        self.reason = reason
        self.commandID = commandID
        self.causation = causation
    }
}

/// What a command recorded.
public struct Receipt<Process: Decider>: Sendable {
    public let stream: StreamID
    /// The version and state of the command's own stream after it.
    public let version: UInt64
    public let state: Process.State
    /// Where every event of the commit stands, those in other streams too. Empty where there was nothing to record.
    public let positions: [Position]
    /// True where the command had been recorded before: nothing was written now.
    public let wasDuplicate: Bool
}
