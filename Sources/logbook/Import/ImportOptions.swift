import ArgumentParser
import EventModel
import Imports
import ServiceEngine

/// What every import takes, and what it does.
struct ImportOptions: ParsableArguments {
    @Argument(help: "A CSV file, compressed (Zstandard, gzip) or not; - for standard input.")
    var file: String
    @Flag(help: "Read and compare everything, record nothing.")
    var dryRun = false
    @OptionGroup
    var rejects: RejectsOptions
    @Option(help: "The zone of the export's times, an IANA name (default: the log's reporting zone).")
    var timeZone: String?
    @OptionGroup(title: "Recording")
    var acting: ActorOptions
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run(_ source: ImportFormat) async throws {
        let actor = try acting.actor()
        let engine = try await log.openForWriting()
        let rows: IncidentImport
        do {
            let zone = try timeZone.map { name throws(EngineError) in try ZoneRules.system(named: name) } ?? engine.zone
            rows = try IncidentImport(ByteSource(path: file), format: source, zone: zone)
        } catch let error as ImportError {
            throw Failure(error)
        } catch let error as EngineError {
            throw Failure(error)
        }
        let leftOut = try rejects.open()
        let progress = Progress("importing, rows")
        let summary: ImportSummary
        do {
            summary = try await engine.run(rows, as: actor, dryRun: dryRun) { step in
                progress.update(step.tally.decided, of: step.tally.read)
            }
        } catch {
            throw Failure(error)
        }
        progress.finish()
        await engine.close()
        try leftOut.tell(summary.rejected)
        let answer = json(summary.tally, dryRun: dryRun, started: summary.started)
        try writeObject(answer, format.format) { try write(summary.tally, dryRun: dryRun, $0) }
    }
}

/// What an import of rows came to. Keys are stable.
func json(_ tally: ImportTally, dryRun: Bool, started: Position?) -> JSONObject {
    [
        "rowsRead": .integer(Int64(tally.read)),
        "rowsWithEvents": .integer(Int64(tally.withEvents)),
        "rowsRecordedBefore": .integer(Int64(tally.recordedBefore)),
        "rowsWithoutChange": .integer(Int64(tally.withoutChange)),
        "rowsRejected": .integer(Int64(tally.rejected)),
        "events": .integer(Int64(tally.events)),
        "dryRun": .bool(dryRun),
        "importPosition": started.map { .integer(Int64($0.rawValue)) } ?? .null,
    ]
}

/// The same in words.
func write(_ tally: ImportTally, dryRun: Bool, _ output: StandardOutput) throws(Failure) {
    try output.line("\(grouped(tally.read)) rows read")
    for (count, what) in [
        (tally.withEvents, "became \(grouped(tally.events)) events\(dryRun ? " (dry run: not recorded)" : "")"),
        (tally.recordedBefore, "were recorded before"),
        (tally.withoutChange, "say nothing that there is an event for"),
        (tally.rejected, "were rejected"),
    ] {
        let number = grouped(count)
        try output.line(String(repeating: " ", count: max(0, 10 - number.count)) + "\(number) \(what)")
    }
}

extension ImportTally {
    /// Rows whose fate is known.
    fileprivate var decided: Int { withEvents + recordedBefore + withoutChange + rejected }
}
