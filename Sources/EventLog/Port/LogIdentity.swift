public import EventModel

/// What a log is, fixed when it is created.
public struct LogIdentity: Sendable, Hashable {
    /// The name of this log among all logs: with a position it identifies an event for ever, and checkpoints carry it.
    public let origin: String
    public let createdAt: Instant
    /// The zone of business days and reports, with its table of changes.
    public let zone: ZoneRules

    public init(origin: String, createdAt: Instant, zone: ZoneRules) {
        self.origin = origin
        self.createdAt = createdAt
        self.zone = zone
    }
}

extension LogIdentity: WireMessage {
    public static let schema = Schema(
        Field(1, "origin", \LogIdentity.origin, "The name of this log among all logs."),
        Field(2, "createdAt", \.createdAt, "When it was created."),
        Field(3, "zone", \.zone, "The reporting zone."))
}
