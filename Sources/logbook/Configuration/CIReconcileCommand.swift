import ArgumentParser
import EventModel
import Imports
import Processes
import ServiceEngine

/// `logbook ci reconcile`
struct CIReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Take what a discovery source saw, or reverse a batch of it.",
        discussion: """
            Files are CSV, told by their headers. Items have the column class, any others as attributes, and where wanted \
            status, id (an id of ours) and key (what the report itself calls the row). Relationships have type, from and to, \
            and where wanted validFrom and validTo; their ends are ids or keys of rows, or ids of ours.

            Items are recognised by the identifier rules of the schema ('logbook ci schema'). What nothing matches is \
            registered; what one item matches changes it, as far as its sources are trusted no more; what several match \
            becomes a conflict ('logbook ci conflicts'), and so does what is on record in another class.

            A run that was cut off goes on with the same --batch; what was taken makes no event again. A dry run prints the \
            events that would be recorded, as 'logbook events list' has them, and says on standard error what they come to.

            \(examples(
                "ci reconcile hosts.csv links.csv --source discovery --batch scan-2026-11-21",
                "ci reconcile hosts.csv --source discovery --dry-run --format ndjson",
                "ci reconcile --reverse scan-2026-11-21 --reason 'the scanner read another site'"))
            """)

    @Argument(help: "Tables of items and of relationships, compressed (Zstandard, gzip) or not.")
    var files: [String] = []
    @Option(help: "Who reports: a source of the schema, or another.")
    var source: String?
    @Option(help: "The report's name (default: the source and the time of the report).")
    var batch: String?
    @Option(help: "When the source saw it, if not now.", transform: TimeArgument.parse)
    var observedAt: TimeArgument?
    @Option(help: ArgumentHelp("Take this batch back, but for what changed since.", valueName: "batch"))
    var reverse: String?
    @Flag(help: "Print the events that would be recorded, record nothing.")
    var dryRun = false
    @OptionGroup
    var rejects: RejectsOptions
    @Option(help: "Why.")
    var reason: String?
    @OptionGroup(title: "Recording")
    var acting: ActorOptions
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func validate() throws {
        if reverse != nil {
            guard files.isEmpty, source == nil, batch == nil, observedAt == nil, rejects.path == nil else {
                throw ValidationError("--reverse takes a batch back: give no files, --source, --batch or --observed-at")
            }
        } else {
            if files.isEmpty { throw ValidationError("give files, or --reverse BATCH") }
            if source == nil { throw ValidationError("give --source: who reports") }
        }
    }

    func run() async throws {
        let envelope = CommandEnvelope(try acting.actor(), reason: reason)
        let engine = try await log.openForWriting()
        do {
            if let reverse { try await take(back: reverse, engine, envelope) } else { try await take(engine, envelope) }
        } catch let error as ImportError {
            throw Failure(error)
        } catch let error as EngineError {
            throw Failure(error)
        }
    }

    private func take(_ engine: ServiceEngine, _ envelope: CommandEnvelope) async throws {
        let report = try ReportTables(paths: files)
        let leftOut = try rejects.open()
        let observedAt = observedAt?.instant(in: engine.zone)
        let name = batch ?? "\(source ?? "")-\(observedAt ?? .systemNow)"
        let options = ReconciliationOptions(
            source: source ?? "", batch: name, observedAt: observedAt, isDryRun: dryRun)
        let progress = Progress("reconciling, rows")
        var output = PlannedEvents.writer(format.format)
        let summary = try await engine.reconcile(report, options, envelope) { event in
            if dryRun { try output.write(PlannedEvents.row(event)) }
        } progress: {
            progress.update($0.rowsRead)
        }
        progress.finish()
        await engine.close()
        try leftOut.tell(summary.rejected)
        let rejected = Set(summary.rejected.map(\.place))
        for each in summary.junk.filter({ !rejected.contains($0.place) }).prefix(5) {
            Terminal.complain("\(each.place): \(each.reason)".printable)
        }
        let answer = summary.json(isDryRun: dryRun)
        if dryRun {
            try output.finish()
            Terminal.complain("would be recorded, but for the dry run: \(JSONValue.object(answer).text)")
        } else {
            try writeObject(answer, format.format) { try writeFacts(answer, $0, Reporting(zone: .utc)) }
        }
    }

    private func take(back batch: String, _ engine: ServiceEngine, _ envelope: CommandEnvelope) async throws {
        let progress = Progress("reversing, streams")
        var output = PlannedEvents.writer(format.format)
        let summary = try await engine.reverse(batch: batch, isDryRun: dryRun, envelope) { event in
            if dryRun { try output.write(PlannedEvents.row(event)) }
        } progress: {
            progress.update($0.reversed)
        }
        progress.finish()
        await engine.close()
        let answer: JSONObject = [
            "batch": .string(batch), "reversed": .integer(Int64(summary.reversed)),
            "events": .integer(Int64(summary.events)), "dryRun": .bool(dryRun),
            "left": .array(summary.left.map(JSONValue.string)),
        ]
        if dryRun {
            try output.finish()
            Terminal.complain("would be recorded, but for the dry run: \(JSONValue.object(answer).text)")
        } else {
            try writeObject(answer, format.format) { output in
                try output.line("batch \(batch) is reversed: \(grouped(summary.reversed)) streams set back")
                for each in summary.left { try output.line("left as it is  \(each)".printable) }
            }
        }
    }
}

/// How events are written that are not recorded: the members of a recorded one that are known before.
private enum PlannedEvents {
    static let keys = ["stream", "type", "schemaVersion", "occurredAt", "payload"]

    static func writer(_ format: OutputFormat) -> RowWriter {
        let columns = [
            Column("stream", "STREAM", width: 32), Column("type", "EVENT", width: 22),
            Column("payload", "WHAT", width: 0),
        ]
        return RowWriter(StandardOutput(), format, columns: columns, keys: keys)
    }

    static func row(_ planned: PlannedEvent) -> JSONObject {
        [
            "stream": .string(planned.stream.description), "type": .string(planned.event.eventName),
            "schemaVersion": .integer(Int64(planned.event.eventVersion)),
            "occurredAt": .string(planned.occurredAt.description), "payload": planned.event.json(),
        ]
    }
}

extension ReconciliationSummary {
    fileprivate func json(isDryRun: Bool) -> JSONObject {
        var object: JSONObject = [
            "batch": .string(batch), "observedAt": .string(observedAt.description),
            "rowsRead": .integer(Int64(rowsRead)),
        ]
        for outcome in Reconciliation.Outcome.allCases {
            object[outcome.key] = .integer(Int64(outcomes[outcome] ?? 0))
        }
        object["relationshipsChanged"] = .integer(Int64(relationshipsChanged))
        object["relationshipsUnchanged"] = .integer(Int64(relationshipsUnchanged))
        object["rowsWithJunkIdentifiers"] = .integer(Int64(rowsWithJunk))
        object["rowsRejected"] = .integer(Int64(rejected.count))
        object["events"] = .integer(Int64(events))
        object["dryRun"] = .bool(isDryRun)
        object["batchPosition"] = started.map { .integer(Int64($0.rawValue)) } ?? .null
        return object
    }
}

extension Reconciliation.Outcome {
    fileprivate var key: String {
        switch self {
        case .registered: "registered"
        case .reactivated: "reactivated"
        case .changed: "changed"
        case .confirmed: "confirmed"
        case .conflict: "conflicts"
        case .unchanged: "unchanged"
        }
    }
}
