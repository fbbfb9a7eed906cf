import EventLog
import EventModel
import Processes

/// The log as a table reads it.
struct TableSource<Content: RowModel>: Sendable {
    let store: any EventStore
    /// Events that the model goes on without, as somebody decided.
    private(set) var skipped: Set<Position> = []

    init(store: any EventStore) { self.store = store }

    /// The same, with what the log says now of the events to go on without.
    func refreshed() throws(TableError) -> TableSource {
        var source = self
        let stream = ReadModelOperationProcess.stream(of: Content.name)
        let records = try reading { () throws(LogError) in try store.readStream(stream) }
        source.skipped = ReadModelOperationProcess.initial(stream)
        for record in records {
            let events = try reading { () throws(DecodeError) in
                try ReadModelOperationEvent.catalogue.decode(record)
            }
            for event in events { ReadModelOperationProcess.evolve(&source.skipped, event, record) }
        }
        return source
    }

    /// Folds the next event in, or goes on without it.
    func fold(
        _ record: RecordedEvent, into batch: inout any RowBatch<Content>, over base: some TableReader<Content>
    ) throws(TableError) {
        if skipped.contains(record.position) {
            batch.pass(to: record.position)
        } else {
            try batch.apply(record, over: base)
        }
    }

    /// The events up to `position` that the model goes on without, ascending.
    func skipped(through position: Position) -> [Position] { skipped.filter { $0 <= position }.sorted() }

    func head() throws(TableError) -> Position {
        try reading { () throws(LogError) in try store.head().position }
    }

    /// The next events after `position`, some thousands at most; none at the end.
    func slice(after position: Position, through end: Position) throws(TableError) -> [RecordedEvent] {
        guard position < end else { return [] }
        return try reading { () throws(LogError) in
            try store.read(from: position.next, through: end, limit: 4096)
        }
    }

    /// All events after `position` up to `end`.
    func records(after position: Position, through end: Position) throws(TableError) -> [RecordedEvent] {
        var records: [RecordedEvent] = []
        while true {
            let slice = try slice(after: records.last?.position ?? position, through: end)
            if slice.isEmpty { return records }
            records += slice
        }
    }

    /// The event at `position`; nil at zero.
    func record(at position: Position) throws(TableError) -> RecordedEvent? {
        guard position > .zero else { return nil }
        return try reading { () throws(LogError) in try store.read(from: position, through: position, limit: 1).first }
    }

    /// The stream's events up to `position`, in the order of recording.
    func history(_ stream: StreamID, _ position: Position) throws(TableError) -> [RecordedEvent] {
        try reading { () throws(LogError) in try store.readStream(stream, fromVersion: 1, through: position) }
            .filter { !skipped.contains($0.position) }
    }

    /// The rows of streams at a past moment, half of them on a thread of its own.
    func fold(
        _ streams: [StreamID], at moment: PastMoment
    ) throws(TableError) -> [TableEntry<Content.Row>?] {
        let middle = streams.count / 2
        let (first, second) = inParallel {
            Result { () throws(TableError) in try foldInParts(streams[..<middle], moment) }
        } and: {
            Result { () throws(TableError) in try foldInParts(streams[middle...], moment) }
        }
        return try first.get() + second.get()
    }

    /// A part's events are held in memory together.
    private func foldInParts(
        _ streams: ArraySlice<StreamID>, _ moment: PastMoment
    ) throws(TableError) -> [TableEntry<Content.Row>?] {
        var entries: [TableEntry<Content.Row>?] = []
        entries.reserveCapacity(streams.count)
        var rest = streams
        while !rest.isEmpty {
            let part = Array(rest.prefix(streamsAtOnce))
            rest = rest.dropFirst(part.count)
            let histories = try reading { () throws(LogError) in
                try store.readStreams(part, through: moment.position)
            }
            for events in histories {
                entries.append(try moment.fold(events.filter { !skipped.contains($0.position) }, in: Content.self))
            }
        }
        return entries
    }

    /// Folds what follows the table's position up to `end`, as far as its effective time is not after `asOf`.
    func fold(
        into table: inout MemoryTable<Content>, through end: Position, asOf: Instant? = nil
    ) throws(TableError) {
        func counts(_ record: RecordedEvent) -> Bool {
            !skipped.contains(record.position) && asOf.map { Content.effectiveTime(record) <= $0 } ?? true
        }
        var position = table.position
        while true {
            let slice = try slice(after: position, through: end)
            guard let last = slice.last else { break }
            try table.apply(slice.filter(counts)) { stream, position throws(TableError) in
                try history(stream, position).filter(counts)
            }
            position = last.position
        }
        table.advance(to: end)
    }

    /// What a generation that has folded the log up to `record` says of itself.
    func cursor(after record: RecordedEvent?) -> TableCursor {
        TableCursor(
            layout: storedLayout, model: Content.name, tableVersion: Content.version, origin: store.identity.origin,
            position: record?.position ?? .zero, commandID: record?.commandID)
    }

    /// What keeps a generation with this cursor from being a fold of this log; nil where nothing does.
    func objection(to cursor: TableCursor) throws(TableError) -> TableError? {
        func differs(_ what: String, _ expected: String, _ found: String) -> TableError {
            .damaged(table: Content.name, place: what, expected: expected, found: found)
        }
        let expected = self.cursor(after: nil)
        if cursor.layout != expected.layout { return differs("its layout", "\(expected.layout)", "\(cursor.layout)") }
        if cursor.model != expected.model { return differs("its model", expected.model, cursor.model) }
        if cursor.tableVersion != expected.tableVersion {
            return differs("its version", "\(expected.tableVersion)", "\(cursor.tableVersion)")
        }
        if cursor.origin != expected.origin { return differs("its log", expected.origin, cursor.origin) }
        let head = try head()
        if cursor.position > head {
            return differs("its position", "at most \(head), the log's newest", "\(cursor.position)")
        }
        guard cursor.position > .zero else { return nil }
        let record = try record(at: cursor.position)
        if record?.commandID == cursor.commandID { return nil }
        return differs(
            "the commit at position \(cursor.position)", "\(record?.commandID.description ?? "none")",
            "\(cursor.commandID?.description ?? "none")")
    }

    private func reading<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(TableError) -> Result {
        do { return try body() } catch { throw .unreadable(table: Content.name, cause: error) }
    }
}

/// The streams whose events are held in memory together: some ten megabytes. The fewer times the same blocks are unpacked for
/// others, the better.
private let streamsAtOnce = 4096
