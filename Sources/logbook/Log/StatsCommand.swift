import ArgumentParser
import EventLog
import EventModel
import ServiceEngine

/// `logbook stats`
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show how large the log is, and what takes how much of it.",
        discussion: examples("stats", "stats --format json"))

    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let engine = try await log.openForReading()
        let found: LogStatistics
        do { found = try await engine.statistics() } catch { throw Failure(error) }
        await engine.close()
        let tables = found.tables.map { table in
            JSONValue.object([
                "name": .string(table.name), "entries": .integer(Int64(table.entries)),
                "bytes": .integer(Int64(table.bytes)), "percent": .integer(Int64(percent(table.bytes, found))),
            ])
        }
        let answer: JSONObject = [
            "events": .integer(Int64(found.events)),
            "streams": .integer(Int64(found.streams)),
            "commits": .integer(Int64(found.commits)),
            "rawEvents": .integer(Int64(found.rawEvents)),
            "packedEvents": .integer(Int64(found.packedEvents)),
            "rawBytes": .integer(Int64(found.rawBytes)),
            "packedBytes": .integer(Int64(found.packedBytes)),
            "freeBytes": .integer(Int64(found.freeBytes)),
            "bytesOnDisk": .integer(Int64(found.bytesOnDisk)),
            "bytesPerEvent": .integer(Int64(found.bytesPerEvent.rounded())),
            "tables": .array(tables),
        ]
        try writeObject(answer, format.format) { try write(found, $0) }
    }

    private func write(_ found: LogStatistics, _ output: StandardOutput) throws(Failure) {
        let lines = [
            ("events", found.events), ("streams", found.streams), ("commits", found.commits),
            ("events packed", found.packedEvents), ("events raw", found.rawEvents),
            ("bytes on disk", found.bytesOnDisk), ("bytes per event", UInt64(found.bytesPerEvent.rounded())),
        ]
        for (name, count) in lines { try output.line(line(name, grouped(count))) }
        try output.line()
        try output.line(Terminal.bold(line("table", "entries", "bytes", "share")))
        for table in found.tables {
            try output.line(
                line(table.name, grouped(table.entries), grouped(table.bytes), "\(percent(table.bytes, found)) %"))
        }
        try output.line(line("free pages", "", grouped(found.freeBytes), "\(percent(found.freeBytes, found)) %"))
    }

    private func percent(_ bytes: UInt64, _ found: LogStatistics) -> UInt64 {
        found.bytesOnDisk == 0 ? 0 : (bytes * 100 + found.bytesOnDisk / 2) / found.bytesOnDisk
    }

    private func line(_ name: String, _ numbers: String...) -> String {
        let cells = numbers.enumerated().map { index, number in
            String(repeating: " ", count: max(0, (index == 2 ? 7 : 16) - number.count)) + number
        }
        return name + String(repeating: " ", count: max(1, 16 - name.count)) + cells.joined()
    }
}
