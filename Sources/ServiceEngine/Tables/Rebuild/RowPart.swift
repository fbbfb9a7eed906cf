import EventLog
import EventModel

/// One part of a rebuild: some of the streams, and their rows while they are folded. One thread at a time.
///
/// A stream's first event needs no look-up; of the others nearly all find their row in memory. The rest is looked for in what
/// was written last and is being stored, then in what is stored.
final class RowPart<Content: EventModel.Table>: @unchecked Sendable {
    private var rows = StreamRows<Content>()
    private var pending = SortedRows()
    private var stored: TableSnapshot<Content>
    private let log: TableSource<Content>
    private var memory = RecordMemory()
    /// What comes before is stored, and what comes after is not wanted.
    private let after: Position
    private let last: Position
    /// Others that are folded from the same events.
    var taps: [EventTap<Content.Event>] = []
    /// What was wrong with an event that another has handed on.
    private var failure: TableError?

    /// Goes on after what `stored` has, up to `last`.
    init(
        _ log: TableSource<Content>, over stored: TableSnapshot<Content>, after: Position, through last: Position
    ) {
        (self.log, self.stored, self.after, self.last) = (log, stored, after, last)
    }

    var count: Int { rows.count }

    /// Folds in what `chunk` has for part `number`, and hands it on.
    ///
    /// - Throws: `stopped` where it stops before an event; `unreadable`, `damaged`.
    func fold(_ chunk: LogChunk, _ number: Int) throws(TableError) {
        for category in Content.categories {
            var open: (number: UInt32, block: RecordBlock)?
            for place in chunk.places(category, part: number) {
                if open?.number != place.block { open = (place.block, chunk.blocks[Int(place.block)]) }
                guard let block = open?.block else { continue }
                let position = Position(block.positions.lowerBound.rawValue + UInt64(place.record))
                let isCounted = counts(position)
                if isCounted || !taps.isEmpty { try fold(block, place, isCounted) }
            }
        }
    }

    private func counts(_ position: Position) -> Bool {
        position > after && position <= last && (log.skipped.isEmpty || !log.skipped.contains(position))
    }

    private func fold(_ block: RecordBlock, _ place: LogChunk.Place, _ isCounted: Bool) throws(TableError) {
        let bytes = block.record(Int(place.record))
        let start = Int(place.nameStart)
        let name = bytes.extracting(start..<start + Int(place.nameCount))
        let known = rows.index(place.hash, name)
        let record: RecordedEvent
        do {
            record = try block.outlinedEvent(Int(place.record), stream: known.map { rows.stream($0) }, memory: &memory)
        } catch {
            throw .unreadable(table: Content.name, cause: error)
        }
        defer { memory.reuse(record) }
        // A list of events is made only for others.
        if taps.isEmpty { return try withRow(known, place, record) { row throws(TableError) in try row.fold(record) } }
        let events: [Content.Event]
        do throws(TableError) { events = try TouchedRow<Content>.decode(record) } catch {
            guard !isCounted, case .stopped(_, let event) = error else { throw error }
            for tap in taps { tap.fail(event) }
            return
        }
        if isCounted { try withRow(known, place, record) { $0.fold(events, record) } }
        for tap in taps { tap.take(events, record, place, name) }
    }

    /// Folds into the row that an event belongs to. One that is new counts once it has been folded into.
    private func withRow(
        _ known: Int?, _ place: LogChunk.Place, _ record: RecordedEvent,
        _ fold: (TouchedRow<Content>) throws(TableError) -> Void
    ) throws(TableError) {
        if let known { return try fold(rows.row(known)) }
        let row = TouchedRow<Content>(before: place.isFirst ? nil : try entry(record.stream))
        try fold(row)
        rows.insert(row, place.hash, record.stream)
    }

    /// For another that is folded from the same events, and decodes them.
    var tap: EventTap<Content.Event> {
        EventTap { [self] events, record, place, name in
            guard failure == nil, counts(record.position) else { return }
            do throws(TableError) {
                try withRow(rows.index(place.hash, name), place, record) { $0.fold(events, record) }
            } catch {
                failure = error
            }
        } fail: { [self] event in
            if failure == nil, counts(event.position) { failure = .stopped(table: Content.name, event) }
        }
    }

    /// Throws what was wrong with what another has handed on.
    func check() throws(TableError) { if let failure { throw failure } }

    private func entry(_ stream: StreamID) throws(TableError) -> TableEntry<Content.Row>? {
        let name = stream.nameBytes
        if let index = pending.index(of: name) {
            return try pending.withRow(index) { key, value throws(TableError) in
                let reading = StoredReading(of: Content.self)
                let extent = try reading.extent(value, key: key)
                let view: WholeRow<Content.Row> = try reading.row(value, key: key)
                return TableEntry(row: view.row, extent: extent)
            }
        }
        return try stored.entry(stream)
    }

    /// Writes the rows that were folded since, as they are after the events up to `position`, and forgets them. They are
    /// looked for in what was written and in `stored`, which holds what was written before.
    func write(
        at position: Position, over stored: TableSnapshot<Content>, _ spool: EntrySpool
    ) throws(TableError) -> WrittenRows {
        var written = SortedRows()
        var collector = IndexCollector<Content>(spool)
        try rows.takeSorted { name, stream, row throws(TableError) in
            let entry: TableEntry<Content.Row>?
            if row.isLate {
                entry = try TouchedRow<Content>.folded(try log.history(stream, position))
                if let entry { written.append(name, entry) }
            } else {
                written.append(name, row)
                entry = row.takeEntry()
            }
            if let entry { try collector.add(name.span.bytes, entry, before: row.before) }
        }
        (pending, self.stored) = (written, stored)
        return WrittenRows(rows: written, contribution: try collector.finish())
    }
}

/// Rows that are to be stored, and what they contribute to indexes and sums.
struct WrittenRows: Sendable {
    let rows: SortedRows
    let contribution: IndexContribution
}
