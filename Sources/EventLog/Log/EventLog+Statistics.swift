internal import EventModel
internal import Glibc
internal import LMDB

/// How large a log is.
public struct LogStatistics: Sendable, Hashable {
    public let events: UInt64
    public let streams: UInt64
    public let commits: UInt64
    /// Events that stand as they were recorded, and events in packed segments; together `events`.
    public let rawEvents: UInt64
    public let packedEvents: UInt64
    /// What the two take of the data file.
    public let rawBytes: UInt64
    public let packedBytes: UInt64
    /// Pages that hold nothing; they are used again.
    public let freeBytes: UInt64
    /// The size of the data file.
    public let bytesOnDisk: UInt64
    public let tables: [TableShare]

    /// Everything on the disk, indexes included; zero for a log without events.
    public var bytesPerEvent: Double { events == 0 ? 0 : Double(bytesOnDisk) / Double(events) }

    /// What one table takes.
    public struct TableShare: Sendable, Hashable {
        public let name: String
        public let entries: UInt64
        public let bytes: UInt64
    }
}

extension EventLog {
    /// How large the log is, and what takes how much of it.
    public func statistics() throws(LogError) -> LogStatistics {
        let transaction = try beginRead()
        let head = try transaction.logHead(tables)
        var shares: [LogStatistics.TableShare] = []
        for (name, table) in tables.all {
            let statistics = try storing { () throws(LMDBError) in try transaction.statistics(table) }
            shares.append(
                LogStatistics.TableShare(
                    name: name, entries: UInt64(statistics.entries), bytes: UInt64(statistics.sizeBytes)))
        }
        let packedEnd = try transaction.packedEnd(tables)
        func bytes(_ name: String) -> UInt64 { shares.first { $0.name == name }?.bytes ?? 0 }
        return LogStatistics(
            events: head.position.rawValue, streams: try transaction.entryCount(tables.streams),
            commits: try transaction.entryCount(tables.commands), rawEvents: try transaction.entryCount(tables.records),
            packedEvents: packedEnd, rawBytes: bytes("records"), packedBytes: bytes("segments"),
            freeBytes: UInt64(try storing { () throws(LMDBError) in try transaction.freeByteCount() }),
            bytesOnDisk: try fileSize(), tables: shares)
    }

    private func fileSize() throws(LogError) -> UInt64 {
        var status = stat()
        guard unsafe stat("\(path)/data.mdb", &status) == 0 else {
            throw .storage(LMDBError(operation: "measure data.mdb", path: path, code: .init(rawValue: errno)))
        }
        return UInt64(status.st_size)
    }
}
