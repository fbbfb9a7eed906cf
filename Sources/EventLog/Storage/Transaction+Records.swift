internal import EventModel
internal import LMDB

// Whoever reads a record goes through here or `RecordCursor`: neither tells whether it is packed.
extension Transaction where Self: ~Copyable {
    /// Runs `body` on the record at `position`, which must be there, and the position of the one before it in its stream.
    func withRecord<Value>(
        at position: Position, _ tables: LogTables,
        _ body: (_ record: RawSpan, _ previous: Position) throws(LogError) -> Value
    ) throws(LogError) -> Value {
        if let row = try row(tables.records, position.rawValue) {
            let row = try RecordRow(row, at: position.rawValue)
            return try body(row.record, row.previous)
        }
        guard let block = try unpackedBlock(containing: position.rawValue, tables) else {
            throw .corrupt(.missing("the record", at: position))
        }
        return try body(block.record(at: position.rawValue), block.previous(of: position.rawValue))
    }

    /// The event at `position`, which must be there.
    func event(at position: Position, _ tables: LogTables) throws(LogError) -> RecordedEvent {
        try linkedEvent(at: position, tables).event
    }

    /// The event at `position` and the position of the one before it in its stream.
    func linkedEvent(
        at position: Position, _ tables: LogTables
    ) throws(LogError) -> (event: RecordedEvent, previous: Position) {
        try withRecord(at: position, tables) { record, previous throws(LogError) in
            (try RecordRow.event(in: record, at: position.rawValue), previous)
        }
    }

    /// A walk over the records from `position` on.
    @_lifetime(borrow self)
    func records(from position: Position, _ tables: LogTables) throws(LogError) -> RecordCursor {
        let cursor = RecordCursor(
            raw: try rows(tables.records), segments: try rows(tables.segments), tables.blocks,
            from: max(position, .first))
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }
}
