import ArgumentParser
import EventModel
import Imports
import ServiceEngine
import Synchronization

/// `logbook import cmdb`
struct ImportCMDBCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cmdb", abstract: "Import configuration items and relationships from CSV.",
        discussion: """
            Items have the columns id, class and name, and any others as attributes; relationships have type, from and \
            to, and where wanted validFrom, validTo and source. What is on record already makes no event.

            \(examples(
                "import cmdb --cis cis.csv --relationships relationships.csv",
                "import cmdb --cis cis.csv.zst --extend-schema --dry-run --rejects rejects.csv"))
            """)

    @Option(help: ArgumentHelp("Items, as CSV, compressed (Zstandard, gzip) or not.", valueName: "file"))
    var cis: String?
    @Option(help: ArgumentHelp("Relationships, likewise.", valueName: "file"))
    var relationships: String?
    @OptionGroup
    var options: ConfigurationImportOptions

    func validate() throws {
        if cis == nil, relationships == nil { throw ValidationError("give --cis FILE, --relationships FILE or both") }
    }

    func run() async throws {
        try await options.run { () throws(ImportError) in
            try ConfigurationTables(items: cis, relationships: relationships)
        }
    }
}

/// What every import of the configuration takes, and what it does.
struct ConfigurationImportOptions: ParsableArguments {
    @Flag(help: "Read and compare everything, record nothing.")
    var dryRun = false
    @OptionGroup
    var rejects: RejectsOptions
    @Flag(help: "Add classes, attributes and relationship types to the schema that it lacks.")
    var extendSchema = false
    @Option(help: "Who says so, where a row does not.")
    var source = "import"
    @OptionGroup(title: "Recording")
    var acting: ActorOptions
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run<Source: ConfigurationSource & ~Copyable>(_ open: () throws(ImportError) -> Source) async throws {
        let actor = try acting.actor()
        let engine = try await log.openForWriting()
        let leftOut = try rejects.open()
        let progress = Progress("importing, rows")
        let recorded = Mutex(0)
        let summary: ConfigurationImportSummary
        do {
            let rows = try open()
            summary = try await engine.run(
                rows, from: source, as: actor, extendsSchema: extendSchema, dryRun: dryRun
            ) { step in
                recorded.withLock { $0 = dryRun ? 0 : step.events }
                progress.update(step.rowsRead)
            }
        } catch let error as ImportError {
            throw Failure(error).after(recording: recorded.withLock { $0 })
        } catch let error as EngineError {
            throw Failure(error)
        }
        progress.finish()
        await engine.close()
        try leftOut.tell(summary.rejected)
        try writeObject(json(summary), format.format) { try writeFacts(json(summary), $0, Reporting(zone: .utc)) }
    }

    private func json(_ summary: ConfigurationImportSummary) -> JSONObject {
        [
            "rowsRead": .integer(Int64(summary.rowsRead)), "rowsWithEvents": .integer(Int64(summary.rowsWithEvents)),
            "rowsWithoutChange": .integer(Int64(summary.rowsWithoutChange)),
            "rowsRejected": .integer(Int64(summary.rejected.count)), "events": .integer(Int64(summary.events)),
            "dryRun": .bool(dryRun),
            "importPosition": summary.started.map { .integer(Int64($0.rawValue)) } ?? .null,
        ]
    }
}

extension Failure {
    /// The same, with what stays recorded.
    fileprivate func after(recording events: Int) -> Failure {
        guard events > 0, let message else { return self }
        return Failure(
            status,
            "\(message). The \(grouped(events)) events before that are recorded; run the import again to finish it")
    }
}
