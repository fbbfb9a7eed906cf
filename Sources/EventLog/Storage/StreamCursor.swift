internal import EventModel
internal import LMDB

/// A walk over the events of one stream from the newest back to the first, each leading to the one before it.
struct StreamCursor {
    private let stream: StreamID
    /// The event that comes next: its position and version; zero before the first event.
    private(set) var position: Position
    private(set) var version: UInt64

    init(_ stream: StreamID, _ state: StreamState) {
        self.stream = stream
        (position, version) = (state.last, state.version)
    }

    /// The next event back, or nil before the first.
    mutating func next(
        _ transaction: borrowing some Transaction & ~Copyable, _ tables: LogTables
    ) throws(LogError) -> RecordedEvent? {
        guard version > 0 else { return nil }
        let (event, previous) = try transaction.linkedEvent(at: position, tables)
        guard event.stream == stream, event.version == version else {
            throw .corrupt(
                Corruption(
                    "the stream of the record", at: position, expected: "\(stream) version \(version)",
                    found: "\(event.stream) version \(event.version)"))
        }
        guard previous < position, (previous == .zero) == (version == 1) else {
            throw .corrupt(
                Corruption(
                    "the position of the event before it in \(stream)", at: position,
                    expected: version == 1 ? "none" : "one before \(position)", found: "\(previous)"))
        }
        (position, version) = (previous, version - 1)
        return event
    }
}
