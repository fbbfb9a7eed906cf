import EventModel

/// Takes the events that another table's part has decoded.
struct EventTap<Event: EventUnion>: Sendable {
    let take: @Sendable ([Event], RecordedEvent, LogChunk.Place, _ name: RawSpan) -> Void
    /// The record cannot be decoded.
    let fail: @Sendable (StoppedEvent) -> Void
}
