internal import EventModel

/// A row of 'segments': packed records under the position of the first. It fills whole pages of LMDB exactly, so that the
/// value and LMDB's own header of 16 bytes waste no half page; numbers are little-endian.
///
///     0         8        16       20       24          24 + 20 n                          pages × 4096 − 16
///     ├─────────┼────────┼────────┼────────┼───────────┼─────────┬─────────┬─────┬────────┤
///     │checksum │ first  │records │blocks n│ directory │ block 0 │ block 1 │  …  │ zeros  │
///     └─────────┴────────┴────────┴────────┴───────────┴─────────┴─────────┴─────┴────────┘
///
/// Checksum: XXH3-64 of what follows up to the end of the directory, its seed the row's key. The directory has an entry of 20
/// bytes for each block:
///
///     0        4             8          12               20
///     ├────────┼─────────────┼──────────┼────────────────┤
///     │records │packed bytes │raw bytes │ checksum       │   XXH3-64 of the unpacked block, its seed its first position
///     └────────┴─────────────┴──────────┴────────────────┘
///
/// A block is one Zstandard frame (RFC 8878, without content size, checksum and dictionary) of what `UnpackedBlock` draws.
struct Segment: ~Escapable {
    static let headerByteCount = 24
    static let entryByteCount = 20
    /// What unpacking may claim at most: a block of one record of the greatest length, or of many small ones.
    static let rawBytesPerBlock = 2 << 20

    private let bytes: RawSpan
    let first: UInt64
    let recordCount: UInt64
    let blockCount: Int

    /// A stored row with its header and directory checked; blocks are checked when they are unpacked.
    @_lifetime(copy row)
    init(_ row: RawSpan, at key: UInt64) throws(LogError) {
        guard row.byteCount >= Self.headerByteCount else {
            throw Self.corrupt("the size", key, expected: "at least 24 bytes", found: "\(row.byteCount)")
        }
        let blockCount = Int(row.littleEndian32(at: 20))
        let directoryEnd = Self.headerByteCount + Self.entryByteCount * blockCount
        guard blockCount > 0, directoryEnd <= row.byteCount else {
            throw Self.corrupt(
                "the number of blocks", key, expected: "1 or more that fit \(row.byteCount) bytes",
                found: "\(blockCount)")
        }
        let expected = row.littleEndian64(at: 0)
        let found = Checksum.of(row.extracting(8..<directoryEnd), seed: key)
        guard expected == found else {
            throw Self.corrupt(
                "the checksum of the directory", key, expected: expected.hexadecimal, found: found.hexadecimal)
        }
        bytes = row
        first = row.littleEndian64(at: 8)
        recordCount = UInt64(row.littleEndian32(at: 16))
        self.blockCount = blockCount
        try checkDirectory(key)
    }

    /// The position of the last record.
    var last: UInt64 { first + recordCount - 1 }

    func contains(_ position: UInt64) -> Bool { position >= first && position - first < recordCount }

    /// The place of one block in the segment.
    struct Block {
        let first: UInt64
        let recordCount: Int
        let rawByteCount: Int
        let checksum: UInt64
        fileprivate let range: Range<Int>
    }

    /// The block that holds the record at `position`, which the segment contains.
    func block(containing position: UInt64) -> Block? {
        var (first, offset) = (first, Self.headerByteCount + Self.entryByteCount * blockCount)
        for index in 0..<blockCount {
            let entry = entry(index)
            if position - first < UInt64(entry.recordCount) {
                return Block(
                    first: first, recordCount: entry.recordCount, rawByteCount: entry.rawByteCount,
                    checksum: entry.checksum, range: offset..<offset + entry.packedByteCount)
            }
            first += UInt64(entry.recordCount)
            offset += entry.packedByteCount
        }
        return nil
    }

    @_lifetime(copy self)
    func packedBytes(of block: Block) -> RawSpan { bytes.extracting(block.range) }
}

extension Segment {
    private struct Entry {
        let recordCount: Int
        let packedByteCount: Int
        let rawByteCount: Int
        let checksum: UInt64
    }

    private func entry(_ index: Int) -> Entry {
        let offset = Self.headerByteCount + Self.entryByteCount * index
        return Entry(
            recordCount: Int(bytes.littleEndian32(at: offset)),
            packedByteCount: Int(bytes.littleEndian32(at: offset + 4)),
            rawByteCount: Int(bytes.littleEndian32(at: offset + 8)), checksum: bytes.littleEndian64(at: offset + 12))
    }

    /// A directory with the right checksum may have been made by somebody: what it says must fit all the same.
    private func checkDirectory(_ key: UInt64) throws(LogError) {
        guard first == key, first > 0, first < UInt64(Int64.max) else {
            throw Self.corrupt("the first position", key, expected: "\(key)", found: "\(first)")
        }
        var (records, end) = (0, Self.headerByteCount + Self.entryByteCount * blockCount)
        for index in 0..<blockCount {
            let entry = entry(index)
            guard entry.recordCount > 0, entry.rawByteCount <= Self.rawBytesPerBlock,
                entry.recordCount <= entry.rawByteCount
            else {
                throw Self.corrupt(
                    "block \(index)", key, expected: "1 or more records in at most \(Self.rawBytesPerBlock) bytes",
                    found: "\(entry.recordCount) in \(entry.rawByteCount)")
            }
            records += entry.recordCount
            end += entry.packedByteCount
        }
        guard end <= bytes.byteCount else {
            throw Self.corrupt("the end of the blocks", key, expected: "\(bytes.byteCount)", found: "\(end)")
        }
        guard UInt64(records) == recordCount else {
            throw Self.corrupt("the number of records", key, expected: "\(recordCount)", found: "\(records)")
        }
    }

    private static func corrupt(_ what: String, _ key: UInt64, expected: String, found: String) -> LogError {
        .corrupt(Corruption("\(what) of the segment", at: Position(key), expected: expected, found: found))
    }
}

extension RawSpan {
    /// A little-endian number; the caller has checked that the four bytes are there.
    func littleEndian32(at offset: Int) -> UInt32 {
        UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}

extension [UInt8] {
    mutating func append(littleEndian32 value: UInt32) {
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
    }
}
