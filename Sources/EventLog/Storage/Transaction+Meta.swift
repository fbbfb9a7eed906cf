internal import EventModel
internal import LMDB

/// The layout that this release reads and writes.
let logFormat: UInt32 = 2

// Rows of 'meta', each a CheckedRow:
//
//   "format"    u32 LE            the format of everything else; this row keeps its layout in every format
//   "identity"  LogIdentity       a Protocol Buffers message
//   "head"      0   u64 LE        position of the newest event = number of Merkle leaves
//               8   i64 LE        recordedAt of the newest event, µs since 1970 UTC
//               16  u64 LE        bit 0: the clock is behind, and that has been recorded
//               24  32 B × n      roots of the maximal complete subtrees, largest first; n = set bits of the position

extension Transaction where Self: ~Copyable {
    /// The format of the log, or nil where there is none.
    func logFormat(_ meta: LMDB.Table) throws(LogError) -> UInt32? {
        guard let row = try metaRow("format", meta) else { return nil }
        guard row.count == 4 else {
            throw .corrupt(Corruption("row 'format' of 'meta'", expected: "4 bytes", found: "\(row.count) bytes"))
        }
        return row.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func identity(_ tables: LogTables) throws(LogError) -> LogIdentity { try identity(tables.meta) }
    func logHead(_ tables: LogTables) throws(LogError) -> LogHead { try logHead(tables.meta) }

    /// In every format so far.
    func identity(_ meta: LMDB.Table) throws(LogError) -> LogIdentity {
        guard let row = try metaRow("identity", meta) else {
            throw .corrupt(.missing("row 'identity' of 'meta'"))
        }
        do {
            return try LogIdentity(decoding: row.raw)
        } catch {
            throw .corrupt(Corruption("row 'identity' of 'meta'", expected: "a LogIdentity", found: "\(error)"))
        }
    }

    /// In every format so far.
    func logHead(_ meta: LMDB.Table) throws(LogError) -> LogHead {
        guard let row = try metaRow("head", meta) else { throw .corrupt(.missing("row 'head' of 'meta'")) }
        guard let head = LogHead(decoding: row.raw) else {
            throw .corrupt(Corruption("row 'head' of 'meta'", expected: "a head", found: "\(row.count) bytes"))
        }
        return head
    }

    private func metaRow(_ name: String, _ meta: LMDB.Table) throws(LogError) -> [UInt8]? {
        let key = Array(name.utf8)
        guard let row = try row(meta, key.raw) else { return nil }
        return try CheckedRow.payload(of: row, key: key.raw, table: "meta").array
    }
}

extension WriteTransaction {
    mutating func put(_ head: LogHead, _ tables: LogTables) throws(LMDBError) {
        try putMeta("head", head.encoded, tables)
    }

    mutating func put(_ identity: LogIdentity, _ tables: LogTables) throws(LMDBError) {
        try putMeta("identity", identity.encoded, tables)
    }

    mutating func put(format: UInt32, _ tables: LogTables) throws(LMDBError) {
        try putMeta("format", (0..<4).map { UInt8(truncatingIfNeeded: format >> (8 * $0)) }, tables)
    }

    private mutating func putMeta(_ name: String, _ payload: [UInt8], _ tables: LogTables) throws(LMDBError) {
        let key = Array(name.utf8)
        let row = CheckedRow.encode(payload, key: key.raw)
        try put(tables.meta, key.raw, row.raw)
    }
}

extension LogHead {
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: position.rawValue)
        bytes.append(littleEndian: UInt64(bitPattern: recordedAt.micros))
        bytes.append(littleEndian: clockIsBehind ? 1 : 0)
        for root in frontier.roots { bytes += root.bytes }
        return bytes
    }

    init?(decoding bytes: RawSpan) {
        guard bytes.byteCount >= 24 else { return nil }
        let position = bytes.littleEndian64(at: 0)
        guard bytes.byteCount == 24 + 32 * position.nonzeroBitCount else { return nil }
        let roots = (0..<position.nonzeroBitCount).compactMap { index in
            MerkleHash(bytes: bytes.extracting(24 + 32 * index..<56 + 32 * index))
        }
        guard let frontier = MerkleFrontier(size: position, roots: roots) else { return nil }
        self.init(
            position: Position(position), recordedAt: Instant(micros: Int64(bitPattern: bytes.littleEndian64(at: 8))),
            clockIsBehind: bytes.littleEndian64(at: 16) & 1 == 1, frontier: frontier)
    }
}

extension Corruption {
    static func missing(_ what: String, at position: Position? = nil) -> Corruption {
        Corruption(what, at: position, expected: "to be there", found: "nothing")
    }
}
