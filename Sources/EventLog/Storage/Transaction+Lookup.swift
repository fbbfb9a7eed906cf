internal import EventModel
internal import LMDB

// The indexes of the log. Each row is a CheckedRow; numbers are little-endian:
//
//   'streams'    key: the stream's name in UTF-8        payload: u64 dense number
//   'positions'  key: u64 dense number                  values:  u64 positions, ascending (no CheckedRow: LMDB packs them;
//                                                       the record found must name the stream and the version)
//   'commands'   key: the 16 bytes of the command id    payload: u64 first position, u64 number of events
//   'sequences'  key: the sequence's name in UTF-8      payload: u64 number drawn last
//   'claims'     key: namespace, 0x00, key, in UTF-8    payload: u64 position of the holder

extension StreamID {
    var rowKey: [UInt8] { Array(description.utf8) }
}

extension ClaimedKey {
    var rowKey: [UInt8] { Array(namespace.utf8) + [0] + Array(key.utf8) }
}

extension Transaction where Self: ~Copyable {
    /// The dense number of a stream, or nil where it has no events.
    func number(of stream: StreamID, _ tables: LogTables) throws(LogError) -> UInt64? {
        try number(tables.streams, stream.rowKey, "streams")
    }

    /// A stream's number and how many events it has.
    func state(of stream: StreamID, _ tables: LogTables) throws(LogError) -> StreamState? {
        guard let number = try number(of: stream, tables) else { return nil }
        var cursor = try rows(tables.positions)
        do throws(LMDBError) {
            if try cursor.find(number) {
                return StreamState(number: number, version: UInt64(try cursor.duplicateCount()))
            }
        } catch {
            throw .storage(error)
        }
        throw .corrupt(.missing("the positions of stream \(stream)"))
    }

    func lastNumber(of sequence: String, _ tables: LogTables) throws(LogError) -> UInt64 {
        try number(tables.sequences, Array(sequence.utf8), "sequences") ?? 0
    }

    func holder(of key: ClaimedKey, _ tables: LogTables) throws(LogError) -> Position? {
        try number(tables.claims, key.rowKey, "claims").map { Position($0) }
    }

    private func number(_ table: LMDB.Table, _ key: [UInt8], _ name: String) throws(LogError) -> UInt64? {
        guard let row = try row(table, key.raw) else { return nil }
        return try CheckedRow.payload(of: row, key: key.raw, table: name, payloadCount: 8).littleEndian64(at: 0)
    }

    /// Where a command's events stand: the first position and their number.
    func commandRow(
        _ command: CommandID, _ tables: LogTables
    ) throws(LogError) -> (first: Position, count: UInt64)? {
        let key = command.bytes
        guard let row = try row(tables.commands, key.raw) else { return nil }
        let payload = try CheckedRow.payload(of: row, key: key.raw, table: "commands", payloadCount: 16)
        return (Position(payload.littleEndian64(at: 0)), payload.littleEndian64(at: 8))
    }

    /// What a command recorded, read back from its records.
    func appended(by command: CommandID, _ tables: LogTables) throws(LogError) -> Appended? {
        guard let (first, count) = try commandRow(command, tables) else { return nil }
        var (places, drawn): ([EventPlace], [DrawnNumber]) = ([], [])
        var recordedAt = Instant.earliest
        for position in first.rawValue..<first.rawValue + min(count, UInt64(LogLimits.eventsPerCommit)) {
            let event = try event(at: Position(position), tables)
            guard event.commandID == command else {
                throw .corrupt(
                    Corruption(
                        "the command of the record", at: event.position, expected: "\(command)",
                        found: "\(event.commandID)"))
            }
            places.append(EventPlace(position: event.position, stream: event.stream, version: event.version))
            if let number = event.drawn { drawn.append(number) }
            recordedAt = event.recordedAt
        }
        return Appended(events: places, drawn: drawn, recordedAt: recordedAt, wasDuplicate: true)
    }
}
