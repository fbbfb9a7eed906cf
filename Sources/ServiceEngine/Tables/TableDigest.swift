import Crypto
public import EventModel

/// SHA-256 over everything that a table answers with: rows in the order of their streams' names, index entries and sums in the
/// order of their keys. Two tables with the same digest give the same answers, about the past too.
///
///     digest = SHA-256( for each row:            02 ‖ name ‖ extent ‖ row
///                       for each index:          03 ‖ its name, then for each entry 04 ‖ key ‖ name
///                       for each sum:            05 ‖ its name, then for each group 06 ‖ key ‖ amount )
///
/// Each part but the marks has its length before it, 8 bytes, big-endian.
public struct TableDigest: Sendable, Hashable, CustomStringConvertible {
    public let bytes: [UInt8]

    public init<Reader: TableReader>(of reader: Reader) throws(TableError) {
        var hasher = PartHasher()
        try reader.scanRows(as: WholeRow.self, named: "", .ascending, where: nil) { stream, extent, view in
            hasher.add(2, stream.nameBytes, extent.stored, view.row.encoded)
            return .more
        }
        for index in Reader.Content.indexes {
            hasher.add(3, Array(index.name.utf8))
            try reader.scan(index, .all, .ascending) { key, stream in
                hasher.add(4, key.bytes, stream.nameBytes)
                return .more
            }
        }
        for sum in Reader.Content.sums {
            hasher.add(5, Array(sum.name.utf8))
            for total in try reader.totals(sum) { hasher.add(6, total.group.bytes, IndexKey(total.amount).bytes) }
        }
        bytes = hasher.finish()
    }

    public var description: String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

private struct PartHasher {
    private var hash = SHA256()
    private var pending: [UInt8] = []

    mutating func add(_ mark: UInt8, _ parts: [UInt8]...) {
        pending.append(mark)
        for part in parts {
            pending.append(bigEndian: UInt64(part.count))
            pending += part
        }
        if pending.count > 1 << 16 { flush() }
    }

    mutating func finish() -> [UInt8] {
        flush()
        return Array(hash.finalize())
    }

    private mutating func flush() {
        pending.withUnsafeBytes { hash.update(bufferPointer: $0) }
        pending.removeAll(keepingCapacity: true)
    }
}
