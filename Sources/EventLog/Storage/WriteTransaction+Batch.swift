internal import EventModel
internal import LMDB

extension WriteTransaction {
    /// Writes everything a batch holds. Keys are sorted first: in order, neighbours share their pages.
    mutating func put(_ batch: CommitBatch, _ tables: LogTables) throws(LMDBError) {
        for event in batch.events {
            try put(tables.records, event.place.position.rawValue, event.row.raw, .append)
        }
        try putHeads(batch.events, tables)
        try putNumbers(batch.newStreams.map { ($0.stream.rowKey, $0.number) }, tables.streams, .noOverwrite)
        try putCommands(batch.commandRows, tables)
        try putNumbers(batch.sequences.map { (Array($0.key.utf8), $0.value) }, tables.sequences)
        try putClaims(batch.claims, tables)
        for node in batch.nodes { try put(node, tables) }
        try put(batch.head, tables)
    }

    private mutating func putHeads(_ events: [PlannedEvent], _ tables: LogTables) throws(LMDBError) {
        var newest: [UInt64: EventPlace] = [:]
        for event in events { newest[event.streamNumber] = event.place }
        for (number, place) in newest.sorted(by: { $0.key < $1.key }) {
            var payload: [UInt8] = []
            payload.append(littleEndian: place.version)
            payload.append(littleEndian: place.position.rawValue)
            let row = CheckedRow.encode(payload, key: number.keyBytes.raw)
            try put(tables.heads, number, row.raw)
        }
    }

    private mutating func putCommands(
        _ rows: [(command: CommandID, first: Position)], _ tables: LogTables
    ) throws(LMDBError) {
        for (command, first) in rows.sorted(by: { ($0.command.rowKey, $0.first) < ($1.command.rowKey, $1.first) }) {
            try put(tables.commands, command.rowKey, first.rawValue, .noDuplicate)
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
        for (key, number) in rows.sorted(by: { $0.key.precedes($1.key) }) {
            var payload: [UInt8] = []
            payload.append(littleEndian: number)
            let row = CheckedRow.encode(payload, key: key.raw)
            try put(table, key.raw, row.raw, options)
        }
    }
}
