import EventLog
public import EventModel
public import Imports
import Processes
import Synchronization

/// How far an import is.
public struct ImportProgress: Sendable {
    public let tally: ImportTally
    /// Events recorded by this run.
    public let recorded: Int
}

/// What an import came to.
public struct ImportSummary: Sendable {
    public let tally: ImportTally
    public let rejected: [RejectedRow]
    /// The import's own event, which everything that this run or an earlier one of the same export recorded is correlated
    /// with; nil where nothing was new.
    public let started: Position?
}

extension ServiceEngine {
    /// Records what an export says. Rows that the log has already are recognised by their content, so that a run which was
    /// killed, or an export that overlaps another, is imported by running it again.
    ///
    /// Commits are recorded in chunks, each chunk durable before `progress` hears of it. With `dryRun` nothing is recorded.
    /// - Throws: `notPermitted`, or what the log says; what was recorded before stays recorded.
    public func run(
        _ rows: IncidentImport, as actor: Actor, dryRun: Bool = false,
        progress: @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws(EngineError) -> ImportSummary {
        try authorise(actor, to: .command("Import", on: nil))
        let started = (id: rows.importID, event: ImportStarted(rows))
        let cursor = ImportCursor(rows)
        var origin: Position?
        var recorded = 0
        while true {
            let chunk = try await nextChunk(of: cursor)
            guard !chunk.isEmpty else { break }
            if !dryRun {
                let correlation: Position
                if let origin { correlation = origin } else { correlation = try await begin(started, actor) }
                origin = correlation
                let appended = try await record(chunk.map { ExternalCommit($0, correlation: correlation) })
                recorded += appended.reduce(0) { $0 + ($1.wasDuplicate ? 0 : $1.events.count) }
            }
            progress(ImportProgress(tally: cursor.rows.withLock { $0.tally }, recorded: recorded))
        }
        return cursor.rows.withLock { ImportSummary(tally: $0.tally, rejected: $0.rejected, started: origin) }
    }

    /// Commits of one chunk: enough to share a transaction well, few enough to lose little when killed.
    private static let chunkSize = 1_024

    private func nextChunk(of cursor: ImportCursor) async throws(EngineError) -> [ImportedCommit] {
        let loader = StreamLoader(store: store)
        return try await dispatcher.onReader { () throws(EngineError) in
            try cursor.rows.withLock { rows throws(EngineError) in
                var chunk: [ImportedCommit] = []
                while chunk.count < ServiceEngine.chunkSize {
                    let commit = try rows.next { number throws(EngineError) in try loader.known(of: number) }
                    guard let commit else { break }
                    chunk.append(commit)
                }
                return chunk
            }
        }
    }

    /// Records that the import began; a run of the same export finds what the first one recorded.
    private func begin(
        _ started: (id: CommandID, event: ImportStarted), _ actor: Actor
    ) async throws(EngineError) -> Position {
        let stream = StreamID(category: ImportRunProcess.category, key: started.id.description)
        let commit = ExternalCommit(
            commandID: started.id, actor: actor, reason: nil, correlation: nil,
            items: [.init(target: .named(stream), occurredAt: options.clock(), event: started.event)])
        return try await record([commit])[0].positions[0]
    }
}

/// The rows of an import between two chunks, which are made on a thread of the log's.
private final class ImportCursor: Sendable {
    let rows: Mutex<IncidentImport>
    init(_ rows: IncidentImport) { self.rows = Mutex(rows) }
}

extension ImportStarted {
    fileprivate init(_ rows: IncidentImport) {
        self.init(format: rows.format.rawValue, timeZone: rows.zone.name, rowCount: Int64(rows.tally.read))
    }
}

extension ExternalCommit {
    init(_ commit: ImportedCommit, correlation: Position) {
        self.init(
            commandID: commit.commandID, actor: commit.actor, reason: nil, correlation: correlation,
            items: commit.events.map {
                Item(target: .named(commit.number.stream), occurredAt: commit.occurredAt, event: $0.event)
            })
    }
}

extension StreamLoader {
    /// What the log has of an incident, as imports compare rows with it.
    func known(of number: IncidentNumber) throws(EngineError) -> [KnownEvent] {
        var known: [KnownEvent] = []
        for record in try readStream(number.stream) {
            for event in try decode(record, as: IncidentEvent.self) {
                known.append(KnownEvent(record: record, event: event))
            }
        }
        return known
    }
}
