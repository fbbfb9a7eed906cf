public import EventModel

/// A source's report of what it saw, a batch, began to be reconciled. Everything that followed has this event as its
/// correlation.
public struct DiscoveryReceived: DomainEvent {
    public let source: String
    public let batch: String
    public let observedAt: Instant
    public let schemaVersion: UInt64

    public init(source: String, batch: String, observedAt: Instant, schemaVersion: UInt64) {
        (self.source, self.batch) = (source, batch)
        (self.observedAt, self.schemaVersion) = (observedAt, schemaVersion)
    }

    public static let type = EventType(
        "DiscoveryReceived", version: 1,
        Field(1, "source", \DiscoveryReceived.source, "Who reports."),
        Field(2, "batch", \.batch, "The report's name."),
        Field(3, "observedAt", \.observedAt, "When the source saw what it reports."),
        Field(4, "schemaVersion", \.schemaVersion, "The schema that it was first judged by."),
        make: DiscoveryReceived.init)
    public static let summary = "A source's report of what it saw, a batch, began to be reconciled."
    public static let example = DiscoveryReceived(
        source: "discovery", batch: "scan-2026-11", observedAt: Instant(micros: 1_700_000_000_000_000),
        schemaVersion: 2)
}

/// A batch was reversed: what it said was taken back, but for what changed since.
public struct DiscoveryReversed: DomainEvent {
    public let reason: String
    /// How many streams were set back.
    public let reversed: Int64
    /// How many things were left as they are, because they changed since, and the first of them in words.
    public let left: Int64
    public let examples: [String]

    public init(reason: String, reversed: Int64, left: Int64, examples: [String]) {
        (self.reason, self.reversed, self.left, self.examples) = (reason, reversed, left, examples)
    }

    public static let type = EventType(
        "DiscoveryReversed", version: 1,
        Field(1, "reason", \DiscoveryReversed.reason, "Why."),
        Field(2, "reversed", \.reversed, "How many streams were set back."),
        Field(3, "left", \.left, "How many things were left as they are, because they changed since."),
        Field(4, "examples", \.examples, "The first of these, in words."),
        make: DiscoveryReversed.init)
    public static let summary = "A batch was reversed: what it said was taken back, but for what changed since."
    public static let example = DiscoveryReversed(
        reason: "the scanner read another site", reversed: 1_204, left: 1,
        examples: ["srv-1: version was changed since"])
}

/// Everything that happens in a batch's stream.
public enum DiscoveryEvent: EventUnion {
    case received(DiscoveryReceived)
    case reversed(DiscoveryReversed)

    public static let catalogue = EventCatalogue<DiscoveryEvent>([
        EventMember(DiscoveryEvent.received), EventMember(DiscoveryEvent.reversed),
    ])
    public var event: any DomainEvent {
        switch self {
        case .received(let event): event
        case .reversed(let event): event
        }
    }
}

/// A batch as its events leave it.
public struct DiscoveryBatch: Sendable, Hashable {
    public var received: DiscoveryReceived
    /// Where that stands: the correlation of everything that followed.
    public var receivedAt: Position
    public var reversed: DiscoveryReversed?
}

/// Batches of reports: a stream each, named after it. Nil is a stream without events.
public enum DiscoveryProcess: Decider {
    public static let category = "discovery"
    public static func initial(_: StreamID) -> DiscoveryBatch? { nil }
    public static func stream(_ batch: String) -> StreamID { StreamID(category: category, key: batch) }

    public static func evolve(_ state: inout DiscoveryBatch?, _ event: DiscoveryEvent, _ record: RecordedEvent) {
        switch event {
        case .received(let event):
            if state == nil { state = DiscoveryBatch(received: event, receivedAt: record.position) }
        case .reversed(let event): state?.reversed = event
        }
    }
}
