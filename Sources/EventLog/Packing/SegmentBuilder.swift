internal import EventModel

/// A finished row of 'segments'.
struct PackedSegment: Sendable {
    let first: UInt64
    let recordCount: Int
    let bytes: [UInt8]
    var last: UInt64 { first + UInt64(recordCount) - 1 }
}

/// Fills a segment with records, block after block, until nothing more fits. The last block takes fewer records, as many as
/// there is room for; the ones left over go into the next segment.
struct SegmentBuilder: Sendable {
    private struct FinishedBlock: Sendable {
        let recordCount: Int
        let rawByteCount: Int
        let checksum: UInt64
        let packed: [UInt8]
        let packer: BlockPacker
        /// What packing left of the bytes.
        var packedShare: Double { Double(packed.count) / Double(rawByteCount) }
    }
    private let options: PackingOptions
    private let pageSizeBytes: Int
    private let tools: PackingTools
    let first: UInt64
    private let capacity: Int
    private var blocks: [FinishedBlock] = []
    private var pending: [PackableRecord] = []
    private var pendingByteCount = 0
    private var packedByteCount = 0
    private var packedRecordCount = 0

    /// LMDB puts a header of its own before a value that has pages to itself.
    private static let pageHeaderByteCount = 16
    /// Too little for a block that saves anything.
    private static let leastRoom = 256
    /// Less than a fiftieth is not worth packing densely, which takes nearly twice the time, and a third more to unpack
    /// (Benchmarks/README.md, Packing).
    private static let leastSavingShare = 50

    init(first: UInt64, options: PackingOptions, pageSizeBytes: Int, tools: PackingTools) {
        (self.first, self.options, self.pageSizeBytes, self.tools) = (first, options, pageSizeBytes, tools)
        capacity = options.pagesPerSegment * pageSizeBytes - Self.pageHeaderByteCount
    }

    /// The position of the record that it takes next.
    var next: UInt64 { first + UInt64(packedRecordCount + pending.count) }

    /// How many records may fill it, judged by those that it has; for those who wait until there are enough.
    var estimatedRecordCount: UInt64 {
        let share = blocks.isEmpty ? 0.25 : min(1, Double(usedByteCount) / Double(capacity))
        return UInt64(min(Double(options.recordsPerSegment), Double(max(16, packedRecordCount)) / share + 16))
    }

    /// Takes the next record. Returns the segment once it is full; it need not hold the last records that were given.
    mutating func append(_ record: [UInt8], previous: Position) throws(LogError) -> PackedSegment? {
        if !pending.isEmpty, pendingByteCount + record.count > options.bytesPerBlock {
            guard try finishBlock() else { return try segment() }
        }
        pending.append(PackableRecord(record, at: next, previous: previous))
        pendingByteCount += record.count
        guard packedRecordCount + pending.count >= options.recordsPerSegment else { return nil }
        _ = try finishBlock()
        return try segment()
    }

    private var usedByteCount: Int {
        Segment.headerByteCount + blocks.count * Segment.entryByteCount + packedByteCount
    }
    private var room: Int { capacity - usedByteCount - Segment.entryByteCount }

    /// Packs the pending records. False where not all of them fit, and the segment is full.
    private mutating func finishBlock() throws(LogError) -> Bool {
        if let block = try largestFittingBlock() {
            take(block)
            return pending.isEmpty
        }
        // One record that is larger than a segment gets the pages it needs.
        if blocks.isEmpty { take(try pack(pending[..<1])) }
        return false
    }

    private mutating func take(_ block: FinishedBlock) {
        blocks.append(block)
        packedByteCount += block.packed.count
        packedRecordCount += block.recordCount
        pending.removeFirst(block.recordCount)
        pendingByteCount = pending.reduce(0) { $0 + $1.bytes.count }
    }

    /// The block of as many pending records as there is room for, found by trying. Nil where there is room for none.
    private func largestFittingBlock() throws(LogError) -> FinishedBlock? {
        guard blocks.isEmpty || room >= Self.leastRoom else { return nil }
        var best: FinishedBlock?
        var (fitting, tooMany) = (0, pending.count + 1)
        // What the last block took says how many to try, each try says it better: nearly always one or two are enough.
        var share = blocks.last.map(\.packedShare) ?? 0
        for _ in 0..<5 where tooMany - fitting > 1 {
            let likely = fittingCount(share)
            // One record more would not be worth another try.
            if best != nil, likely <= fitting + 1 { break }
            let block = try pack(pending[..<min(max(likely, fitting + 1), tooMany - 1)])
            share = block.packedShare
            if block.packed.count <= room {
                (best, fitting) = (block, block.recordCount)
            } else {
                tooMany = block.recordCount
            }
        }
        return best
    }

    /// How many pending records there is room for, if packing leaves `share` of their bytes.
    private func fittingCount(_ share: Double) -> Int {
        var rest = Double(room)
        for (index, record) in pending.enumerated() {
            rest -= share * Double(record.bytes.count)
            if rest < 0 { return index }
        }
        return pending.count
    }

    /// The first block is packed in both ways, and says in which one the others are: densely where that saves anything much.
    private func pack(_ records: ArraySlice<PackableRecord>) throws(LogError) -> FinishedBlock {
        let raw = UnpackedBlock.encode(records)
        if let first = blocks.first { return try pack(raw, of: records.count, first.packer) }
        let dense = try pack(raw, of: records.count, tools.dense)
        let quick = try pack(raw, of: records.count, tools.quick)
        return quick.packed.count <= dense.packed.count + dense.packed.count / Self.leastSavingShare ? quick : dense
    }

    private func pack(
        _ raw: [UInt8], of recordCount: Int, _ packer: BlockPacker
    ) throws(LogError) -> FinishedBlock {
        let position = first + UInt64(packedRecordCount)
        guard let packed = packer.pack(raw) else { throw Self.doesNotUnpack(at: position) }
        return FinishedBlock(
            recordCount: recordCount, rawByteCount: raw.count, checksum: Checksum.of(raw.raw, seed: position),
            packed: packed, packer: packer)
    }

    /// The row, as `Segment` draws it: as many whole pages as its blocks take.
    private func segment() throws(LogError) -> PackedSegment {
        var covered: [UInt8] = []
        covered.append(littleEndian: first)
        covered.append(littleEndian32: UInt32(packedRecordCount))
        covered.append(littleEndian32: UInt32(blocks.count))
        for block in blocks {
            covered.append(littleEndian32: UInt32(block.recordCount))
            covered.append(littleEndian32: UInt32(block.packed.count))
            covered.append(littleEndian32: UInt32(block.rawByteCount))
            covered.append(littleEndian: block.checksum)
        }
        var bytes: [UInt8] = []
        bytes.append(littleEndian: Checksum.of(covered.raw, seed: first))
        bytes += covered
        for block in blocks { bytes += block.packed }
        let pages = (bytes.count + Self.pageHeaderByteCount + pageSizeBytes - 1) / pageSizeBytes
        let byteCount = pages * pageSizeBytes - Self.pageHeaderByteCount
        bytes += [UInt8](repeating: 0, count: byteCount - bytes.count)
        try check(bytes.raw)
        return PackedSegment(first: first, recordCount: packedRecordCount, bytes: bytes)
    }
}

extension SegmentBuilder {
    /// Reads the finished row as readers will: blocks may have lain in memory for long, and the raw records go for it.
    private func check(_ row: RawSpan) throws(LogError) {
        var position = first
        do {
            let segment = try Segment(row, at: first)
            while position < first + UInt64(packedRecordCount) {
                position = try tools.unpacker.unpack(segment, containing: position).last + 1
            }
        } catch {
            throw Self.doesNotUnpack(at: position)
        }
    }

    private static func doesNotUnpack(at position: UInt64) -> LogError {
        .corrupt(
            Corruption(
                "the block to be packed", at: Position(position), expected: "to unpack to what it was",
                found: "something else; check the machine's memory"))
    }
}

/// What packing needs of Zstandard; made once for many segments.
struct PackingTools: Sendable {
    let dense: BlockPacker
    let quick: BlockPacker
    let unpacker = BlockCache()

    init(_ options: PackingOptions) {
        dense = BlockPacker(level: options.level)
        quick = BlockPacker(level: options.quickLevel, codesLiterals: false)
    }
}
