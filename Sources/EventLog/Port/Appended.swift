public import EventModel

/// Where a commit stands in the log.
public struct Appended: Sendable, Hashable {
    /// Where each event stands, in the order of the commit. Their positions follow one another.
    public let events: [EventPlace]
    /// The numbers that the commit drew, in the order of its events.
    public let drawn: [DrawnNumber]
    public let recordedAt: Instant
    /// True where the command had been recorded before: this is what the first time returned, and nothing was written now.
    public let wasDuplicate: Bool

    public init(events: [EventPlace], drawn: [DrawnNumber], recordedAt: Instant, wasDuplicate: Bool) {
        self.events = events
        self.drawn = drawn
        self.recordedAt = recordedAt
        self.wasDuplicate = wasDuplicate
    }

    /// The positions of the events.
    public var positions: [Position] { events.map(\.position) }
    /// The position of the last event: where a reader has seen all of the commit.
    public var lastPosition: Position { events.last?.position ?? .zero }

    /// The same, as the answer to a repeated command.
    var asDuplicate: Appended {
        Appended(events: events, drawn: drawn, recordedAt: recordedAt, wasDuplicate: true)
    }
}

/// Where one event stands: in the log and in its stream.
public struct EventPlace: Sendable, Hashable {
    public let position: Position
    public let stream: StreamID
    public let version: UInt64

    public init(position: Position, stream: StreamID, version: UInt64) {
        self.position = position
        self.stream = stream
        self.version = version
    }
}
