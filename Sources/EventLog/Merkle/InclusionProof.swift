/// Shows that a leaf stands at an index in a tree of a size with a root (RFC 9162 section 2.1.3).
public struct InclusionProof: Sendable, Hashable {
    public let index: UInt64
    public let size: UInt64
    /// The siblings on the way from the leaf to the root.
    public let path: [MerkleHash]

    public init(index: UInt64, size: UInt64, path: [MerkleHash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// True where the path leads from `leaf` to `root`. The algorithm of section 2.1.3.2, step by step.
    public func proves(_ leaf: MerkleHash, in root: MerkleHash) -> Bool {
        guard index < size else { return false }
        var (node, last) = (index, size - 1)
        var hash = leaf
        for sibling in path {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                hash = .node(sibling, hash)
                while node & 1 == 0 && node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }
}
