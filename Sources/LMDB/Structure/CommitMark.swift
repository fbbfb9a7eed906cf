internal import CLMDB

// Which commit a state is, said once more inside it: LMDB keeps its newest commit's number in a meta page without a checksum,
// so that one flipped bit there brings an older commit back, and nothing else looks wrong. So each commit writes its own
// number into the table of tables, whose page it changes anyway:
//
//   key      0x00 "commit"   no table can have the name
//   value    u64 the commit
//
// And the two meta pages bear each other out: commit n stands in page n mod 2 beside commit n − 1. One bit is left: where it
// makes n into n − 2, the pages look as they do after LMDB failed to write commit n (it puts the old number back beside
// the new tables), which is no damage: whoever has to know keeps a note of its own, as the log does.
struct CommitMark {
    static let key: StaticString = "\0commit"
    /// LMDB's table of tables.
    static let tables: UInt32 = 1

    let commit: UInt64

    /// The mark as `transaction` sees it, or nil where there is none: the file was last written by somebody else.
    init?(_ transaction: OpaquePointer) {
        var value = unsafe MDB_val()
        var key = unsafe MDB_val(Self.key)
        guard unsafe mdb_get(transaction, Self.tables, &key, &value) == MDB_SUCCESS, unsafe value.mv_size == 8,
            let bytes = unsafe value.mv_data
        else { return nil }
        commit = unsafe bytes.loadUnaligned(as: UInt64.self)
    }

    /// Marks the commit that the write transaction is about to make. Returns LMDB's code.
    static func put(_ transaction: OpaquePointer) -> Int32 {
        var commit = unsafe UInt64(mdb_txn_id(transaction))
        var key = unsafe MDB_val(Self.key)
        return unsafe withUnsafeMutableBytes(of: &commit) { bytes in
            var value = unsafe MDB_val(bytes)
            return unsafe mdb_put(transaction, tables, &key, &value, 0)
        }
    }
}

extension MDB_val {
    fileprivate init(_ key: StaticString) {
        unsafe self.init(mv_size: key.utf8CodeUnitCount, mv_data: UnsafeMutableRawPointer(mutating: key.utf8Start))
    }
}

extension Environment {
    /// LMDB learns only here how the keys of the table of tables compare; before any transaction that looks at the mark.
    func openTableOfTables() throws(LMDBError) {
        let transaction = try unsafe begin("open the table of tables", flags: UInt32(MDB_RDONLY))
        var handle: UInt32 = 0
        let code = unsafe mdb_dbi_open(transaction, nil, 0, &handle)
        let ended = unsafe mdb_txn_commit(transaction)
        guard code == MDB_SUCCESS, ended == MDB_SUCCESS else {
            throw failure("open the table of tables", code == MDB_SUCCESS ? ended : code)
        }
    }

    /// Begins a transaction; refuses one that stands on another commit than its meta page says.
    ///
    /// A reader that is held up between taking its number and copying the meta page may find that page written anew by the
    /// next commit but one: it begins again. Damage stays.
    func beginMarked(_ operation: String, flags: UInt32) throws(LMDBError) -> OpaquePointer {
        let isReader = flags & UInt32(MDB_RDONLY) != 0
        var found = ""
        for _ in 0..<(isReader ? 100 : 1) {
            let transaction = try unsafe begin(operation, flags: flags)
            // A writer's number is that of the commit it will make.
            let commit = unsafe mdb_txn_id(transaction) - (isReader ? 0 : 1)
            guard let mark = unsafe CommitMark(transaction), mark.commit != commit else { return unsafe transaction }
            unsafe mdb_txn_abort(transaction)
            found = "its meta page says commit \(commit), its tables are those of commit \(mark.commit)"
        }
        throw damage(found)
    }

    func damage(_ what: String) -> LMDBError {
        LMDBError(
            operation: "trust data.mdb", path: path, code: .corrupted, detail: what)
    }
}
