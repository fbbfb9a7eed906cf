import Crypto
package import EventModel

extension CommandID {
    /// The id of a row: its time as the source wrote it, then a hash of what makes it this row and no other.
    ///
    /// The time is taken as if it were UTC, so that an import repeated with another `--time-zone` is still a repetition.
    init<Format: SourceFormat>(of fields: RowFields<Format>, at time: CivilTime, identity: [Format.Column]) {
        var content = Array(Format.name.rawValue.utf8)
        for column in identity {
            let bytes = fields.rawBytes(column)
            // The length in front keeps "ab", "c" apart from "a", "bc".
            content.append(contentsOf: "\n\(bytes.count):".utf8)
            content.append(contentsOf: bytes)
        }
        self.init(derivedAt: Instant(micros: time.micros), from: content)
    }

    /// The id of a set of rows, given by theirs in ascending order; its time is that of the first.
    init(ofAll rows: [CommandID], format: String) {
        // The first 48 bits of an id are its time in milliseconds.
        let millis = rows.first.map { Int64($0.high >> 16) } ?? 0
        self.init(derivedAt: Instant(micros: millis * 1000), from: Array(format.utf8) + rows.flatMap(\.bytes))
    }

    /// The id of a command that follows from a cause: the time of the cause, then a hash of what makes it this cause.
    package init(derivedAt instant: Instant, from content: [UInt8]) {
        let hash = Array(SHA256.hash(data: content))
        self.init(derivedAt: instant, hash: (bigEndian(hash[..<8]), bigEndian(hash[8..<16])))
    }
}

private func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
}
