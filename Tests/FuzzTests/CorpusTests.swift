import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Inputs that once were worth keeping, by target: seeds, what reached new ground, what was wrong.
enum Corpus {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    static func inputs(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = folder.appending(path: target.name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted().map {
            ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
        }
    }
}

@Suite("Decoders and hostile bytes") struct CorpusTests {
    @Test("every input of the corpus keeps the promises", arguments: FuzzTarget.all.map(\.name))
    func corpus(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let inputs = try Corpus.inputs(of: target)
        #expect(!inputs.isEmpty)
        for input in inputs {
            #expect(throws: Never.self, "\(name)/\(input.name)") { try target.run(input.bytes) }
        }
    }

    @Test("so does what becomes of it by changing some bytes", arguments: FuzzTarget.all.map(\.name))
    func mutations(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let inputs = try Corpus.inputs(of: target)
        let seed = UInt64.random(in: 0...UInt64.max)
        var mutator = Mutator(seed: seed)
        for round in 0..<400 {
            let (base, other) = (
                inputs.randomElement(using: &mutator.random), inputs.randomElement(using: &mutator.random)
            )
            let bytes = mutator.mutate(base?.bytes ?? [], with: other?.bytes ?? [])
            #expect(throws: Never.self, "\(name), seed \(seed), round \(round): \(Data(bytes).base64EncodedString())") {
                try target.run(bytes)
            }
        }
    }
}
