import CXXHash
import EventModel

// The values of a generation's tables, written and read back with their checksums.

extension TableEntry where Row: WireMessage {
    /// `hasExtent`: whether the model keeps extents.
    func stored(key: [UInt8], hasExtent: Bool = true) -> [UInt8] {
        var writer = WireWriter(reserving: 512)
        write(key: key, hasExtent: hasExtent, to: &writer)
        return writer.bytes
    }

    func write(key: [UInt8], hasExtent: Bool = true, to writer: inout WireWriter) {
        extent.write(key: key, hasExtent: hasExtent, to: &writer) { writer in Row.schema.encode(row, &writer) }
    }
}

extension TouchedRow {
    /// Appends the value of the row as it is; false where it has had no event.
    func write(key: [UInt8], to writer: inout WireWriter) -> Bool {
        guard let extent else { return false }
        extent.write(key: key, hasExtent: Content.keepsExtents, to: &writer) { writer in encodeRow(&writer) }
        return true
    }
}

extension FoldExtent {
    /// Appends a row's value, checksum and all; `row` appends the row.
    fileprivate func write(
        key: [UInt8], hasExtent: Bool, to writer: inout WireWriter, _ row: (inout WireWriter) -> Void
    ) {
        let start = writer.bytes.count
        if hasExtent { store(&writer) }
        row(&writer)
        let checksum = StoredChecksum.of(writer.bytes.span.bytes.extracting(droppingFirst: start), key: key.span.bytes)
        writer.bigEndian64(checksum)
    }

    private func store(_ writer: inout WireWriter) {
        writer.bigEndian64(first.rawValue)
        writer.bigEndian64(last.rawValue)
        writer.bigEndian64(UInt64(bitPattern: earliest.micros))
        writer.bigEndian64(UInt64(bitPattern: latest.micros))
    }

    var stored: [UInt8] {
        var writer = WireWriter(reserving: wholeExtentBytes)
        store(&writer)
        return writer.bytes
    }
}

/// Reads stored values; says which table and which row is damaged.
struct StoredReading {
    let table: String
    private let extentBytes: Int

    init<Content: RowModel>(of _: Content.Type) {
        table = Content.name
        extentBytes = Content.keepsExtents ? wholeExtentBytes : 0
    }

    /// Which events a row is folded from; checks the whole value, and decodes nothing.
    func extent(_ value: RawSpan, key: borrowing RawSpan) throws(TableError) -> FoldExtent {
        try check(value, key: key, atLeast: extentBytes, .row)
        if extentBytes == 0 { return .none }
        func number(_ index: Int) -> UInt64 { value.bigEndian64(at: 8 * index) }
        func instant(_ index: Int) -> Instant { Instant(micros: Int64(bitPattern: number(index))) }
        return FoldExtent(
            first: Position(number(0)), last: Position(number(1)), earliest: instant(2), latest: instant(3))
    }

    /// What a reader wants to see of a row whose extent has been read.
    func row<View: RowView>(_ value: RawSpan, key: borrowing RawSpan) throws(TableError) -> View {
        do {
            return try View(decoding: value.extracting(extentBytes..<value.byteCount - 8))
        } catch {
            throw .damaged(
                table: table, place: Place.row.name(key), expected: "a row of this release", found: error.description)
        }
    }

    func amount(_ value: RawSpan, key: borrowing RawSpan) throws(TableError) -> Int64 {
        try check(value, key: key, atLeast: 8, .sum)
        return Int64(bitPattern: value.bigEndian64(at: 0))
    }

    /// What the generation says of itself under a key of `meta`.
    func note<Note: WireMessage>(_ value: RawSpan, key: borrowing RawSpan) throws(TableError) -> Note {
        try check(value, key: key, atLeast: 0, .note)
        do {
            return try Note(decoding: value.extracting(droppingLast: 8))
        } catch {
            throw .damaged(
                table: table, place: Place.note.name(key), expected: "\(Note.self)", found: error.description)
        }
    }

    /// The stream that an index entry names.
    func stream(_ value: RawSpan, key: borrowing RawSpan, _ index: String) throws(TableError) -> StreamID {
        let count = value.byteCount - IndexValue.extraBytes
        guard count > 0 else {
            throw damagedEntry(index, key, "more than \(IndexValue.extraBytes) bytes", "\(value.byteCount)")
        }
        let name = value.extracting(first: count)
        let expected = UInt32(truncatingIfNeeded: StoredChecksum.of(name, key: key))
        let found = UInt32(bigEndian: value.unsafeLoadUnaligned(fromByteOffset: count + 1, as: UInt32.self))
        guard expected == found, value.unsafeLoad(fromByteOffset: count, as: UInt8.self) == 0 else {
            throw damagedEntry(
                index, key, "the checksum \(String(expected, radix: 16))", String(found, radix: 16))
        }
        return try stream(named: name)
    }

    func stream(named name: RawSpan) throws(TableError) -> StreamID {
        do {
            return try StreamID(name: name)
        } catch {
            throw .damaged(
                table: table, place: "row '\(printable(name))'", expected: "a stream's name", found: error.description)
        }
    }

    private func damagedEntry(
        _ index: String, _ key: borrowing RawSpan, _ expected: String, _ found: String
    ) -> TableError {
        .damaged(table: table, place: "index \(index), key '\(printable(key))'", expected: expected, found: found)
    }

    /// Checks a row that nobody asked for: one beside those that were.
    func check(_ value: RawSpan, key: borrowing RawSpan, of index: String?) throws(TableError) {
        if let index {
            _ = try stream(value, key: key, index)
        } else {
            try check(value, key: key, atLeast: 0, .row)
        }
    }

    /// Compares a value with its checksum; of at least `count` bytes before it.
    private func check(
        _ value: RawSpan, key: borrowing RawSpan, atLeast count: Int, _ place: Place
    ) throws(TableError) {
        guard value.byteCount >= count + 8 else {
            throw .damaged(
                table: table, place: place.name(key), expected: "at least \(count + 8) bytes",
                found: "\(value.byteCount)")
        }
        let content = value.extracting(droppingLast: 8)
        let (expected, found) = (value.bigEndian64(at: content.byteCount), StoredChecksum.of(content, key: key))
        guard expected == found else {
            throw .damaged(
                table: table, place: place.name(key), expected: "the checksum \(String(expected, radix: 16))",
                found: String(found, radix: 16))
        }
    }
}

/// The bytes of a row's extent, before the row.
private let wholeExtentBytes = 32

/// What a value stands for. Named where it is damaged, and not for each that is read.
private enum Place {
    case row
    case sum
    case note

    func name(_ key: borrowing RawSpan) -> String {
        switch self {
        case .row: "row '\(printable(key))'"
        case .sum: "sum '\(printable(key))'"
        case .note: "the \(printable(key))"
        }
    }
}

/// The value of an index entry.
enum IndexValue {
    /// What stands behind the name: a zero and the checksum.
    static let extraBytes = 5

    /// Appends that of the row `name` under a key whose checksum is `seed`.
    static func append(_ name: UnsafeRawBufferPointer, seed: UInt64, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: name)
        bytes.append(0)
        let checksum = XXH3_64bits_withSeed(name.baseAddress, name.count, seed)
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: checksum).bigEndian) { bytes.append(contentsOf: $0) }
    }

    static func bytes(_ name: [UInt8], _ key: IndexKey) -> [UInt8] {
        var value: [UInt8] = []
        value.reserveCapacity(name.count + extraBytes)
        let seed = key.bytes.withUnsafeBytes { XXH3_64bits_withSeed($0.baseAddress, $0.count, 0) }
        name.withUnsafeBytes { append($0, seed: seed, to: &value) }
        return value
    }
}

/// The value of a sum's group.
enum SumValue {
    static func bytes(_ amount: Int64, key: [UInt8]) -> [UInt8] {
        var value: [UInt8] = []
        value.append(bigEndian: UInt64(bitPattern: amount))
        StoredChecksum.seal(&value, key: key)
        return value
    }
}

/// The key of a sum's group.
enum SumKey {
    static func prefix(_ sum: String) -> [UInt8] { Array(sum.utf8) + [0] }
    static func bytes(_ sum: String, _ group: IndexKey) -> [UInt8] { prefix(sum) + group.bytes }
}

/// A key for a message: text where it is text, else hexadecimal.
func printable(_ bytes: borrowing RawSpan) -> String {
    let bytes = bytes.array
    let text = bytes.last == 0 ? bytes.dropLast() : bytes[...]
    if text.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(decoding: text, as: UTF8.self) }
    return hexadecimal(bytes[...])
}

private func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
