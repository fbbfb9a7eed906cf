import EventLog
import Foundation
import Testing

/// The RFC 6962 inclusion proofs of transparency-dev, right ones and wrong ones, where they are at hand.
@Suite struct MerkleVectorTests {
    private struct Vector: Decodable {
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: Data
        let leafHash: Data
        let proof: [Data]?
        let desc: String
        let wantErr: Bool
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../shared/data/merkle/inclusion")
    static let isHere = FileManager.default.fileExists(atPath: folder.path)

    private func hash(_ data: Data) -> MerkleHash? {
        let bytes = [UInt8](data)
        return MerkleHash(bytes: bytes.span.bytes)
    }

    @Test(.enabled(if: isHere, "the vectors are not here: ../shared/data/merkle"))
    func `published proofs are told from broken ones`() throws {
        let files = try #require(FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: nil))
        var (accepted, refused) = (0, 0)
        for case let file as URL in files where file.pathExtension == "json" {
            let vector = try JSONDecoder().decode(Vector.self, from: Data(contentsOf: file))
            let path = (vector.proof ?? []).compactMap(hash)
            // A hash of another length is refused where it is read.
            let isWellFormed = path.count == (vector.proof ?? []).count
            var proves = false
            if isWellFormed, let leaf = hash(vector.leafHash), let root = hash(vector.root) {
                proves = InclusionProof(index: vector.leafIdx, size: vector.treeSize, path: path).proves(leaf, in: root)
            }
            #expect(proves == !vector.wantErr, "\(file.lastPathComponent): \(vector.desc)")
            if proves { accepted += 1 } else { refused += 1 }
        }
        #expect(accepted > 5 && refused > 50)
    }
}
