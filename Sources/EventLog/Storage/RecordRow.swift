internal import EventModel
internal import LMDB

/// A row of 'records': the exact bytes of one `RecordedEvent`, under its position.
///
///     0         8                 8 + n
///     ├─────────┼─────────────────┤
///     │checksum │ RecordedEvent   │   checksum: XXH3-64 of the record, little-endian, its seed the position
///     └─────────┴─────────────────┘
///
/// The seed makes two rows that changed places as wrong as a flipped bit. The record is what the Merkle leaf covers: it is
/// never encoded again. Whoever reads records goes through this file, so that packed blocks can take the place of rows.
enum RecordRow {
    static let checksumByteCount = 8

    static func encode(_ record: [UInt8], at position: UInt64) -> [UInt8] {
        var row: [UInt8] = []
        row.reserveCapacity(checksumByteCount + record.count)
        row.append(littleEndian: Checksum.of(record.raw, seed: position))
        row += record
        return row
    }

    /// The record in a stored row, its checksum checked.
    @_lifetime(copy row)
    static func record(in row: RawSpan, at position: UInt64) throws(LogError) -> RawSpan {
        guard row.byteCount >= checksumByteCount else {
            throw .corrupt(
                Corruption(
                    "the size of the record", at: Position(position), expected: "at least 8 bytes",
                    found: "\(row.byteCount) bytes"))
        }
        let record = row.extracting(droppingFirst: checksumByteCount)
        let (expected, found) = (row.littleEndian64(at: 0), Checksum.of(record, seed: position))
        guard found == expected else {
            throw .corrupt(
                Corruption(
                    "the checksum of the record", at: Position(position), expected: expected.hexadecimal,
                    found: found.hexadecimal))
        }
        return record
    }

    /// The event in a record that was checked; it must be the one that its position promises.
    static func event(in record: RawSpan, at position: UInt64) throws(LogError) -> RecordedEvent {
        let event: RecordedEvent
        do {
            event = try RecordedEvent(decoding: record)
        } catch {
            throw .corrupt(
                Corruption("the record", at: Position(position), expected: "a RecordedEvent", found: "\(error)"))
        }
        guard event.position.rawValue == position else {
            throw .corrupt(
                Corruption(
                    "the record's own position", at: Position(position), expected: "\(position)",
                    found: "\(event.position)"))
        }
        return event
    }
}

extension Transaction where Self: ~Copyable {
    /// The event at `position`, which must be there.
    func event(at position: Position, _ tables: LogTables) throws(LogError) -> RecordedEvent {
        guard let row = try row(tables.records, position.rawValue) else {
            throw .corrupt(.missing("the record", at: position))
        }
        let record = try RecordRow.record(in: row, at: position.rawValue)
        return try RecordRow.event(in: record, at: position.rawValue)
    }

    /// A walk over the records from `position` on.
    @_lifetime(borrow self)
    func records(from position: Position, _ tables: LogTables) throws(LogError) -> RecordCursor {
        let cursor = RecordCursor(try rows(tables.records), from: max(position, .first))
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }
}

/// A walk over the records in order of position: each is checked, and none may be missing.
struct RecordCursor: ~Copyable, ~Escapable {
    private var cursor: Cursor
    /// The position of the next record.
    private(set) var next: UInt64
    private var isPlaced = false

    @_lifetime(copy cursor)
    init(_ cursor: consuming Cursor, from position: Position) {
        self.cursor = cursor
        next = position.rawValue
    }

    /// Moves to the next record; false at the end of the log.
    mutating func advance() throws(LogError) -> Bool {
        do throws(LMDBError) {
            guard try isPlaced ? cursor.next() : cursor.seek(next) else { return false }
        } catch {
            throw .storage(error)
        }
        isPlaced = true
        guard cursor.integerKey == next else { throw .corrupt(.missing("the record", at: Position(next))) }
        next += 1
        return true
    }

    /// The position of the record it stands on.
    var position: UInt64 { next - 1 }

    /// The record it stands on.
    @_lifetime(borrow self)
    func record() throws(LogError) -> RawSpan {
        let record = try RecordRow.record(in: cursor.value, at: position)
        return unsafe _overrideLifetime(record, borrowing: self)
    }

    func event() throws(LogError) -> RecordedEvent {
        let record = try record()
        return try RecordRow.event(in: record, at: position)
    }
}
