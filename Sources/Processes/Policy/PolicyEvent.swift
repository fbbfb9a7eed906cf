public import EventModel

/// A version of a policy came into force.
public struct PolicyEnabled: DomainEvent {
    public let version: UInt64
    public let since: Position?

    public init(version: UInt64, since: Position? = nil) {
        self.version = version
        self.since = since
    }

    public static let type = EventType(
        "PolicyEnabled", version: 1,
        Field(1, "version", \PolicyEnabled.version, "The policy's version."),
        Field(2, "since", \.since, "The first event that it reacts to, where that is not the next one."))
    public static let summary = "A version of a policy came into force."
    public static let example = PolicyEnabled(version: 2, since: Position(41))
}

/// A policy does nothing any more.
public struct PolicyDisabled: DomainEvent {
    public let version: UInt64

    public init(version: UInt64) { self.version = version }

    public static let type = EventType(
        "PolicyDisabled", version: 1,
        Field(1, "version", \PolicyDisabled.version, "The version that was in force."))
    public static let summary = "A policy does nothing any more."
    public static let example = PolicyDisabled(version: 2)
}

/// What a policy wanted done was refused by a rule, or left nothing to do. It is not tried again for the same cause, which is
/// the event's causation.
public struct PolicyRefused: DomainEvent {
    public let version: UInt64
    public let command: String
    public let target: StreamID?
    public let rejection: String

    public init(version: UInt64, command: String, target: StreamID?, rejection: String) {
        self.version = version
        self.command = command
        self.target = target
        self.rejection = rejection
    }

    public static let type = EventType(
        "PolicyRefused", version: 1,
        Field(1, "version", \PolicyRefused.version, "The policy's version."),
        Field(2, "command", \.command, "What it wanted done."),
        Field(3, "target", \.target, "The stream that it wanted it done to; absent for a new one."),
        Field(4, "rejection", \.rejection, "Why not."))
    public static let summary = "What a policy wanted done was refused by a rule, or left nothing to do."
    public static let example = PolicyRefused(
        version: 2, command: "CloseIncident", target: StreamID(category: "incident", key: "INC-2026-000002"),
        rejection: "an incident that is Cancelled cannot be closed")
}

/// Everything that happens in a policy's stream.
public enum PolicyEvent: EventUnion {
    case enabled(PolicyEnabled)
    case disabled(PolicyDisabled)
    case refused(PolicyRefused)

    public static let catalogue = EventCatalogue<PolicyEvent>([
        EventMember(PolicyEvent.enabled), EventMember(PolicyEvent.disabled), EventMember(PolicyEvent.refused),
    ])

    public var event: any DomainEvent {
        switch self {
        case .enabled(let event): event
        case .disabled(let event): event
        case .refused(let event): event
        }
    }
}
