import EventLog
import EventModel
import Imports

/// Chunks of an import on their way into the log: while one becomes durable the next is encoded, and the one after that decided.
///
/// They are recorded in their order, each only after the one before: what stays of an import that is cut off, or refused, is its
/// beginning. No row depends on what is on its way, which the import itself remembers.
struct ImportLine {
    private struct Chunk {
        let recording: Task<Void, any Error>
        let summary: ConfigurationImportSummary
    }
    let engine: ServiceEngine
    let actor: Actor
    /// When it happened.
    let at: Instant
    /// Built meanwhile; nil where they are not.
    private var models: ImportedModels?
    private var chunks: [Chunk] = []

    init(engine: ServiceEngine, actor: Actor, at: Instant, models: ImportedModels?) {
        (self.engine, self.actor, self.at, self.models) = (engine, actor, at, models)
    }

    /// Sends what came of a chunk's rows after those that are on their way, of which one may be left then; `summary` is what
    /// it all comes to with it.
    mutating func record(
        _ rows: [ConfigurationImport.Outcome], _ summary: ConfigurationImportSummary,
        _ progress: (ConfigurationImportSummary) -> Void
    ) async throws {
        try await arrive(leaving: 1, progress)
        let (line, before) = (self, chunks.last?.recording)
        let recording = Task { try await line.record(rows[...], after: before, summary.started) }
        chunks.append(Chunk(recording: recording, summary: summary))
    }

    /// Waits until all but so many are durable, and says so of each.
    mutating func arrive(leaving count: Int = 0, _ progress: (ConfigurationImportSummary) -> Void) async throws {
        while chunks.count > count {
            let first = chunks.removeFirst()
            if case .failure(let error) = await first.recording.result {
                // Those behind it end with it, and not after whoever hears of this.
                for chunk in chunks { _ = await chunk.recording.result }
                throw error
            }
            progress(first.summary)
            models?.recorded(first.summary.events)
        }
    }

    /// Returns when the models are built of what is recorded.
    func end() async { await models?.end() }

    /// A chunk is one commit, unless it is more than one takes: then as few as it needs, each of whole rows.
    private func record(
        _ rows: ArraySlice<ConfigurationImport.Outcome>, after before: Task<Void, any Error>?, _ started: Position?
    ) async throws {
        var (count, eventCount) = (0, 0)
        for row in rows {
            eventCount += row.count
            if eventCount > LogLimits.eventsPerCommit { break }
            count += 1
        }
        // A row alone is recorded, or refused, as it is.
        let (first, rest) = (rows.prefix(max(1, count)), rows.dropFirst(max(1, count)))
        let commit = try engine.prepare([commit(first, started)])
        try await before?.value
        if let refusal = try await append(commit) {
            guard first.count > 1 else { throw refusal }
            try await record(first.prefix(first.count / 2), after: nil, started)
            try await record(first.dropFirst(first.count / 2), after: nil, started)
        }
        if !rest.isEmpty { try await record(rest, after: nil, started) }
    }

    /// Answers the error where the commit has more bytes than one may have.
    private func append(_ commit: [Commit]) async throws(EngineError) -> EngineError? {
        do { _ = try await engine.append(commit) } catch {
            if case .append(.tooLarge(.commitBytes, _, _)) = error { return error }
            throw error
        }
        return nil
    }

    private func commit(_ rows: ArraySlice<ConfigurationImport.Outcome>, _ started: Position?) -> ExternalCommit {
        var items: [ExternalCommit.Item] = []
        items.reserveCapacity(rows.count)
        for row in rows {
            for (stream, event) in row { items.append(.init(target: .named(stream), occurredAt: at, event: event)) }
        }
        return ExternalCommit(
            commandID: engine.dispatcher.newCommandID(), actor: actor, reason: nil, correlation: started, items: items)
    }
}
