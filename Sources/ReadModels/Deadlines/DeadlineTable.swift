public import EventModel
public import Processes

/// Which streams wait for a timer, in the order in which their turn comes.
public enum DeadlineTable<Timer: TimerPolicy>: Table {
    public typealias Event = Timer.Process.Event
    public typealias Row = Timer.Watch

    public static var name: String { "deadlines-\(Timer().name)" }
    public static var version: UInt64 { Timer().version }
    public static var categories: [String] { [Timer.Process.category] }
    public static var indexes: [TableIndex<Row>] { [waiting] }
    public static var sums: [TableSum<Row>] { [] }

    /// Streams that wait, by the instant since when: those that wait for longest come first, and are due first.
    public static var waiting: TableIndex<Row> {
        TableIndex("waiting") { row, keys in
            if let since = Timer.waitsSince(row) { keys.add(since) }
        }
    }

    public static func fold(_ row: inout Row?, _ event: Event, _ record: RecordedEvent) {
        let newest = row.map { max($0.cause, record.position) } ?? record.position
        Timer.fold(&row, event, record)
        row?.cause = newest
    }
}

extension TableReader {
    /// The deadlines that have passed at `moment`, the earliest first. `dueAt` says when one that waits since then is due.
    public func deadlines<Timer>(
        passedAt moment: Instant, _ dueAt: (Instant) -> Instant
    ) throws(TableError) -> [Deadline] where Content == DeadlineTable<Timer> {
        var passed: [(since: Instant, stream: StreamID)] = []
        try scan(DeadlineTable<Timer>.waiting, .all, .ascending) { key, stream in
            guard dueAt(key.instant) <= moment else { return .enough }
            passed.append((key.instant, stream))
            return .more
        }
        var deadlines: [Deadline] = []
        for (since, stream) in passed {
            guard let cause = try row(stream)?.cause else { continue }
            deadlines.append(Deadline(stream: stream, dueAt: dueAt(since), cause: cause))
        }
        return deadlines
    }
}

/// Something that was to happen to a stream.
public struct Deadline: Sendable, Hashable {
    public let stream: StreamID
    public let dueAt: Instant
    /// The newest event of the stream.
    public let cause: Position

    public init(stream: StreamID, dueAt: Instant, cause: Position) {
        self.stream = stream
        self.dueAt = dueAt
        self.cause = cause
    }
}
