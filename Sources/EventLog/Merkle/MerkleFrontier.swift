/// The Merkle tree reduced to what appending needs: the roots of its maximal complete subtrees, one per set bit of its size.
///
///     size 11 = 0b1011:   [root of leaves 0–7] [root of leaves 8–9] [leaf 10]
///
/// Appending costs one internal hash per leaf on average.
struct MerkleFrontier: Sendable, Hashable {
    private(set) var size: UInt64 = 0
    /// From the largest subtree to the smallest; `size.nonzeroBitCount` of them.
    private(set) var roots: [MerkleHash] = []

    init() {}

    /// Nil where the number of roots does not fit the size.
    init?(size: UInt64, roots: [MerkleHash]) {
        guard roots.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.roots = roots
    }

    /// Appends a leaf. Returns the roots of subtrees that it completed at the stored levels (8, 16, 24 …), lowest first.
    @discardableResult
    mutating func append(_ leaf: MerkleHash) -> [MerkleNode] {
        var completed: [MerkleNode] = []
        var root = leaf
        for level in 0..<size.trailingOneBitCount {
            root = .node(roots.removeLast(), root)
            let finished = UInt8(level + 1)
            if MerkleNode.isStored(level: finished) {
                completed.append(MerkleNode(level: finished, index: size >> UInt64(finished), hash: root))
            }
        }
        roots.append(root)
        size += 1
        return completed
    }

    /// The root over all leaves (RFC 9162 section 2.1.1).
    var root: MerkleHash {
        guard var root = roots.last else { return .empty }
        for left in roots.dropLast().reversed() { root = .node(left, root) }
        return root
    }
}

/// The root of one complete subtree: of the leaves `index << level` to `(index + 1) << level`.
struct MerkleNode: Sendable, Hashable {
    let level: UInt8
    let index: UInt64
    let hash: MerkleHash

    /// Every eighth level is kept, so that a proof reads at most 256 hashes a level.
    static func isStored(level: UInt8) -> Bool { level % 8 == 0 && level > 0 }
}

extension UInt64 {
    fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
