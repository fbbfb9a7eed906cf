import EventFile
import EventLog
import EventModel

extension Run {
    /// Everything recomputed from the records.
    func verify() throws -> Outcome {
        var outcome = Outcome()
        let processor = processorSeconds()
        outcome.seconds = try timed { outcome.events = Int(try log.verify().events) }
        outcome.processorSeconds = processorSeconds() - processor
        outcome.anonymousBytes = anonymousBytes()
        return outcome
    }

    /// The hashes that a Merkle frontier costs: one of each record, and one fewer of pairs than there are records.
    func merkle() throws -> Outcome {
        var outcome = Outcome()
        let records = try (0..<min(options.count, file.count)).map { try file.event(at: $0).record }
        outcome.events = records.count
        outcome.seconds = timed {
            var roots: [MerkleHash] = []
            for (index, record) in records.enumerated() {
                var root = MerkleHash.leaf(record.span.bytes)
                for _ in 0..<(~index).trailingZeroBitCount { root = .node(roots.removeLast(), root) }
                roots.append(root)
            }
            keep(roots)
        }
        return outcome
    }
}
