import EventLog
import EventModel

/// Some thousand records of the log, checked and handed out to the parts of a rebuild by their streams' names. Records of
/// streams that nobody has rows of are left out.
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
    /// For each category, and in it for each part, its records in the order of the log.
    private var places: [[Place]]
    private let categories: [String]
    private let parts: Int
    private(set) var last: Position

    /// The records after `position` through `end` of streams of `categories`.
    ///
    /// - Throws: `corrupt` where a record does not begin as one, or is not that of its position; what reading says.
    init(
        of categories: [String], in store: any EventStore, after position: Position, through end: Position, parts: Int
    ) throws(LogError) {
        (self.categories, self.parts, last) = (categories, parts, position)
        places = Array(repeating: [], count: categories.count * parts)
        let prefixes = categories.map { Array("\($0)-".utf8) }
        while last < end {
            for block in try store.readBlocks(from: last.next, through: end) { try add(block, prefixes) }
        }
    }

    /// The records of a part of a category, in the order of the log.
    func places(_ category: String, part: Int) -> [Place] {
        categories.firstIndex(of: category).map { places[$0 * parts + part] } ?? []
    }

    private mutating func add(_ block: RecordBlock, _ prefixes: [[UInt8]]) throws(LogError) {
        let number = UInt32(blocks.count)
        for index in 0..<block.count {
            let record = block.record(index)
            let outline = try block.outline(index)
            let name = record.extracting(outline.name)
            guard let category = prefixes.firstIndex(where: { name.begins(with: $0) }) else { continue }
            let hash = NameHash.of(name)
            places[category * parts + part(of: hash)].append(
                Place(
                    hash: hash, block: number, record: UInt32(index), nameStart: UInt32(outline.name.lowerBound),
                    nameCount: UInt16(clamping: outline.name.count), isFirst: outline.version == 1))
        }
        blocks.append(block)
        last = block.positions.upperBound
    }

    private func part(of hash: UInt64) -> Int { Int((hash >> 32) % UInt64(parts)) }
}

extension RawSpan {
    func begins(with prefix: [UInt8]) -> Bool {
        byteCount >= prefix.count && extracting(first: prefix.count).hasSameBytes(as: prefix)
    }
}
