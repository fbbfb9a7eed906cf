extension RecordedEvent {
    /// A record with a distinct value in every field, for documentation and golden bytes.
    public static let example = RecordedEvent(
        position: Position(4711), version: 3, recordedAt: Instant(micros: 1_774_627_200_000_001),
        stream: StreamID(category: "incident", key: "INC-2026-000123"),
        drawn: DrawnNumber(sequence: "INC-2026", number: 123), type: "IncidentLogged", schemaVersion: 1,
        occurredAt: Instant(micros: 1_774_627_100_000_000),
        actor: Actor(principal: "person-4", kind: .assistant, onBehalfOf: "person-17"),
        commandID: CommandID(high: 0x019D_308F_2780_7123, low: 0x8123_4567_89AB_CDEF), commitIndex: 0, commitCount: 2,
        causation: Position(4709), correlation: Position(4700), reason: "The caller asked for it.",
        claims: [
            KeyClaim(.claim, namespace: "serial", key: "SN-7"), KeyClaim(.release, namespace: "serial", key: "SN-6"),
        ],
        payload: [0x0A, 0x04, 0x4D, 0x61, 0x69, 0x6C])
}
