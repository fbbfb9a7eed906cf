import EventModel
import Imports
import Processes

/// Every row has the header's fields; lines ascend from 2; reading ends.
func fuzzTable(_ bytes: [UInt8]) throws {
    guard !isCompressed(bytes) else { return }
    try readTable(bytes)
}

/// The same behind a decompressor. What grows beyond 64 MiB is not followed: that is what bombs do.
func fuzzCompressedTable(_ bytes: [UInt8]) throws {
    guard isCompressed(bytes), var source = try? ByteSource(name: "input", bytes: bytes) else { return }
    var (buffer, total) = ([UInt8](repeating: 0, count: 1 << 16), 0)
    while total < 64 << 20, let count = try? source.read(into: &buffer, at: 0), count > 0 {
        try promise(count <= buffer.count, "more bytes were read than there was room for: \(count)")
        total += count
    }
    // A longer table says nothing new: half a million empty lines are as many faults, one after the other.
    if total <= 1 << 16 { try readTable(bytes) }
}

private func readTable(_ bytes: [UInt8]) throws {
    guard let source = try? ByteSource(name: "input", bytes: bytes), var table = try? CSVReader(source) else { return }
    var lastLine = 1
    while let row = try? table.next() {
        switch row {
        case .record(let record):
            try promise(record.count == table.header.names.count, "line \(record.line) has \(record.count) fields")
            try promise(record.line > lastLine, "line \(record.line) comes after line \(lastLine)")
            lastLine = record.line
            for index in 0..<record.count { _ = record[index] }
        case .rejected(let row):
            try promise(row.line > lastLine, "line \(row.line) comes after line \(lastLine)")
            lastLine = row.line
            _ = row.fault.description
        }
    }
}

/// Every row becomes events, or none, or a reject; and what it becomes can be folded.
func fuzzImport(_ bytes: [UInt8], _ format: ImportFormat) throws {
    guard !isCompressed(bytes), let source = try? ByteSource(name: "input", bytes: bytes),
        var rows = try? IncidentImport(source, format: format, zone: .utc)
    else { return }
    var ids: Set<CommandID> = []
    while let commit = rows.next(history: { _ in [] }) {
        try promise(ids.insert(commit.commandID).inserted, "two commits have the id \(commit.commandID)")
        try promise(!commit.events.isEmpty, "a commit without events")
    }
    let tally = rows.tally
    try promise(
        tally.read == tally.withEvents + tally.withoutChange + tally.recordedBefore + tally.rejected,
        "rows are unaccounted for: \(tally)")
}

/// Whether it begins as Zstandard data does, or gzip's.
func isCompressed(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || (bytes.count > 3 && bytes[1...3] == [0x2A, 0x4D, 0x18])
        || bytes.starts(with: [0x1F, 0x8B, 0x08])
}
