internal import EventModel
internal import LMDB

/// A row of 'records': the exact bytes of one `RecordedEvent`, under its position; numbers are little-endian.
///
///     0         8          16                16 + n
///     ├─────────┼──────────┼─────────────────┤
///     │checksum │ previous │ RecordedEvent   │   checksum: XXH3-64 of what follows it, its seed the position
///     └─────────┴──────────┴─────────────────┘   previous: the position of the event before it in its stream, else 0
///
/// The seed makes two rows that changed places as wrong as a flipped bit. The record is what the Merkle leaf covers: it is
/// never encoded again. Rows of format 1 have no `previous`.
struct RecordRow: ~Escapable {
    static let checksumByteCount = 8
    static let headerByteCount = 16

    let record: RawSpan
    let previous: Position

    static func encode(_ record: [UInt8], at position: UInt64, previous: Position) -> [UInt8] {
        var row: [UInt8] = []
        row.reserveCapacity(headerByteCount + record.count)
        row.append(contentsOf: repeatElement(0, count: headerByteCount))
        row += record
        complete(&row, at: position, previous: previous)
        return row
    }

    /// Writes the header of a row whose record stands behind room for it.
    static func complete(_ row: inout [UInt8], at position: UInt64, previous: Position) {
        unsafe row.withUnsafeMutableBytes { bytes in
            unsafe bytes.storeBytes(of: previous.rawValue.littleEndian, toByteOffset: 8, as: UInt64.self)
            let payload = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: bytes[checksumByteCount...]))
            let checksum = Checksum.of(payload, seed: position)
            unsafe bytes.storeBytes(of: checksum.littleEndian, toByteOffset: 0, as: UInt64.self)
        }
    }

    /// A stored row, its checksum checked.
    @_lifetime(copy row)
    init(_ row: RawSpan, at position: UInt64) throws(LogError) {
        let payload = try Self.payload(of: row, at: position)
        guard payload.byteCount >= 8 else {
            throw .corrupt(
                Corruption(
                    "the size of the record", at: Position(position), expected: "at least 16 bytes",
                    found: "\(row.byteCount) bytes"))
        }
        previous = Position(payload.littleEndian64(at: 0))
        record = payload.extracting(droppingFirst: 8)
    }

    /// What the checksum covers: in format 1 the record alone.
    @_lifetime(copy row)
    static func payload(of row: RawSpan, at position: UInt64) throws(LogError) -> RawSpan {
        guard row.byteCount >= checksumByteCount else {
            throw .corrupt(
                Corruption(
                    "the size of the record", at: Position(position), expected: "at least 8 bytes",
                    found: "\(row.byteCount) bytes"))
        }
        let payload = row.extracting(droppingFirst: checksumByteCount)
        let (expected, found) = (row.littleEndian64(at: 0), Checksum.of(payload, seed: position))
        guard found == expected else {
            throw .corrupt(
                Corruption(
                    "the checksum of the record", at: Position(position), expected: expected.hexadecimal,
                    found: found.hexadecimal))
        }
        return payload
    }

    /// The event in a record that was checked; it must be the one that its position promises.
    static func event(in record: RawSpan, at position: UInt64) throws(LogError) -> RecordedEvent {
        var memory = RecordMemory.none
        return try event(in: record, at: position, memory: &memory)
    }

    /// The same, of one record of many.
    static func event(
        in record: RawSpan, at position: UInt64, memory: inout RecordMemory
    ) throws(LogError) -> RecordedEvent {
        let event: RecordedEvent
        do {
            event = try RecordedEvent(decoding: record, memory: &memory)
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
