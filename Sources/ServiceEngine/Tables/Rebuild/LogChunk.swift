import EventLog
import EventModel

/// Some thousand records of the log, checked and handed out to the parts of a rebuild by their streams' names. Records of
/// streams that have no rows are left out.
struct LogChunk: Sendable {
    /// Where a record stands, and whose it is.
    struct Place: Sendable {
        let hash: UInt64
        let block: UInt32
        let record: UInt32
        let nameStart: UInt32
        let nameCount: UInt16
        /// True for the first event of its stream.
        let isFirst: Bool
    }
    private(set) var blocks: [RecordBlock] = []
    /// For each part its records, in the order of the log.
    private(set) var places: [[Place]]
    private(set) var last = Position.zero

    init(parts: Int) { places = Array(repeating: [], count: parts) }

    /// Takes the next records but those `skipped`; of the streams whose names begin with one of `prefixes`.
    ///
    /// - Throws: `corrupt` where a record does not begin as one, or is not that of its position.
    mutating func add(_ block: RecordBlock, _ prefixes: [[UInt8]], without skipped: Set<Position>) throws(LogError) {
        let number = UInt32(blocks.count)
        let first = block.positions.lowerBound.rawValue
        for index in 0..<block.count where skipped.isEmpty || !skipped.contains(Position(first + UInt64(index))) {
            let record = block.record(index)
            let outline = try block.outline(index)
            let name = record.extracting(outline.name)
            guard prefixes.contains(where: { name.begins(with: $0) }) else { continue }
            let hash = NameHash.of(name)
            places[part(of: hash)].append(
                Place(
                    hash: hash, block: number, record: UInt32(index), nameStart: UInt32(outline.name.lowerBound),
                    nameCount: UInt16(clamping: outline.name.count), isFirst: outline.version == 1))
        }
        blocks.append(block)
        last = block.positions.upperBound
    }

    private func part(of hash: UInt64) -> Int { Int((hash >> 32) % UInt64(places.count)) }
}

extension RawSpan {
    fileprivate func begins(with prefix: [UInt8]) -> Bool {
        byteCount >= prefix.count && extracting(first: prefix.count).hasSameBytes(as: prefix)
    }
}
