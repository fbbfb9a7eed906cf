import EventModel

// The values of a generation's tables, written and read back with their checksums.

extension TableEntry where Row: WireMessage {
    func stored(key: [UInt8]) -> [UInt8] {
        var writer = WireWriter(reserving: 512)
        writer.bigEndian64(UInt64(bitPattern: latest.micros))
        Row.schema.encode(row, &writer)
        StoredChecksum.seal(&writer.bytes, key: key)
        return writer.bytes
    }
}

/// Reads stored values; says which table and which row is damaged.
struct StoredReading {
    let table: String

    func entry<Row: WireMessage>(_ value: RawSpan, key: borrowing RawSpan) throws(TableError) -> TableEntry<Row> {
        let place = "row '\(printable(key))'"
        try check(value, key: key, atLeast: 8, place)
        let content = value.extracting(droppingLast: 8)
        do {
            let latest = Instant(micros: Int64(bitPattern: content.bigEndian64(at: 0)))
            let row = try Row(decoding: content.extracting(droppingFirst: 8))
            return TableEntry(row: row, latest: latest)
        } catch {
            throw .damaged(table: table, place: place, expected: "a row of this release", found: error.description)
        }
    }

    func amount(_ value: RawSpan, key: borrowing RawSpan) throws(TableError) -> Int64 {
        try check(value, key: key, atLeast: 8, "sum '\(printable(key))'")
        return Int64(bitPattern: value.bigEndian64(at: 0))
    }

    func cursor(_ value: RawSpan, key: borrowing RawSpan) throws(TableError) -> TableCursor {
        try check(value, key: key, atLeast: 0, "the cursor")
        do {
            return try TableCursor(decoding: value.extracting(droppingLast: 8))
        } catch {
            throw .damaged(table: table, place: "the cursor", expected: "a cursor", found: error.description)
        }
    }

    /// The stream that an index entry names.
    func stream(_ value: RawSpan, key: borrowing RawSpan, _ index: String) throws(TableError) -> StreamID {
        let count = value.byteCount - 5
        guard count > 0 else { throw damagedEntry(index, key, "more than 5 bytes", "\(value.byteCount)") }
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

    /// Compares a value with its checksum; of at least `count` bytes before it.
    private func check(
        _ value: RawSpan, key: borrowing RawSpan, atLeast count: Int, _ place: String
    ) throws(TableError) {
        guard value.byteCount >= count + 8 else {
            throw .damaged(
                table: table, place: place, expected: "at least \(count + 8) bytes", found: "\(value.byteCount)")
        }
        let content = value.extracting(droppingLast: 8)
        let (expected, found) = (value.bigEndian64(at: content.byteCount), StoredChecksum.of(content, key: key))
        guard expected == found else {
            throw .damaged(
                table: table, place: place, expected: "the checksum \(String(expected, radix: 16))",
                found: String(found, radix: 16))
        }
    }
}

/// The value of an index entry.
enum IndexValue {
    static func bytes(_ name: [UInt8], _ key: IndexKey) -> [UInt8] {
        let checksum = StoredChecksum.of(name.span.bytes, key: key.bytes.span.bytes)
        var value = name
        value.reserveCapacity(name.count + 5)
        value.append(0)
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: checksum).bigEndian) { value.append(contentsOf: $0) }
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
