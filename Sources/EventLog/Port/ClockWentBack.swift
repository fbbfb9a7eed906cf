public import EventModel

/// The machine's clock went back: events are recorded at the log's last time until the clock has caught up.
///
/// The log itself records it, once each time, on the stream `log-clock`.
public struct ClockWentBack: DomainEvent {
    public let clock: Instant
    public let lastRecordedAt: Instant

    public init(clock: Instant, lastRecordedAt: Instant) {
        self.clock = clock
        self.lastRecordedAt = lastRecordedAt
    }

    public static let summary = "The machine's clock went back by more than a second."
    public static let type = EventType(
        "ClockWentBack", version: 1,
        Field(1, "clock", \ClockWentBack.clock, "What the clock said."),
        Field(2, "lastRecordedAt", \.lastRecordedAt, "The time of the event before, which the clock lies behind."))
    public static let example = ClockWentBack(
        clock: Instant(micros: 1_774_627_200_000_000), lastRecordedAt: Instant(micros: 1_774_627_205_000_000))

    public static let stream = StreamID(category: "log", key: "clock")
    static let actor = Actor(principal: "log", kind: .policy)
}
