import EventLog
import EventModel
import LMDB
import ReadModels

/// Fills a generation from the log's beginning, or from where a rebuild was interrupted: first the rows, streams side by side;
/// then indexes and sums.
///
/// Workers take turns at reading the next records, which are dense and so can be shared out by position, and at folding the
/// streams of one part. What a batch made of the rows is stored with how far it got while the next is folded: there a
/// rebuild that was interrupted goes on. What rows contribute to indexes and sums is collected as they are written, and read
/// back from those that an interrupted one stored. Until indexes and sums are there the generation has no cursor that it
/// could serve with.
struct TableRebuild<Content: EventModel.Table>: Sendable {
    let generation: TableGeneration<Content>
    let log: TableSource<Content>
    let workers: Workers
    /// The rows that are stored in one transaction, more or less: what bounds the memory that a rebuild takes.
    var largestBatch = 65_536
    /// The bytes of index entries that are stored in one transaction, more or less.
    var largestStretch = 16 << 20
    /// What a worker reads at a time.
    var recordsPerChunk: UInt64 = 2048

    /// Folds the log up to `end`.
    ///
    /// Compiled for the tables named here, however it is called: else a rebuild takes several times as long.
    ///
    /// - Throws: `stopped` where an event stopped it; the generation then holds what comes before, whole.
    @_specialize(where Content == ServiceDeskTable)
    func run(through end: Position, _ progress: (Position, Position) -> Void) throws(TableError) {
        var (goal, failure) = (end, nil as TableError?)
        let spool = try EntrySpool(folder: generation.path, table: Content.name)
        var contribution = try StoredContribution(generation: generation, workers: workers).collect(spool)
        do throws(TableError) {
            try foldRows(through: goal, spool, &contribution, progress)
        } catch {
            guard case .stopped(_, let event) = error else { throw error }
            // What was folded beside it may lie behind it: begun again where all is stored, and ended before the event.
            goal = event.position.previous
            failure = error
            try foldRows(through: goal, spool, &contribution, progress)
        }
        let cursor = log.cursor(after: try log.record(at: goal))
        try IndexBuild(generation: generation, workers: workers, largestStretch: largestStretch)
            .run(contribution, spool, cursor)
        guard let failure else { return }
        if case .stopped(_, let event) = failure { try generation.note(event) }
        throw failure
    }

    /// Makes the rows alone. `contribution` gets what those add to it that are stored.
    func foldRows(
        through goal: Position, _ spool: EntrySpool, _ contribution: inout IndexContribution,
        _ progress: (Position, Position) -> Void
    ) throws(TableError) {
        let parts = (0..<workers.count).map { _ in RowPart<Content>(log) }
        var position = try generation.buildCursor()?.position ?? .zero
        var chunks = ChunkReader(
            log: log, workers: workers, recordsPerChunk: recordsPerChunk, position: position, goal: goal)
        var written = try write(parts, at: position, spool)
        while true {
            let (reached, batch) = (position, written)
            let (stored, folded) = workers.overlap {
                Result { () throws(TableError) in
                    try generation.store(batch.map(\.rows), log.cursor(after: try log.record(at: reached)))
                }
            } with: {
                Result { () throws(TableError) in try fold(parts, &chunks, progress) }
            }
            try stored.get()
            for part in batch { contribution.add(part.contribution) }
            position = try folded.get()
            if position == reached { return }
            written = try write(parts, at: position, spool)
        }
    }

    /// Folds the next records, as many as make a batch of rows. Returns how far it got.
    private func fold(
        _ parts: [RowPart<Content>], _ chunks: inout ChunkReader<Content>, _ progress: (Position, Position) -> Void
    ) throws(TableError) -> Position {
        while !chunks.isAtEnd, parts.reduce(0, { $0 + $1.count }) < largestBatch {
            try chunks.next(parts.count) { number, chunk throws(TableError) in try parts[number].fold(chunk, number) }
            progress(chunks.position, chunks.goal)
        }
        return chunks.position
    }

    /// What became of the rows.
    private func write(
        _ parts: [RowPart<Content>], at position: Position, _ spool: EntrySpool
    ) throws(TableError) -> [WrittenRows] {
        try workers.map(parts.count) { number throws(TableError) in
            try parts[number].write(at: position, over: try TableSnapshot(generation), spool)
        }
    }
}
