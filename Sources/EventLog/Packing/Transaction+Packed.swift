internal import EventModel
internal import LMDB

extension Cursor {
    /// Moves to the segment that holds `position`; false where none does.
    mutating func seekSegment(containing position: UInt64) throws(LogError) -> Bool {
        do throws(LMDBError) {
            if try seek(position) {
                if integerKey == position { return true }
                guard try previous() else { return false }
            } else {
                guard try last() else { return false }
            }
        } catch {
            throw .storage(error)
        }
        let segment = try segment()
        return segment.contains(position)
    }

    /// The segment it stands on, header and directory checked.
    @_lifetime(borrow self)
    func segment() throws(LogError) -> Segment {
        let segment = try Segment(value, at: integerKey)
        return unsafe _overrideLifetime(segment, borrowing: self)
    }
}

extension Transaction where Self: ~Copyable {
    /// The position of the last packed record: zero where none is.
    func packedEnd(_ tables: LogTables) throws(LogError) -> UInt64 {
        var segments = try rows(tables.segments)
        guard try storing({ () throws(LMDBError) in try segments.last() }) else { return 0 }
        return try segments.segment().last
    }

    /// The block that holds the record at `position`, or nil where that record is not packed.
    func unpackedBlock(containing position: UInt64, _ tables: LogTables) throws(LogError) -> UnpackedBlock? {
        if let block = tables.blocks.block(containing: position) { return block }
        var segments = try rows(tables.segments)
        guard try segments.seekSegment(containing: position) else { return nil }
        let block = try tables.blocks.unpack(segments.segment(), containing: position)
        tables.blocks.keep(block)
        return block
    }
}

extension WriteTransaction {
    /// Puts a finished segment in the place of its raw records. False, and nothing is changed, where these are not the oldest
    /// raw ones any more: another process has packed them.
    mutating func put(_ segment: PackedSegment, _ tables: LogTables) throws(LogError) -> Bool {
        guard try packedEnd(tables) + 1 == segment.first else { return false }
        try checkRawRows(of: segment, tables)
        do throws(LMDBError) {
            try put(tables.segments, segment.first, segment.bytes.raw, .append)
            for position in segment.first...segment.last { try delete(tables.records, position) }
        } catch {
            throw .storage(error)
        }
        return true
    }

    /// Every one must be there, and none before them: else the segment would hide what is wrong.
    private func checkRawRows(of segment: PackedSegment, _ tables: LogTables) throws(LogError) {
        var records = try rows(tables.records)
        var isThere = try storing { () throws(LMDBError) in try records.first() }
        for position in segment.first...segment.last {
            guard isThere, records.integerKey == position else {
                throw .corrupt(.missing("the record", at: Position(position)))
            }
            isThere = try storing { () throws(LMDBError) in try records.next() }
        }
    }
}
