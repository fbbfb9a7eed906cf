internal import EventModel

/// The records of one block of a segment, unpacked and checked. Before it is packed it stands like this; varints are those of
/// Protocol Buffers:
///
///     ├──────────────┬─────────────────┬──────────┬──────────┬─────┤
///     │ n lengths    │ n distances     │ record 0 │ record 1 │  …  │
///     │ varint each  │ varint each     │          │          │     │
///     └──────────────┴─────────────────┴──────────┴──────────┴─────┘
///
/// A distance leads from a record's position back to the one before it in the same stream; zero where it is the first. The
/// records are the exact bytes that the Merkle leaves cover.
final class UnpackedBlock: Sendable {
    let first: UInt64
    let bytes: [UInt8]
    private let ends: [Int]
    private let distances: [UInt64]
    private let start: Int

    var last: UInt64 { first + UInt64(ends.count) - 1 }
    func contains(_ position: UInt64) -> Bool { position >= first && position - first < UInt64(ends.count) }

    /// Takes apart what was unpacked. The checksum has been compared: what is wrong here was written so.
    init(_ bytes: [UInt8], first: UInt64, recordCount: Int) throws(LogError) {
        func corrupt(_ what: String, _ index: Int, expected: String, found: String) -> LogError {
            .corrupt(Corruption(what, at: Position(first + UInt64(index)), expected: expected, found: found))
        }
        var offset = 0
        var lengths: [UInt64] = []
        var distances: [UInt64] = []
        lengths.reserveCapacity(recordCount)
        distances.reserveCapacity(recordCount)
        for index in 0..<recordCount {
            guard let length = bytes.varint(at: &offset), length <= LogLimits.bytesPerRecord else {
                throw corrupt("the length of the packed record", index, expected: "at most 1 MiB", found: "another")
            }
            lengths.append(length)
        }
        for index in 0..<recordCount {
            guard let distance = bytes.varint(at: &offset), distance < first + UInt64(index) else {
                throw corrupt(
                    "the distance of the packed record", index, expected: "less than its position", found: "another")
            }
            distances.append(distance)
        }
        start = offset
        var ends: [Int] = []
        ends.reserveCapacity(recordCount)
        for length in lengths {
            offset += Int(length)
            ends.append(offset)
        }
        guard offset == bytes.count else {
            throw corrupt("the size of the block", 0, expected: "\(bytes.count) bytes", found: "\(offset)")
        }
        (self.first, self.bytes, self.ends, self.distances) = (first, bytes, ends, distances)
    }

    /// Records that were not packed, in one block all the same; the distances are not known.
    init(_ records: [[UInt8]], first: UInt64) {
        self.first = first
        bytes = Array(records.joined())
        var (end, ends) = (0, [Int]())
        for record in records {
            end += record.count
            ends.append(end)
        }
        (self.ends, start) = (ends, 0)
        distances = []
    }

    /// The record at `position`, which the block contains.
    @_lifetime(borrow self)
    func record(at position: UInt64) -> RawSpan {
        let index = Int(position - first)
        // The array belongs to the block for as long as that lives, and never changes.
        let all = unsafe bytes.withUnsafeBytes { unsafe $0 }
        let record = unsafe RawSpan(_unsafeBytes: all[(index == 0 ? start : ends[index - 1])..<ends[index]])
        return unsafe _overrideLifetime(record, borrowing: self)
    }

    /// The position of the event before it in the same stream; zero where it is the first.
    func previous(of position: UInt64) -> Position {
        let distance = distances[Int(position - first)]
        return distance == 0 ? .zero : Position(position - distance)
    }

    /// What is to be packed for these records.
    static func encode(_ records: some Collection<PackableRecord>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records.reduce(0) { $0 + $1.bytes.count + 8 })
        for record in records { bytes.append(varint: UInt64(record.bytes.count)) }
        for record in records { bytes.append(varint: record.distance) }
        for record in records { bytes += record.bytes }
        return bytes
    }
}

/// A record on its way into a block.
struct PackableRecord: Sendable {
    let bytes: [UInt8]
    let distance: UInt64

    init(_ bytes: [UInt8], at position: UInt64, previous: Position) {
        self.bytes = bytes
        distance = previous == .zero ? 0 : position - previous.rawValue
    }
}

extension [UInt8] {
    fileprivate mutating func append(varint value: UInt64) {
        var value = value
        while value >= 0x80 {
            append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        append(UInt8(value))
    }

    /// The varint at `offset`, which moves behind it; nil where there is none that fits 64 bits.
    fileprivate func varint(at offset: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard offset < count else { return nil }
            let byte = self[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
