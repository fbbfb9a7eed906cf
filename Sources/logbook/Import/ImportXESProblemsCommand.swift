import ArgumentParser
import EventModel
import Imports
import ServiceEngine

/// `logbook import xes-problems`
struct ImportXESProblemsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xes-problems", abstract: "Import problems of an event log in XES.",
        discussion: """
            A trace is a problem, an event of it a row: what each changes becomes events, as of its own time. The file is \
            read through before anything is recorded; running it again records nothing twice. The team is 'org:group', or \
            'organization involved' where the two have changed places.

            \(examples(
                "import xes-problems closed_problems.xes.zst --dry-run --rejects rejects.csv",
                "import xes-problems - < closed_problems.xes"))
            """)

    @Argument(help: "An XES file, compressed (Zstandard, gzip) or not; - for standard input.")
    var file: String
    @Flag(help: "Read and compare everything, record nothing.")
    var dryRun = false
    @OptionGroup
    var rejects: RejectsOptions
    @OptionGroup(title: "Recording")
    var acting: ActorOptions
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    func run() async throws {
        let actor = try acting.actor()
        let engine = try await log.openForWriting()
        let leftOut = try rejects.open()
        let progress = Progress("importing, rows")
        let summary: ProblemImportSummary
        do {
            let rows = try ProblemImport(path: file)
            summary = try await engine.run(rows, as: actor, dryRun: dryRun) { step in
                progress.update(step.tally.read, of: step.tally.read)
            }
        } catch let error as ImportError {
            throw Failure(error)
        } catch let error as EngineError {
            throw Failure(error)
        }
        progress.finish()
        await engine.close()
        try leftOut.tell(summary.rejected)
        var answer: JSONObject = ["problems": .integer(Int64(summary.problems))]
        for member in json(summary.tally, dryRun: dryRun, started: summary.started).members {
            answer[member.key] = member.value
        }
        try writeObject(answer, format.format) { output in
            try output.line("\(grouped(summary.problems)) problems")
            try write(summary.tally, dryRun: dryRun, output)
        }
    }
}
