import EventLog

/// An unpacked block: its records are pieces of it, one after the other.
func fuzzBlock(_ bytes: [UInt8]) throws {
    guard let count = bytes.first, count > 0,
        let records = try? ForgedSegment.records(ofBlock: Array(bytes.dropFirst()), recordCount: Int(count))
    else { return }
    try promise(records.count == Int(count), "\(records.count) records, not \(count)")
    let size = records.reduce(0) { $0 + $1.count }
    try promise(bytes.suffix(size).elementsEqual(records.joined()), "the records are not what the block holds")
}

/// A segment whose directory bears its checksum: no block claims more than may be, none is read outside of it.
func fuzzSegment(_ bytes: [UInt8]) throws {
    guard let records = try? ForgedSegment.records(of: bytes) else { return }
    for record in records { try fuzzRecord(record) }
}
