import EventLog
import EventModel
import Foundation

// A retained state of a read model at a past position: the file `<models>/<name>/snapshots/<position>`.
//
//     0    4    8        16           16 + size
//     ├────┼────┼────────┼────────────┤
//     │size│ raw│checksum│ Zstandard  │   the first frame holds the head, the others rows, until all are there
//     └────┴────┴────────┴────────────┘   raw: bytes once unpacked
//
//     head  SnapshotHead, a message
//     rows  for each, in the order of names:  name's bytes (2) ‖ value's bytes (4) ‖ name ‖ value
//
// A value is what stands in the table `rows` without its checksum. Numbers are big-endian. A frame's checksum is the XXH3-64
// of its packed bytes, seeded by its number, from 0.

/// What a snapshot is a state of.
struct SnapshotHead: Sendable, Hashable, WireMessage {
    var cursor: TableCursor
    var rowCount: UInt64
    var isMonthEnd: Bool
    /// The events up to there that the model went on without.
    var skipped: [Position]

    static let schema = Schema(
        Field(1, "cursor", \SnapshotHead.cursor, "The model, its log, and how far that is folded in."),
        Field(2, "rowCount", \.rowCount, "How many rows follow."),
        Field(3, "isMonthEnd", \.isMonthEnd, "Whether the next event was recorded in another month."),
        Field(4, "skipped", \.skipped, "The events up to there that the model went on without."))
}

/// The rows that go into one frame, in bytes.
private let frameBytes = 1 << 18
/// The most that a frame unpacks to: a row is much smaller than an event's megabyte.
private let longestFrame = 1 << 26
private let frameHeaderBytes = 16

/// Writes a snapshot.
final class SnapshotWriter {
    private let handle: FileHandle
    private let packer = BlockPacker(level: 3)
    private var rows: [UInt8] = []
    private var frameCount: UInt64 = 0

    init(_ handle: FileHandle, _ head: SnapshotHead) throws {
        self.handle = handle
        rows.reserveCapacity(frameBytes + 4096)
        try write(head.encoded)
    }

    func add(name: borrowing RawSpan, value: borrowing RawSpan) throws {
        rows.append(bigEndian: UInt16(truncatingIfNeeded: name.byteCount))
        rows.append(bigEndian: UInt32(truncatingIfNeeded: value.byteCount))
        name.withUnsafeBytes { rows.append(contentsOf: $0) }
        value.withUnsafeBytes { rows.append(contentsOf: $0) }
        if rows.count >= frameBytes { try flush() }
    }

    /// Everything is on the disk on return.
    func finish() throws {
        if !rows.isEmpty { try flush() }
        try handle.synchronize()
    }

    private func flush() throws {
        try write(rows)
        rows.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8]) throws {
        guard let packed = packer.pack(bytes) else { throw CocoaError(.fileWriteUnknown) }
        var frame: [UInt8] = []
        frame.reserveCapacity(frameHeaderBytes + packed.count)
        frame.append(bigEndian: UInt32(packed.count))
        frame.append(bigEndian: UInt32(bytes.count))
        frame.append(bigEndian: StoredChecksum.ofFrame(packed, frameCount))
        frame += packed
        try handle.write(contentsOf: frame)
        frameCount += 1
    }
}

/// Reads a snapshot; says where it is damaged.
final class SnapshotReader {
    let head: SnapshotHead
    private let handle: FileHandle
    private let place: String
    private let table: String
    private let unpacker = BlockUnpacker()
    private var frameCount: UInt64 = 0

    init(path: String, table: String) throws(TableError) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(
                table: table, cause: EngineError.file(operation: "open the snapshot", path: path, code: errno))
        }
        let place = "the snapshot \(path)"
        (self.handle, self.table, self.place) = (handle, table, place)
        let first = try Self.frame(handle, 0, unpacker, table, place)
        do throws(DecodeError) { head = try SnapshotHead(decoding: first.span.bytes) } catch {
            throw .damaged(table: table, place: place, expected: "a head", found: error.description)
        }
        frameCount = 1
    }

    /// Visits the rows in the order of their names, each with the value that it has in a generation.
    func visit(
        _ body: (_ name: [UInt8], _ value: [UInt8]) throws(TableError) -> Void
    ) throws(TableError) {
        var left = head.rowCount
        while left > 0 {
            let rows = try Self.frame(handle, frameCount, unpacker, table, place)
            frameCount += 1
            var offset = 0
            while offset < rows.count {
                guard rows.count - offset >= 6 else { throw damaged("a row", "\(rows.count - offset) bytes") }
                let header = rows.span.bytes.extracting(offset..<offset + 6)
                let nameCount = Int(header.bigEndian(UInt16.self, at: 0))
                let valueCount = Int(header.bigEndian(UInt32.self, at: 2))
                let end = offset + 6 + nameCount + valueCount
                guard end <= rows.count, left > 0 else { throw damaged("\(head.rowCount) rows", "others") }
                let name = Array(rows[offset + 6..<offset + 6 + nameCount])
                var value = Array(rows[offset + 6 + nameCount..<end])
                StoredChecksum.seal(&value, key: name)
                try body(name, value)
                (offset, left) = (end, left - 1)
            }
        }
    }

    private func damaged(_ expected: String, _ found: String) -> TableError {
        .damaged(table: table, place: place, expected: expected, found: found)
    }

    private static func frame(
        _ handle: FileHandle, _ number: UInt64, _ unpacker: BlockUnpacker, _ table: String, _ place: String
    ) throws(TableError) -> [UInt8] {
        func damaged(_ expected: String, _ found: String) -> TableError {
            .damaged(table: table, place: "\(place), frame \(number)", expected: expected, found: found)
        }
        func read(_ count: Int) throws(TableError) -> [UInt8] {
            let bytes: [UInt8]
            do { bytes = Array(try handle.read(upToCount: count) ?? Data()) } catch {
                throw .unreadable(table: table, cause: error)
            }
            guard bytes.count == count else { throw damaged("\(count) bytes", "\(bytes.count)") }
            return bytes
        }
        let header = try read(frameHeaderBytes)
        let size = Int(header.span.bytes.bigEndian(UInt32.self, at: 0))
        let raw = Int(header.span.bytes.bigEndian(UInt32.self, at: 4))
        guard size <= longestFrame, raw <= longestFrame else { throw damaged("a frame", "\(size) and \(raw) bytes") }
        let packed = try read(size)
        guard header.span.bytes.bigEndian64(at: 8) == StoredChecksum.ofFrame(packed, number) else {
            throw damaged("the checksum written", "another")
        }
        guard let bytes = unpacker.unpack(packed.span.bytes, byteCount: raw) else {
            throw damaged("a frame of \(raw) bytes", "one that does not unpack to that")
        }
        return bytes
    }
}

extension StoredChecksum {
    fileprivate static func ofFrame(_ packed: [UInt8], _ number: UInt64) -> UInt64 {
        var seed: [UInt8] = []
        seed.append(bigEndian: number)
        return of(packed.span.bytes, key: seed.span.bytes)
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}

extension RawSpan {
    /// The caller has checked that the bytes are there.
    fileprivate func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, at offset: Int) -> Value {
        Value(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
    }
}
