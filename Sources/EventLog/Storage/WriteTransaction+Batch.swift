internal import EventModel
internal import LMDB

extension WriteTransaction {
    /// Writes everything a batch holds. Keys are sorted first: in order, neighbours share their pages.
    mutating func put(_ batch: CommitBatch, _ tables: LogTables) throws(LMDBError) {
        for event in batch.events {
            let position = event.place.position.rawValue
            let row = RecordRow.encode(event.record, at: position)
            try put(tables.records, position, row.raw, .append)
        }
        try putPositions(batch.events, tables)
        try putNumbers(batch.newStreams.map { ($0.stream.rowKey, $0.number) }, tables.streams, .noOverwrite)
        try putCommands(batch.commandRows, tables)
        try putNumbers(batch.sequences.map { (Array($0.key.utf8), $0.value) }, tables.sequences)
        try putClaims(batch.claims, tables)
        for node in batch.nodes { try put(node, tables) }
        try put(batch.head, tables)
    }

    private mutating func putPositions(_ events: [PlannedEvent], _ tables: LogTables) throws(LMDBError) {
        let rows = events.map { (stream: $0.streamNumber, position: $0.place.position.rawValue) }
        for row in rows.sorted(by: { ($0.stream, $0.position) < ($1.stream, $1.position) }) {
            try put(tables.positions, row.stream, row.position, .appendDuplicate)
        }
    }

    private mutating func putCommands(
        _ rows: [(command: CommandID, first: Position, count: UInt64)], _ tables: LogTables
    ) throws(LMDBError) {
        for (command, first, count) in rows.sorted(by: { $0.command < $1.command }) {
            var payload: [UInt8] = []
            payload.append(littleEndian: first.rawValue)
            payload.append(littleEndian: count)
            let key = command.bytes
            let row = CheckedRow.encode(payload, key: key.raw)
            try put(tables.commands, key.raw, row.raw, .noOverwrite)
        }
    }

    private mutating func putClaims(_ claims: [ClaimedKey: Position?], _ tables: LogTables) throws(LMDBError) {
        for (claim, holder) in claims.sorted(by: { $0.key < $1.key }) {
            let key = claim.rowKey
            if let holder {
                try putNumbers([(key, holder.rawValue)], tables.claims)
            } else {
                try delete(tables.claims, key.raw)
            }
        }
    }

    private mutating func putNumbers(
        _ rows: [(key: [UInt8], number: UInt64)], _ table: LMDB.Table, _ options: PutOptions = []
    ) throws(LMDBError) {
        for (key, number) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            var payload: [UInt8] = []
            payload.append(littleEndian: number)
            let row = CheckedRow.encode(payload, key: key.raw)
            try put(table, key.raw, row.raw, options)
        }
    }
}
