import EventLog
public import EventModel
public import Imports
import Processes
import ReadModels

/// What an import of the configuration came to.
public struct ConfigurationImportSummary: Sendable {
    public var rowsRead = 0
    public var rowsWithEvents = 0
    public var rowsWithoutChange = 0
    public var rejected: [RejectedFact] = []
    public var events = 0
    /// The import's own event, which everything that it recorded is correlated with; nil where nothing was new.
    public var started: Position?
}

extension ServiceEngine {
    /// Records what an export says of the configuration, where it differs from what is on record. A run that was killed is
    /// completed by running it again. A chunk of rows is one commit: recorded whole or not at all, and durable before
    /// `progress` hears of it. With `dryRun` nothing is recorded; `events` then hears what would be.
    ///
    /// Where there was no item before, and read models do not follow the log by themselves, they are built meanwhile: whoever
    /// reads one in this process waits until the import has ended.
    ///
    /// - Throws: `notPermitted`, `ImportError`, or what the log says; what was recorded before stays recorded.
    public func run(
        _ rows: consuming some ConfigurationSource & ~Copyable, from source: String, as actor: Actor,
        extendsSchema: Bool = false,
        dryRun: Bool = false, progress: @Sendable (ConfigurationImportSummary) -> Void = { _ in }
    ) async throws -> ConfigurationImportSummary {
        try authorise(actor, to: .command("Import", on: nil))
        let schema = try await state(of: CISchema.stream, in: CISchemaProcess.self)
        let at = options.clock()
        var step = ConfigurationImport(schema: schema, source: source, at: at, extendsSchema: extendsSchema)
        var summary = ConfigurationImportSummary()
        let before = try await RecordedBefore(self)
        let format = rows.format
        var line = ImportLine(engine: self, actor: actor, at: at, models: before.modelsToBuild(by: self))
        do {
            while case let chunk = try Self.chunk(of: &rows, &summary), !chunk.isEmpty {
                let known = try await self.known(of: chunk, before)
                let outcomes = Self.take(chunk, known, &step, &summary)
                if !dryRun, !outcomes.isEmpty {
                    if summary.started == nil { summary.started = try await begin(format, at, actor) }
                    try await line.record(outcomes, summary, progress)
                } else {
                    try await line.arrive(progress)
                    progress(summary)
                }
            }
            try await line.arrive(progress)
        } catch {
            // What is on its way ends before whoever hears of this; what becomes of it does not hide why the import stopped.
            try? await line.arrive(progress)
            await line.end()
            throw error
        }
        await line.end()
        return summary
    }

    /// What rows lead to, those that lead to anything.
    private static func take(
        _ chunk: [ImportedRow], _ known: [ConfigurationImport.Known]?, _ step: inout ConfigurationImport,
        _ summary: inout ConfigurationImportSummary
    ) -> [ConfigurationImport.Outcome] {
        let nothing = ConfigurationImport.Known()
        var outcomes: [ConfigurationImport.Outcome] = []
        outcomes.reserveCapacity(chunk.count)
        for (index, row) in chunk.enumerated() {
            do {
                let outcome = try step.take(row.fact, known.map { $0[index] } ?? nothing)
                if outcome.isEmpty { summary.rowsWithoutChange += 1 } else { summary.rowsWithEvents += 1 }
                summary.events += outcome.count
                if !outcome.isEmpty { outcomes.append(outcome) }
            } catch {
                summary.rejected.append(RejectedFact(place: row.place, reason: error.description))
            }
        }
        return outcomes
    }

    /// Rows that are recorded together.
    private static let chunkSize = 2_048

    private static func chunk(
        of rows: inout some ConfigurationSource & ~Copyable, _ summary: inout ConfigurationImportSummary
    ) throws(ImportError) -> [ImportedRow] {
        var chunk: [ImportedRow] = []
        chunk.reserveCapacity(chunkSize)
        while chunk.count < chunkSize, let row = try rows.next() {
            summary.rowsRead += 1
            switch row {
            case .fact(let fact, let place): chunk.append((fact, place))
            case .nothing: summary.rowsWithoutChange += 1
            case .rejected(let rejected): summary.rejected.append(rejected)
            }
        }
        return chunk
    }

    /// What the log has of what the rows name, one look at a read model for all of them; none at one that had no rows, for
    /// what this run recorded itself is known. Nil where there was nothing.
    private func known(
        of chunk: [ImportedRow], _ before: RecordedBefore
    ) async throws -> [ConfigurationImport.Known]? {
        guard before.hasItems || before.hasRelationships else { return nil }
        var known = chunk.map { _ in ConfigurationImport.Known() }
        if before.hasItems {
            known = try await read(CITable.self) { table in
                try chunk.map { row in
                    switch row.fact {
                    case .item(let fact): .init(item: try table.row(fact.id.stream)?.item)
                    case .relationship(let fact):
                        .init(from: try table.row(fact.from.stream)?.item, to: try table.row(fact.to.stream)?.item)
                    }
                }
            }
        }
        guard before.hasRelationships else { return known }
        let relationships = try await read(RelationshipTable.self) { table in
            try chunk.map { row -> Relationship? in
                if case .relationship(let fact) = row.fact { return try table.row(fact.id.stream) }
                return nil
            }
        }
        for index in known.indices { known[index].relationship = relationships[index] }
        return known
    }

    /// Records that the import began.
    private func begin(_ format: String, _ at: Instant, _ actor: Actor) async throws(EngineError) -> Position {
        let id = dispatcher.newCommandID()
        let stream = StreamID(category: ImportRunProcess.category, key: id.description)
        let started = ImportStarted(format: format, timeZone: "UTC", rowCount: 0)
        let commit = ExternalCommit(
            commandID: id, actor: actor, reason: nil, correlation: nil,
            items: [.init(target: .named(stream), occurredAt: at, event: started)])
        return try await record([commit])[0].positions[0]
    }
}

/// A row that can be read, and where it stands.
private typealias ImportedRow = (fact: ConfigurationFact, place: RowPlace)

/// What there was that a row could be compared with.
private struct RecordedBefore {
    let hasItems: Bool
    let hasRelationships: Bool
    /// Where the log ended.
    let position: Position

    init(_ engine: ServiceEngine) async throws {
        position = try engine.store.head().position
        hasItems = try await engine.read(CITable.self) { try $0.rowCount() > 0 }
        hasRelationships = try await engine.read(RelationshipTable.self) { try $0.rowCount() > 0 }
    }

    /// Nil where rows are looked up in the models while they are recorded, or these follow the log by themselves.
    func modelsToBuild(by engine: ServiceEngine) -> ImportedModels? {
        if hasItems || hasRelationships || engine.options.followsLog { return nil }
        return ImportedModels(engine, after: position)
    }
}
