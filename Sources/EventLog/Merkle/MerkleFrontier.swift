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
    mutating func append(_ leaf: MerkleHash) -> [MerkleNode] { append(leaf, level: 0) }

    /// Appends the leaves of another tree, whose first one must stand on a boundary of its largest subtree: the size must be a
    /// multiple of that. Returns what that completed besides the other tree's own subtrees.
    mutating func append(_ other: MerkleFrontier) -> [MerkleNode] {
        var completed: [MerkleNode] = []
        var rest = other.size
        for root in other.roots {
            let level = UInt8(63 - rest.leadingZeroBitCount)
            completed += append(root, level: level)
            rest -= 1 << UInt64(level)
        }
        return completed
    }

    /// Appends the root of a complete subtree of two to the power of `level` leaves.
    private mutating func append(_ subtree: MerkleHash, level: UInt8) -> [MerkleNode] {
        let index = size >> UInt64(level)
        precondition(index << UInt64(level) == size, "a subtree begins on its own boundary")
        var completed: [MerkleNode] = []
        var root = subtree
        for step in 0..<index.trailingOneBitCount {
            root = .node(roots.removeLast(), root)
            let finished = level + UInt8(step + 1)
            if MerkleNode.isStored(level: finished) {
                completed.append(MerkleNode(level: finished, index: size >> UInt64(finished), hash: root))
            }
        }
        roots.append(root)
        size += 1 << UInt64(level)
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
