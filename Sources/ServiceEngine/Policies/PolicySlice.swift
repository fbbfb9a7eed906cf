import EventLog
import EventModel
import Processes

/// The next part of the log, as policies look at it: of other streams than theirs nothing is decoded.
struct PolicySlice: Sendable {
    /// Events of the policies' streams.
    private(set) var causes: [RecordedEvent] = []
    /// The last event of any stream.
    let last: RecordedEvent

    /// Nil at the end of the log.
    init?(of categories: [String], in store: any EventStore, after position: Position) throws(LogError) {
        let blocks = try store.readBlocks(from: position.next, through: .last)
        guard let final = blocks.last else { return nil }
        last = try final.event(final.count - 1)
        let prefixes = categories.map { Array("\($0)-".utf8) }
        for block in blocks {
            for index in 0..<block.count {
                let name = block.record(index).extracting(try block.outline(index).name)
                if prefixes.contains(where: { name.begins(with: $0) }) { causes.append(try block.event(index)) }
            }
        }
    }
}

extension ReactivePolicy {
    /// The kind of streams that it looks at.
    var category: String { Process.category }
}
