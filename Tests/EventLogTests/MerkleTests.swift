import EventModel
import TestSupport
import Testing

@testable import EventLog

@Suite struct MerkleTests {
    private func leaf(_ number: Int) -> MerkleHash {
        let record = Array("record \(number)".utf8)
        return .leaf(record.span.bytes)
    }

    /// RFC 9162 section 2.1.1, word for word: split at the largest power of two smaller than the number of leaves.
    private func naiveRoot(_ leaves: ArraySlice<MerkleHash>) -> MerkleHash {
        guard leaves.count > 1 else { return leaves.first ?? .empty }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return .node(naiveRoot(leaves[..<middle]), naiveRoot(leaves[middle...]))
    }

    /// RFC 9162 section 2.1.3.1, word for word.
    private func naivePath(_ index: Int, _ leaves: ArraySlice<MerkleHash>) -> [MerkleHash] {
        guard leaves.count > 1 else { return [] }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return index < split
            ? naivePath(index, leaves[..<middle]) + [naiveRoot(leaves[middle...])]
            : naivePath(index - split, leaves[middle...]) + [naiveRoot(leaves[..<middle])]
    }

    @Test func `the empty tree and the empty leaf hash as RFC 6962 says`() {
        #expect(
            MerkleHash.empty.description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        let nothing: [UInt8] = []
        #expect(
            MerkleHash.leaf(nothing.span.bytes).description
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(MerkleFrontier().root == .empty)
    }

    @Test func `the frontier's root is that of the recursive definition at every size`() {
        var frontier = MerkleFrontier()
        var leaves: [MerkleHash] = []
        for number in 0..<600 {
            leaves.append(leaf(number))
            let completed = frontier.append(leaf(number))
            #expect(frontier.root == naiveRoot(leaves[...]), "size \(leaves.count)")
            #expect(frontier.roots.count == leaves.count.nonzeroBitCount)
            guard leaves.count % 256 == 0 else {
                #expect(completed.isEmpty)
                continue
            }
            let index = leaves.count / 256 - 1
            let root = naiveRoot(leaves[(index * 256)...])
            #expect(completed == [MerkleNode(level: 8, index: UInt64(index), hash: root)])
        }
    }

    @Test func `a path of the recursive definition proves its leaf and no other`() {
        for size in [1, 2, 3, 5, 8, 13, 33] {
            let leaves = (0..<size).map(leaf)
            let root = naiveRoot(leaves[...])
            for index in 0..<size {
                let path = naivePath(index, leaves[...])
                let proof = InclusionProof(index: UInt64(index), size: UInt64(size), path: path)
                #expect(proof.proves(leaves[index], in: root))
                #expect(!proof.proves(leaf(-1), in: root))
                #expect(!proof.proves(leaves[index], in: .empty))
                let longer = InclusionProof(index: UInt64(index), size: UInt64(size), path: path + [root])
                #expect(!longer.proves(leaves[index], in: root))
                let other = InclusionProof(index: UInt64(index), size: UInt64(size) * 2, path: path)
                #expect(!other.proves(leaves[index], in: root))
            }
        }
    }
}
