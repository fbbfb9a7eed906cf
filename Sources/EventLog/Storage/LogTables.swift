internal import LMDB

/// The tables of a log in LMDB. What a row holds is drawn in the file named beside it.
struct LogTables: Sendable {
    /// "format", "identity", "head" → what the log is and how far it goes (Transaction+Meta).
    let meta: LMDB.Table
    /// position → the record (RecordRow).
    let records: LMDB.Table
    /// stream name → its dense number (Transaction+Lookup). Names cost bytes and scattered pages: they are stored once.
    let streams: LMDB.Table
    /// dense number → the positions of the stream's events, packed and ascending: the i-th is version i.
    let positions: LMDB.Table
    /// command id → its first position and number of events (Transaction+Lookup).
    let commands: LMDB.Table
    /// sequence name → the number drawn last (Transaction+Lookup).
    let sequences: LMDB.Table
    /// namespace and key → the position of the holder (Transaction+Lookup).
    let claims: LMDB.Table
    /// Merkle level and index → the root of a complete subtree (Transaction+Nodes).
    let nodes: LMDB.Table

    init(_ environment: Environment, create: Bool) throws(LMDBError) {
        meta = try environment.table("meta", create: create)
        records = try environment.table("records", .integerKey, create: create)
        streams = try environment.table("streams", create: create)
        positions = try environment.table(
            "positions", [.integerKey, .dupSort, .dupFixed, .integerDup], create: create)
        commands = try environment.table("commands", create: create)
        sequences = try environment.table("sequences", create: create)
        claims = try environment.table("claims", create: create)
        nodes = try environment.table("nodes", .integerKey, create: create)
    }

    /// Each with its name, in the order above.
    var all: [(name: String, table: LMDB.Table)] {
        [
            ("meta", meta), ("records", records), ("streams", streams), ("positions", positions),
            ("commands", commands), ("sequences", sequences), ("claims", claims), ("nodes", nodes),
        ]
    }
}
