import EventLog
public import EventModel
public import Imports
import Processes

/// What an import of problems came to.
public struct ProblemImportSummary: Sendable {
    public var tally = ImportTally()
    public var problems = 0
    public var rejected: [RejectedRow] = []
    /// The import's own event, which everything that it recorded is correlated with; nil where nothing was new.
    public var started: Position?
}

extension ServiceEngine {
    /// Records what an export says of problems. Rows that the log has already are recognised by their content, so that a run
    /// which was killed, or an export that overlaps another, is imported by running it again. Commits are recorded in chunks,
    /// each durable before `progress` hears of it. With `dryRun` nothing is recorded.
    ///
    /// - Throws: `EngineError` or `ImportError`; what was recorded before stays recorded.
    public func run(
        _ rows: consuming ProblemImport, as actor: Actor, dryRun: Bool = false,
        progress: @Sendable (ProblemImportSummary) -> Void = { _ in }
    ) async throws -> ProblemImportSummary {
        try authorise(actor, to: .command("Import", on: nil))
        let started = ImportStarted(
            format: ProblemImport.format, timeZone: store.identity.zone.name, rowCount: Int64(rows.rowCount))
        var summary = ProblemImportSummary()
        var chunk: [ImportedProblemCommit] = []
        while true {
            let problem = try rows.next()
            if let problem { chunk += rows.commits(of: problem, over: try await known(of: problem.number)) }
            (summary.tally, summary.problems, summary.rejected) = (rows.tally, rows.problemCount, rows.rejected)
            guard problem == nil || chunk.count >= ServiceEngine.problemChunk else { continue }
            if !dryRun, !chunk.isEmpty {
                let origin: Position
                if let known = summary.started {
                    origin = known
                } else {
                    origin = try await begin(rows.importID, started, actor)
                }
                summary.started = origin
                _ = try await record(chunk.map { ExternalCommit($0, correlation: origin) })
            }
            chunk = []
            progress(summary)
            if problem == nil { return summary }
        }
    }

    /// Commits of one chunk: enough to share a transaction well, few enough to lose little when killed.
    private static let problemChunk = 1_024

    private func known(of number: ProblemNumber) async throws(EngineError) -> [KnownProblemEvent] {
        let loader = StreamLoader(store: store)
        return try await dispatcher.onReader { () throws(EngineError) in
            var known: [KnownProblemEvent] = []
            for record in try loader.readStream(number.stream) {
                for event in try loader.decode(record, as: ProblemEvent.self) {
                    known.append(KnownProblemEvent(record: record, event: event))
                }
            }
            return known
        }
    }

    /// Records that the import began; a run of the same export finds what the first one recorded.
    private func begin(
        _ id: CommandID, _ event: ImportStarted, _ actor: Actor
    ) async throws(EngineError) -> Position {
        let stream = StreamID(category: ImportRunProcess.category, key: id.description)
        let commit = ExternalCommit(
            commandID: id, actor: actor, reason: nil, correlation: nil,
            items: [.init(target: .named(stream), occurredAt: options.clock(), event: event)])
        return try await record([commit])[0].positions[0]
    }
}

extension ExternalCommit {
    fileprivate init(_ commit: ImportedProblemCommit, correlation: Position) {
        self.init(
            commandID: commit.commandID, actor: commit.actor, reason: nil, correlation: correlation,
            items: commit.events.map {
                Item(target: .named(commit.number.stream), occurredAt: commit.occurredAt, event: $0.event)
            })
    }
}
