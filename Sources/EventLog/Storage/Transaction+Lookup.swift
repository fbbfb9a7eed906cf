internal import EventModel
internal import LMDB

// The indexes of the log. Each row but those of 'commands' is a CheckedRow; numbers are little-endian:
//
//   'streams'    key: the stream's name in UTF-8        payload: u64 dense number
//   'heads'      key: u64 dense number                  payload: u64 version of the newest event, u64 its position; as a
//                                                       CheckedRow whose key is the eight bytes of the number
//   'commands'   key: u64, the command id's first eight bytes as a big-endian number
//                values: u64 first positions, ascending (no CheckedRow: LMDB packs them). Commands may share a key: the
//                record found must name the command, and says how many events it has
//   'sequences'  key: the sequence's name in UTF-8      payload: u64 number drawn last
//   'claims'     key: namespace, 0x00, key, in UTF-8    payload: u64 position of the holder

extension StreamID {
    var rowKey: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(category.utf8.count + 1 + key.utf8.count)
        bytes += category.utf8
        bytes.append(UInt8(ascii: "-"))
        bytes += key.utf8
        return bytes
    }
}

extension ClaimedKey {
    var rowKey: [UInt8] { Array(namespace.utf8) + [0] + Array(key.utf8) }
}

extension CommandID {
    /// 48 bits of time and twelve more: time-ordered, so that new rows stand at the table's end.
    var rowKey: UInt64 { high }
}

/// A row of 'commands'.
struct CommandRow: Sendable, Hashable, Comparable {
    let key: UInt64
    let first: Position

    init(command: CommandID, first: Position) { (key, self.first) = (command.rowKey, first) }
    fileprivate init(key: UInt64, first: Position) { (self.key, self.first) = (key, first) }

    static func < (left: CommandRow, right: CommandRow) -> Bool {
        (left.key, left.first) < (right.key, right.first)
    }
}

extension Cursor {
    fileprivate var commandRow: CommandRow { CommandRow(key: integerKey, first: Position(integerValue)) }
}

extension UInt64 {
    /// The eight bytes of a row's key, little-endian, for its checksum.
    var keyBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: self)
        return bytes
    }
}

extension Transaction where Self: ~Copyable {
    /// The dense number of a stream, or nil where it has no events.
    func number(of stream: StreamID, _ tables: LogTables) throws(LogError) -> UInt64? {
        try number(tables.streams, stream.rowKey, "streams")
    }

    /// A stream's number and how many events it has.
    func state(of stream: StreamID, _ tables: LogTables) throws(LogError) -> StreamState? {
        guard let number = try number(of: stream, tables) else { return nil }
        let key = number.keyBytes
        guard let row = try row(tables.heads, number) else {
            throw .corrupt(.missing("the newest event of stream \(stream)"))
        }
        let payload = try CheckedRow.payload(of: row, key: key.raw, table: "heads", payloadCount: 16)
        return StreamState(
            number: number, version: payload.littleEndian64(at: 0), last: Position(payload.littleEndian64(at: 8)))
    }

    func lastNumber(of sequence: String, _ tables: LogTables) throws(LogError) -> UInt64 {
        try number(tables.sequences, Array(sequence.utf8), "sequences") ?? 0
    }

    func holder(of key: ClaimedKey, _ tables: LogTables) throws(LogError) -> Position? {
        try number(tables.claims, key.rowKey, "claims").map { Position($0) }
    }

    private func number(_ table: LMDB.Table, _ key: [UInt8], _ name: String) throws(LogError) -> UInt64? {
        guard let row = try row(table, key.raw) else {
            try proveAbsence(of: key.raw, in: table, name)
            return nil
        }
        return try CheckedRow.payload(of: row, key: key.raw, table: name, payloadCount: 8).littleEndian64(at: 0)
    }

    /// True where the index leads from `command` to `first`.
    func indexLeads(from command: CommandID, to first: Position, _ tables: LogTables) throws(LogError) -> Bool {
        var cursor = try rows(tables.commands)
        let isThere = try storing { () throws(LMDBError) in try cursor.seek(command.rowKey, value: first.rawValue) }
        return isThere && cursor.integerValue == first.rawValue
    }

    /// What a command recorded, read back from its records. Where there is nothing, the rows on both sides of the gap are
    /// right, `known` being one that need not be looked at.
    func appended(
        by command: CommandID, _ tables: LogTables, knowing known: CommandRow? = nil
    ) throws(LogError) -> Appended? {
        var cursor = try rows(tables.commands)
        let isBeforeEnd = try storing { () throws(LMDBError) in try cursor.seek(command.rowKey) }
        var isThere = isBeforeEnd && cursor.integerKey == command.rowKey
        let isKeyThere = isThere
        while isThere {
            let first = try event(at: Position(cursor.integerValue), tables)
            guard first.commandID.rowKey == command.rowKey, first.commitIndex == 0 else {
                throw .corrupt(
                    Corruption(
                        "the command of the record", at: first.position, expected: "\(command), first of its commit",
                        found: "\(first.commandID), \(first.commitIndex)"))
            }
            if first.commandID == command {
                return try appended(from: first) { position throws(LogError) in
                    try event(at: position, tables)
                }
            }
            isThere = try storing { () throws(LMDBError) in try cursor.nextDuplicate() }
        }
        // Under the key itself stand other commands, each of which was looked at.
        if isKeyThere { return nil }
        if isBeforeEnd, cursor.commandRow != known { try checkNeighbour(cursor.commandRow, tables) }
        let hasPrevious = try storing { () throws(LMDBError) in
            try isBeforeEnd ? cursor.previous() : cursor.last()
        }
        if hasPrevious, cursor.commandRow != known { try checkNeighbour(cursor.commandRow, tables) }
        return nil
    }

    private func appended(
        from first: RecordedEvent, _ event: (Position) throws(LogError) -> RecordedEvent
    ) throws(LogError) -> Appended {
        var (places, drawn): ([EventPlace], [DrawnNumber]) = ([], [])
        for index in 0..<min(UInt64(first.commitCount), UInt64(LogLimits.eventsPerCommit)) {
            let event = index == 0 ? first : try event(Position(first.position.rawValue + index))
            guard event.commandID == first.commandID else {
                throw .corrupt(
                    Corruption(
                        "the command of the record", at: event.position, expected: "\(first.commandID)",
                        found: "\(event.commandID)"))
            }
            places.append(EventPlace(position: event.position, stream: event.stream, version: event.version))
            if let number = event.drawn { drawn.append(number) }
        }
        return Appended(events: places, drawn: drawn, recordedAt: first.recordedAt, wasDuplicate: true)
    }
}
