import Crypto
import EventModel

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
        let hash = Array(SHA256.hash(data: content))
        self.init(derivedAt: Instant(micros: time.micros), hash: (bigEndian(hash[..<8]), bigEndian(hash[8..<16])))
    }
}

private func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
}
