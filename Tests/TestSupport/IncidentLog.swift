public import EventModel
public import Processes

/// Incidents' events as a log would hold them, for tests of what is folded from a log.
public struct IncidentLog: Sendable {
    public private(set) var events: [RecordedEvent] = []
    private var streams: [StreamID: [RecordedEvent]] = [:]

    public init() {}

    /// Records `event`; `at` is when it happened. Time of recording is a minute a position, from 2026-01-01.
    public mutating func add(
        _ event: IncidentEvent, to number: IncidentNumber, at occurredAt: Instant, by principal: PersonID = "agent-1",
        kind: ActorKind = .person
    ) {
        let stream = number.stream
        let position = Position(UInt64(events.count) + 1)
        let recordedAt = Instant.newYear.advanced(byMicros: Int64(events.count) * Instant.microsPerMinute)
        let record = RecordedEvent(
            position: position, version: UInt64(history(stream).count) + 1, recordedAt: recordedAt, stream: stream,
            drawn: nil,
            type: event.name, schemaVersion: event.schemaVersion, occurredAt: occurredAt,
            actor: Actor(principal: principal, kind: kind),
            commandID: CommandID(derivedAt: recordedAt, hash: (position.rawValue, 0)), commitIndex: 0,
            commitCount: 1, causation: nil, correlation: nil, reason: nil, claims: [],
            payload: event.event.encoded())
        events.append(record)
        streams[stream, default: []].append(record)
    }

    /// The stream's events up to `position`, in the order of recording.
    public func history(_ stream: StreamID, _ position: Position = Position(.max)) -> [RecordedEvent] {
        (streams[stream] ?? []).filter { $0.position <= position }
    }
}

extension IncidentEvent {
    var name: String { declared.name }
    var schemaVersion: UInt32 { declared.version }

    private var declared: (name: String, version: UInt32) {
        func declared<Event: DomainEvent>(_: Event) -> (name: String, version: UInt32) {
            (Event.type.name, Event.type.version)
        }
        return declared(event)
    }
}

extension Instant {
    /// 2026-01-01T00:00:00Z, a Thursday.
    public static let newYear = Instant(micros: 1_767_225_600_000_000)

    public func plus(days: Int64 = 0, hours: Int64 = 0, minutes: Int64 = 0) -> Instant {
        advanced(byMicros: ((days * 24 + hours) * 60 + minutes) * Instant.microsPerMinute)
    }
}
