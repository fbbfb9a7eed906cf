public import EventModel
public import Processes

/// One incident as the service desk sees it.
public struct ServiceDeskRow: Sendable, Hashable {
    public var incident: Incident
    /// When it became open and when it ceased to be, in turn, from its logging on. What backlog flow and reopenings are
    /// counted from.
    public var turns: [Turn]

    public init(incident: Incident, turns: [Turn]) {
        self.incident = incident
        self.turns = turns
    }

    /// Declared major, and not stood down.
    public var isMajor: Bool { incident.major.map { $0.stoodDownAt == nil } ?? false }

    mutating func take(_ event: IncidentEvent, _ record: RecordedEvent) {
        let wasOpen = incident.state.isOpen
        incident.take(event, record)
        let state = incident.state
        if state.isOpen != wasOpen { turns.append(Turn(at: record.occurredAt, state: state)) }
    }
}

/// An incident became open or ceased to be.
public struct Turn: Sendable, Hashable {
    public let at: Instant
    /// The state that it came to.
    public let state: IncidentState

    public init(at: Instant, state: IncidentState) {
        self.at = at
        self.state = state
    }
}

extension ServiceDeskRow: WireMessage {
    public static let schema = Schema(
        Field(1, "incident", \ServiceDeskRow.incident, "The incident."),
        Field(2, "turns", \.turns, "When it became open and when it ceased to be."))
}

extension Turn: WireMessage {
    public static let schema = Schema(
        Field(1, "at", \Turn.at, "When."),
        Field(2, "state", \.state, "The state that it came to."))
}
