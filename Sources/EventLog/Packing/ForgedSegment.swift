internal import EventModel

/// Stored bytes that somebody made with care: their checksums are put right before they are read, so that what stands behind the
/// checksums is tried. For the fuzzer.
package enum ForgedSegment {
    /// Every record of a row of 'segments' whose own key it names, whatever its blocks are.
    package static func records(of row: [UInt8]) throws(LogError) -> [[UInt8]] {
        var row = row
        guard row.count >= Segment.headerByteCount else { return try records(in: Segment(row.raw, at: 1)) }
        let (first, blockCount) = (row.raw.littleEndian64(at: 8), Int(row.raw.littleEndian32(at: 20)))
        let end = Segment.headerByteCount + Segment.entryByteCount * blockCount
        if end <= row.count {
            let checksum = Checksum.of(row.raw.extracting(8..<end), seed: first)
            unsafe withUnsafeBytes(of: checksum.littleEndian) { unsafe row.replaceSubrange(0..<8, with: $0) }
        }
        return try records(in: Segment(row.raw, at: first))
    }

    /// Every record of an unpacked block that begins at position 1.
    package static func records(ofBlock bytes: [UInt8], recordCount: Int) throws(LogError) -> [[UInt8]] {
        records(in: try UnpackedBlock(bytes, first: 1, recordCount: recordCount))
    }

    private static func records(in segment: borrowing Segment) throws(LogError) -> [[UInt8]] {
        let unpacker = BlockUnpacker()
        var (records, next): ([[UInt8]], UInt64) = ([], segment.first)
        while segment.contains(next), let block = segment.block(containing: next) {
            next = block.first + UInt64(block.recordCount)
            guard let bytes = unpacker.unpack(segment.packedBytes(of: block), byteCount: block.rawByteCount) else {
                continue
            }
            records += Self.records(in: try UnpackedBlock(bytes, first: block.first, recordCount: block.recordCount))
        }
        return records
    }

    private static func records(in block: UnpackedBlock) -> [[UInt8]] {
        (block.first...block.last).map { position in
            _ = block.previous(of: position)
            return block.record(at: position).array
        }
    }
}
