internal import LMDB

/// The tables of a log in LMDB. What a row holds is drawn in the file named beside it.
struct LogTables: Sendable {
    /// "format", "identity", "head" → what the log is and how far it goes (Transaction+Meta).
    let meta: LMDB.Table
    /// position → the record (RecordRow): the newest ones.
    let records: LMDB.Table
    /// first position → packed records (Segment): all before those.
    let segments: LMDB.Table
    /// stream name → its dense number (Transaction+Lookup). Names cost bytes and scattered pages: they are stored once.
    let streams: LMDB.Table
    /// dense number → the stream's newest event (Transaction+Lookup); each event leads to the one before it.
    let heads: LMDB.Table
    /// the beginning of a command's id → its first position (Transaction+Lookup).
    let commands: LMDB.Table
    /// sequence name → the number drawn last (Transaction+Lookup).
    let sequences: LMDB.Table
    /// namespace and key → the position of the holder (Transaction+Lookup).
    let claims: LMDB.Table
    /// Merkle level and index → the root of a complete subtree (Transaction+Nodes).
    let nodes: LMDB.Table
    /// Blocks that were unpacked lately.
    var blocks = BlockCache()

    init(_ environment: Environment, create: Bool) throws(LMDBError) {
        meta = try environment.table("meta", create: create)
        records = try environment.table("records", .integerKey, create: create)
        segments = try environment.table("segments", .integerKey, create: create)
        streams = try environment.table("streams", create: create)
        heads = try environment.table("heads", .integerKey, create: create)
        commands = try environment.table(
            "commands", [.integerKey, .dupSort, .dupFixed, .integerDup], create: create)
        sequences = try environment.table("sequences", create: create)
        claims = try environment.table("claims", create: create)
        nodes = try environment.table("nodes", .integerKey, create: create)
    }

    /// Each with its name, in the order above.
    var all: [(name: String, table: LMDB.Table)] {
        [
            ("meta", meta), ("records", records), ("segments", segments), ("streams", streams), ("heads", heads),
            ("commands", commands), ("sequences", sequences), ("claims", claims), ("nodes", nodes),
        ]
    }
}
