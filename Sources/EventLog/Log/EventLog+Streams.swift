public import EventModel
internal import LMDB

extension EventLog {
    /// Walks back over all the streams at once, some thousand positions at a time: of what is packed there each block is unpacked
    /// once, however many of the streams have events in it.
    public func readStreams(
        _ streams: [StreamID], through: Position
    ) throws(LogError) -> [[RecordedEvent]] {
        var cursors: [StreamCursor?] = []
        for stream in streams { cursors.append(try streamCursor(stream)) }
        var events = [[RecordedEvent]](repeating: [], count: streams.count)
        while let newest = cursors.lazy.compactMap({ $0?.position }).max(), newest > .zero {
            let end = Position(newest.rawValue - min(newest.rawValue, windowCount))
            for index in cursors.indices {
                while let cursor = cursors[index], cursor.position > end {
                    cursors[index] = try step(back: cursor, to: end, through, into: &events[index])
                }
            }
        }
        return events.map { $0.reversed() }
    }

    /// The cursor after at most a slice of events past `end`.
    private func step(
        back cursor: StreamCursor, to end: Position, _ through: Position, into events: inout [RecordedEvent]
    ) throws(LogError) -> StreamCursor {
        let transaction = try beginRead()
        var (cursor, budget) = (cursor, SliceBudget())
        while cursor.position > end, let event = try cursor.next(transaction, tables) {
            if event.position <= through { events.append(event) }
            if budget.isSpentAfterOneMore() { break }
        }
        return cursor
    }
}

/// The positions that are walked over together: their blocks fit the cache of unpacked ones.
private let windowCount: UInt64 = 2048
