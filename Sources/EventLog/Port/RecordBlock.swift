public import EventModel

/// Records that stand one after the other in the log, as they are stored: their checksums compared, nothing decoded.
///
/// They share one buffer. Whoever reads many of them for a few fields, or on several threads, starts from these.
public struct RecordBlock: Sendable {
    private let block: UnpackedBlock
    /// Never empty.
    public let positions: ClosedRange<Position>

    init(_ block: UnpackedBlock, in positions: ClosedRange<Position>) {
        self.block = block
        self.positions = positions
    }

    public var count: Int { Int(positions.upperBound.rawValue - positions.lowerBound.rawValue) + 1 }

    /// The record at `index`, 0 to `count` - 1.
    @_lifetime(borrow self)
    public func record(_ index: Int) -> RawSpan {
        precondition(index >= 0 && index < count, "the block has \(count) records")
        return unsafe _overrideLifetime(
            block.record(at: positions.lowerBound.rawValue + UInt64(index)), borrowing: self)
    }

    /// Whose the record at `index` is.
    ///
    /// - Throws: `corrupt` where it does not begin as a record, or is not that of its position.
    public func outline(_ index: Int) throws(LogError) -> RecordOutline {
        let position = Position(positions.lowerBound.rawValue + UInt64(index))
        let outline: RecordOutline
        do { outline = try RecordOutline(of: record(index)) } catch {
            throw .corrupt(Corruption("the record", at: position, expected: "a RecordedEvent", found: "\(error)"))
        }
        guard outline.position == position else {
            throw .corrupt(
                Corruption(
                    "the record's own position", at: position, expected: "\(position)", found: "\(outline.position)"))
        }
        return outline
    }

    /// The event of the record at `index`.
    ///
    /// - Throws: `corrupt` where it is none, or not that of its position.
    public func event(_ index: Int) throws(LogError) -> RecordedEvent {
        try RecordRow.event(in: record(index), at: positions.lowerBound.rawValue + UInt64(index))
    }

    /// The same, of one record of many, whose outline was read before. `stream` is whose it is, where its name was compared.
    ///
    /// - Throws: `corrupt` where it is none.
    package func outlinedEvent(
        _ index: Int, stream: StreamID?, memory: inout RecordMemory
    ) throws(LogError) -> RecordedEvent {
        do {
            return try RecordedEvent.decode(record(index), stream: stream, memory: &memory)
        } catch {
            throw .corrupt(
                Corruption(
                    "the record", at: Position(positions.lowerBound.rawValue + UInt64(index)),
                    expected: "a RecordedEvent", found: "\(error)"))
        }
    }
}

extension EventStore {
    /// For stores that keep events: they are encoded anew.
    public func readBlocks(from: Position, through: Position) throws(LogError) -> [RecordBlock] {
        let events = try read(from: from, through: through, limit: 1024)
        guard let first = events.first, let last = events.last else { return [] }
        return [
            RecordBlock(
                UnpackedBlock(events.map(\.encoded), first: first.position.rawValue), in: first.position...last.position
            )
        ]
    }
}

extension EventStore {
    /// For stores without a stored tree: from every record up to there.
    public func root(at position: Position) throws(LogError) -> MerkleHash? {
        var frontier = MerkleFrontier()
        while frontier.size < position.rawValue {
            let blocks = try readBlocks(from: Position(frontier.size + 1), through: position)
            if blocks.isEmpty { return nil }
            for block in blocks { for index in 0..<block.count { frontier.append(.leaf(block.record(index))) } }
        }
        return frontier.root
    }
}
