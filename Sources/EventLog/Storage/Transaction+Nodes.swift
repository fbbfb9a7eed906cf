internal import EventModel
internal import LMDB

// A row of 'nodes': the root of a complete subtree at level 8, 16, 24 …, of the leaves index << level ..< (index + 1) << level.
//
//   key      u64   level << 56 | index
//   payload  32 B  the hash; as a CheckedRow whose key is the eight bytes of the number, little-endian

extension MerkleNode {
    static func rowKey(level: UInt8, index: UInt64) -> UInt64 { UInt64(level) << 56 | index }
}

extension WriteTransaction {
    mutating func put(_ node: MerkleNode, _ tables: LogTables) throws(LMDBError) {
        let key = MerkleNode.rowKey(level: node.level, index: node.index)
        let row = CheckedRow.encode(node.hash.bytes, key: key.keyBytes.raw)
        try put(tables.nodes, key, row.raw, .noOverwrite)
    }
}

extension Transaction where Self: ~Copyable {
    /// The stored root of a subtree.
    func node(level: UInt8, index: UInt64, _ tables: LogTables) throws(LogError) -> MerkleHash {
        let key = MerkleNode.rowKey(level: level, index: index)
        let keyBytes = key.keyBytes
        guard let row = try row(tables.nodes, key) else {
            throw .corrupt(.missing("the Merkle node of level \(level), index \(index)"))
        }
        let payload = try CheckedRow.payload(
            of: row, key: keyBytes.raw, table: "nodes", payloadCount: MerkleHash.byteCount)
        guard let hash = MerkleHash(bytes: payload) else {
            throw .corrupt(.missing("the Merkle node of level \(level), index \(index)"))
        }
        return hash
    }

    /// The root of any complete subtree, from the nearest stored nodes below it: at most 256 reads.
    func subtreeRoot(level: UInt8, index: UInt64, _ tables: LogTables) throws(LogError) -> MerkleHash {
        if MerkleNode.isStored(level: level) { return try node(level: level, index: index, tables) }
        if level == 0 {
            return try withRecord(at: Position(index + 1), tables) { record, _ in .leaf(record) }
        }
        return .node(
            try subtreeRoot(level: level - 1, index: 2 * index, tables),
            try subtreeRoot(level: level - 1, index: 2 * index + 1, tables))
    }

    /// The frontier of the first `size` leaves, worked out from the newest records and the stored nodes: at most some 500 reads.
    func frontier(size: UInt64, _ tables: LogTables) throws(LogError) -> MerkleFrontier {
        var roots: [MerkleHash] = []
        var start: UInt64 = 0
        for level in (UInt8(0)..<64).reversed() where size >> UInt64(level) & 1 == 1 {
            roots.append(try subtreeRoot(level: level, index: start >> UInt64(level), tables))
            start += 1 << UInt64(level)
        }
        guard let frontier = MerkleFrontier(size: size, roots: roots) else {
            throw .corrupt(.missing("the Merkle frontier of size \(size)"))
        }
        return frontier
    }
}
