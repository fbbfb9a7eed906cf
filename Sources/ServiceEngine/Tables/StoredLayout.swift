import CXXHash
import EventModel

// How a read model lies in LMDB: one environment a generation, all of it written in the same transactions.
//
//     rows          key    the stream's name: incident-INC-2026-000123
//                   value  0       8      16         24       32               n        n + 8
//                          ├───────┼──────┼──────────┼────────┼────────────────┼────────┤
//                          │ first │ last │ earliest │ latest │ row, a message │checksum│
//                          └───────┴──────┴──────────┴────────┴────────────────┴────────┘
//                          the first and last position, and the earliest and latest effective time (microseconds), of
//                          the events folded in; a model that keeps no extents leaves these 32 bytes out
//
//     index <name>  key    the index key (IndexKey), several values sorted
//                   value  0               n    n + 1    n + 5
//                          ├───────────────┼────┼────────┤
//                          │ stream's name │ 00 │checksum│   the low half of the checksum; the zero keeps the values
//                          └───────────────┴────┴────────┘   in the order of the names
//
//     sums          key    the sum's name ‖ 00 ‖ the group's key; groups that come to zero have no row
//                   value  amount, 8 bytes ‖ checksum
//
//     meta          key    "cursor"; "build" while rows are being built and indexes and sums are missing
//                   value  TableCursor, a message ‖ checksum
//                          "stopped"
//                          StoppedEvent, a message ‖ checksum: why it does not go on; gone with the next commit
//
// Numbers are big-endian. A checksum is the XXH3-64 of what stands before it in the value, its seed the XXH3-64 (seed 0) of
// the key: LMDB has none, and a flipped bit must be an error and not an answer. An entry that is missing from an index does
// not show in reading; `verify` counts.

/// Raised with any change of the layout; a generation of another layout is built anew.
let storedLayout: UInt32 = 3

/// What a generation is a fold of, and how far it has got.
struct TableCursor: Sendable, Hashable {
    var layout: UInt32
    /// The model's name: several have tables of the same names.
    var model: String
    var tableVersion: UInt64
    /// The log's name among all logs.
    var origin: String
    var position: Position
    /// The commit of the event at `position`: a log that was restored and went on otherwise has another there.
    var commandID: CommandID?

    static let key = Array("cursor".utf8)
    static let stoppedKey = Array("stopped".utf8)
    /// The key while a generation is built and has no indexes and sums yet: nothing serves without a cursor.
    static let buildKey = Array("build".utf8)
}

extension TableCursor: WireMessage {
    static let schema = Schema(
        Field(1, "layout", \TableCursor.layout, "The version of the layout."),
        Field(2, "tableVersion", \.tableVersion, "The version of the table's fold, row, indexes and sums."),
        Field(3, "origin", \.origin, "The log."),
        Field(4, "position", \.position, "The last event folded in."),
        Field(5, "commandID", \.commandID, "The commit of that event."),
        Field(6, "model", \.model, "The model's name."))
}

enum StoredChecksum {
    /// `bytes` of the row that `key` stands for, so that rows which changed places are found too.
    static func of(_ bytes: borrowing RawSpan, key: borrowing RawSpan) -> UInt64 {
        let seed = key.withUnsafeBytes { XXH3_64bits_withSeed($0.baseAddress, $0.count, 0) }
        return bytes.withUnsafeBytes { XXH3_64bits_withSeed($0.baseAddress, $0.count, seed) }
    }

    /// Appends the checksum of `value`.
    static func seal(_ value: inout [UInt8], key: [UInt8]) {
        value.append(bigEndian: of(value.span.bytes, key: key.span.bytes))
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: UInt64) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}

extension RawSpan {
    /// A big-endian number; the caller has checked that the eight bytes are there.
    func bigEndian64(at offset: Int) -> UInt64 {
        UInt64(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// A copy that may outlive the transaction.
    var array: [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}
