import EventLog
import EventModel
import LMDB
import Synchronization

/// Fills a generation in a pass over the log, from its beginning or from where a rebuild was interrupted: first the rows,
/// streams side by side; then indexes and sums.
///
/// What a batch made of the rows is stored with how far it got: there a rebuild that was interrupted goes on. What rows
/// contribute to indexes and sums is collected as they are written, and read back from those that an interrupted one stored.
/// Until indexes and sums are there the generation has no cursor that it could serve with.
final class TableLane<Content: EventModel.Table>: @unchecked Sendable {
    private let generation: TableGeneration<Content>
    private let log: TableSource<Content>
    private let workers: Workers
    private let largestStretch: Int
    private let spool: EntrySpool
    private var contribution: IndexContribution
    /// What is written and not yet stored.
    private let written = Mutex<[WrittenRows]>([])
    private(set) var parts: [RowPart<Content>] = []
    private(set) var stored = Position.zero
    private(set) var goal: Position
    /// The event at which it stopped.
    private var stopped: StoppedEvent?

    /// `largestStretch`: the bytes of index entries that are stored in one transaction, more or less.
    init(
        _ generation: TableGeneration<Content>, _ log: TableSource<Content>, _ workers: Workers, through goal: Position,
        largestStretch: Int = 16 << 20
    ) throws(TableError) {
        (self.generation, self.log, self.workers, self.largestStretch) = (generation, log, workers, largestStretch)
        self.goal = goal
        spool = try EntrySpool(folder: generation.path, table: Content.name)
        contribution = try StoredContribution(generation: generation, workers: workers).collect(spool)
    }

    func rewind() throws(TableError) {
        stored = try generation.buildCursor()?.position ?? .zero
        written.withLock { $0 = [] }
        parts = []
        for _ in 0..<workers.count {
            parts.append(RowPart(log, over: try TableSnapshot(generation), after: stored, through: goal))
        }
    }

    func aim(at position: Position) { if stopped == nil { goal = position } }

    func end(before event: StoppedEvent) { (goal, stopped) = (event.position.previous, event) }

    var taps: [any Sendable] { parts.map(\.tap) }

    func attach(_ other: RebuildLane) -> Bool {
        guard other.categories == Content.categories else { return false }
        let taps = other.taps().compactMap { $0 as? EventTap<Content.Event> }
        guard taps.count == parts.count else { return false }
        for (part, tap) in zip(parts, taps) { part.taps.append(tap) }
        return true
    }

    func write(at position: Position) throws(TableError) {
        let rows = try workers.map(parts.count) { part throws(TableError) in
            try parts[part].write(at: min(position, goal), over: try TableSnapshot(generation), spool)
        }
        written.withLock { $0 = rows }
    }

    func store(at position: Position) throws(TableError) {
        let reached = min(position, goal)
        let batch = written.withLock { written in
            defer { written = [] }
            return written
        }
        // Another that was interrupted earlier comes up first.
        guard reached > stored else { return }
        try generation.store(batch.map(\.rows), log.cursor(after: try log.record(at: reached)))
        for rows in batch { contribution.add(rows.contribution) }
        stored = reached
    }

    func letGo() { parts = [] }

    func finish() throws(TableError) {
        let cursor = log.cursor(after: try log.record(at: goal))
        try IndexBuild(generation: generation, workers: workers, largestStretch: largestStretch)
            .run(contribution, spool, cursor)
        if let stopped { try generation.note(stopped) }
    }
}
