internal import EventModel
internal import LMDB

extension WriteTransaction {
    /// Writes everything a batch holds. Keys are sorted first: in order, neighbours share their pages.
    mutating func put(_ batch: CommitBatch, _ tables: LogTables) throws(LMDBError) {
        // By index: an event that is copied costs the texts in it a retain each.
        for index in batch.events.indices {
            let row = batch.events[index].row
            try put(tables.records, batch.events[index].place.position.rawValue, row.raw, .append)
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
        var heads = events.map {
            (number: $0.streamNumber, version: $0.place.version, position: $0.place.position.rawValue)
        }
        heads.sort { ($0.number, $0.position) < ($1.number, $1.position) }
        var row: [UInt8] = []
        for (index, head) in heads.enumerated() {
            // The last one of each stream is the newest.
            if index + 1 < heads.count, heads[index + 1].number == head.number { continue }
            row.removeAll(keepingCapacity: true)
            row.append(littleEndian: head.version)
            row.append(littleEndian: head.position)
            CheckedRow.seal(&row, keyChecksum: Checksum.of(head.number))
            try put(tables.heads, head.number, row.raw)
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
        var row: [UInt8] = []
        for (key, number) in rows.sorted(by: { $0.key.raw.precedes($1.key.raw) }) {
            row.removeAll(keepingCapacity: true)
            row.append(littleEndian: number)
            CheckedRow.seal(&row, keyChecksum: Checksum.of(key.raw, seed: 0))
            try put(table, key.raw, row.raw, options)
        }
    }
}
