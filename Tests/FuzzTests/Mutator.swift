import TestSupport

/// Changes inputs as fuzzers do: bits, bytes, numbers at their limits, pieces cut, doubled, or taken from another input.
struct Mutator {
    var random: SplitMix
    private static let edges: [UInt8] = [0x00, 0x01, 0x0A, 0x0D, 0x22, 0x2C, 0x7F, 0x80, 0xFF]

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func mutate(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) { change(&bytes, other) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
        let piece = range(in: bytes)
        let edge = Self.edges.randomElement(using: &random) ?? 0
        let index = bytes.indices.randomElement(using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: if let index { bytes[index] ^= UInt8(1) << Int.random(in: 0..<8, using: &random) }
        case 1: if let index { bytes[index] = edge }
        case 2: bytes.removeSubrange(piece)
        case 3: bytes.insert(contentsOf: Array(bytes[piece]), at: piece.lowerBound)
        case 4: bytes.replaceSubrange(piece, with: Array(other[range(in: other)]))
        case 5: bytes.insert(edge, at: piece.lowerBound)
        default: bytes.removeSubrange(piece.lowerBound...)
        }
    }

    private mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = Int.random(in: 0...bytes.count, using: &random)
        return start..<min(bytes.count, start + .random(in: 0...32, using: &random))
    }
}
