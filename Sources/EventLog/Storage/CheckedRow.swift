internal import LMDB

/// The small rows (head, names, commands, sequences, claims, nodes): a payload and a checksum.
///
///     0        n         n + 8
///     ├────────┼─────────┤
///     │payload │checksum │   checksum: XXH3-64 of the payload, little-endian, its seed the XXH3-64 (seed 0) of the key
///     └────────┴─────────┘
enum CheckedRow {
    static func encode(_ payload: consuming [UInt8], key: borrowing RawSpan) -> [UInt8] {
        var row = payload
        seal(&row, keyChecksum: Checksum.of(key, seed: 0))
        return row
    }

    /// Makes a row of a payload, in its place. `keyChecksum` is that of the key, with the seed 0.
    static func seal(_ payload: inout [UInt8], keyChecksum: UInt64) {
        payload.append(littleEndian: Checksum.of(payload.raw, seed: keyChecksum))
    }

    /// The payload of a stored row. `payloadCount` is its size where that is fixed.
    @_lifetime(copy row)
    static func payload(
        of row: RawSpan, key: borrowing RawSpan, table: String, payloadCount: Int? = nil
    ) throws(LogError) -> RawSpan {
        let count = row.byteCount - 8
        guard count >= 0, count == payloadCount ?? count else {
            throw .corrupt(
                Corruption(
                    "the size of row '\(printable(key))' of '\(table)'",
                    expected: payloadCount.map { "\($0 + 8) bytes" } ?? "at least 8 bytes",
                    found: "\(row.byteCount) bytes"))
        }
        let payload = row.extracting(first: count)
        let expected = row.littleEndian64(at: count)
        let found = Checksum.of(payload, seed: Checksum.of(key, seed: 0))
        guard found == expected else {
            throw .corrupt(
                Corruption(
                    "the checksum of row '\(printable(key))' of '\(table)'", expected: expected.hexadecimal,
                    found: found.hexadecimal))
        }
        return payload
    }

    /// A key for a message: text where it is text, else hexadecimal.
    private static func printable(_ key: borrowing RawSpan) -> String {
        let bytes = key.array
        let isText = bytes.allSatisfy { $0 == 0 || (0x20..<0x7F).contains($0) }
        if isText { return String(decoding: bytes.map { $0 == 0 ? UInt8(ascii: "/") : $0 }, as: UTF8.self) }
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
