internal import EventModel
internal import LMDB

/// A walk over the records in order of position, packed ones first: each is checked, and none may be missing.
struct RecordCursor: ~Copyable, ~Escapable {
    private var raw: Cursor
    private var segments: Cursor
    private let blocks: BlockCache
    /// The block that it stands in; nil among the raw records.
    private var block: UnpackedBlock?
    /// The position of the next record.
    private(set) var next: UInt64
    private var place = Place.nowhere
    private var memory = RecordMemory()

    private enum Place { case nowhere, packed, raw }

    @_lifetime(copy raw, copy segments)
    init(raw: consuming Cursor, segments: consuming Cursor, _ blocks: BlockCache, from position: Position) {
        self.raw = raw
        self.segments = segments
        self.blocks = blocks
        next = position.rawValue
    }

    /// Moves to the next record; false at the end of the log.
    mutating func advance() throws(LogError) -> Bool {
        let isThere =
            switch place {
            case .nowhere: try seek()
            case .packed: try advanceInBlocks()
            case .raw: try advanceInRows()
            }
        if isThere { next += 1 }
        return isThere
    }

    /// The position of the record it stands on.
    var position: UInt64 { next - 1 }

    /// The record it stands on.
    @_lifetime(borrow self)
    func record() throws(LogError) -> RawSpan {
        if let block { return unsafe _overrideLifetime(block.record(at: position), borrowing: self) }
        let record = try RecordRow(raw.value, at: position).record
        return unsafe _overrideLifetime(record, borrowing: self)
    }

    /// The position of the event before it in the same stream; zero where it is the first.
    func previous() throws(LogError) -> Position {
        if let block { return block.previous(of: position) }
        return try RecordRow(raw.value, at: position).previous
    }

    mutating func event() throws(LogError) -> RecordedEvent {
        // Out of the cursor, which the record borrows.
        var memory = RecordMemory.none
        swap(&memory, &self.memory)
        let event = try RecordRow.event(in: record(), at: position, memory: &memory)
        self.memory = memory
        return event
    }

    /// The next records, not past `through`, which share one buffer: the rest of a block, or some raw ones; nil where there are
    /// none. Stands on the last of them.
    mutating func nextBlock(through: UInt64) throws(LogError) -> RecordBlock? {
        guard next <= through, try advance() else { return nil }
        let first = position
        if let block {
            next = min(block.last, through) + 1
            return RecordBlock(block, in: Position(first)...Position(position))
        }
        var records = [try record().array]
        while next <= through, records.count < Self.rawRecordsPerBlock, try advance() {
            records.append(try record().array)
        }
        return RecordBlock(UnpackedBlock(records, first: first), in: Position(first)...Position(position))
    }

    private static var rawRecordsPerBlock: Int { 256 }

    /// Leaves the block that the next record stands in to whoever goes on from there.
    func keepBlock() {
        if let block, block.contains(next) { blocks.keep(block) }
    }
}

extension RecordCursor {
    /// The first step. What is read most is not packed: it is looked for there first.
    private mutating func seek() throws(LogError) -> Bool {
        let next = next
        let isInRows = try storing { () throws(LMDBError) in try raw.seek(next) }
        if isInRows, raw.integerKey == next {
            place = .raw
            return true
        }
        if let block = blocks.block(containing: next) {
            self.block = block
        } else if try enterBlock() {
            if let block { blocks.keep(block) }
        } else {
            guard !isInRows else { throw .corrupt(.missing("the record", at: Position(next))) }
            return false
        }
        place = .packed
        return true
    }

    private mutating func advanceInBlocks() throws(LogError) -> Bool {
        if let block, block.contains(next) { return true }
        if try enterBlock() { return true }
        // Behind the last segment stand the raw records.
        block = nil
        place = .raw
        let next = next
        guard try storing({ () throws(LMDBError) in try raw.seek(next) }) else { return false }
        return try checkKey()
    }

    private mutating func advanceInRows() throws(LogError) -> Bool {
        guard try storing({ () throws(LMDBError) in try raw.next() }) else { return false }
        return try checkKey()
    }

    private func checkKey() throws(LogError) -> Bool {
        guard raw.integerKey == next else { throw .corrupt(.missing("the record", at: Position(next))) }
        return true
    }

    /// Unpacks the block that the next record stands in; false where it is not packed.
    private mutating func enterBlock() throws(LogError) -> Bool {
        guard try segments.seekSegment(containing: next) else { return false }
        block = try blocks.unpack(segments.segment(), containing: next)
        return true
    }
}
