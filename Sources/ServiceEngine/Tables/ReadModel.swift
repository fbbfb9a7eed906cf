public import EventLog
public import EventModel
import Foundation
import LMDB
import Synchronization

/// A table that is kept on disk beside the log and follows it. Its functions block: call them where that may be.
///
/// Whoever holds the model's lock folds events in; to everybody else, and where the folder is read-only, what is not yet
/// stored is folded over it in memory, so that every reader sees every event that was acknowledged before.
public final class ReadModel<Content: RowModel>: Sendable {
    let folder: ModelFolder
    let log: TableSource<Content>
    let isReadOnly: Bool
    /// Makes what fills a new generation up to a position; nil where a model can only be folded event by event.
    let makeLane: LaneMaker?
    let serving = Mutex(Serving())
    /// Held by the thread that folds events in.
    let folding = Mutex(())

    struct Serving {
        var generation: TableGeneration<Content>?
        var number: UInt64?
        /// Why the stored generation is not used.
        var problem: TableError?
        /// Why the last attempt to fold events in failed.
        var foldingProblem: TableError?
        /// Whether it has been looked for what killed processes left.
        var isTidy = false
        /// Why the last snapshot that could not be used, or not be made, could not.
        var snapshotProblem: TableError?
        /// The fold of the log where nothing stored can be used or made.
        var memory = MemoryTable<Content>()
    }

    typealias LaneMaker =
        @Sendable (TableGeneration<Content>, TableSource<Content>, Workers, Position) throws(TableError) -> RebuildLane

    /// Opens the model in `<folder>/<the model's name>`. A stored generation that cannot be trusted (of another version of the
    /// model, ahead of its log, damaged) is not used; `catchUp` builds another.
    ///
    /// Where its folder cannot be made the log goes on all the same, and folding says why.
    public convenience init(folder: String, store: any EventStore, isReadOnly: Bool) throws(TableError) {
        self.init(folder, store, isReadOnly, nil)
    }

    private init(
        _ folder: String, _ store: any EventStore, _ isReadOnly: Bool, _ makeLane: LaneMaker?
    ) {
        self.folder = ModelFolder(path: "\(folder)/\(Content.name)", table: Content.name)
        self.log = TableSource(store: store)
        self.isReadOnly = isReadOnly
        self.makeLane = makeLane
        if !isReadOnly { try? self.folder.make() }
    }

    /// Gives `body` the table at the newest position of the log.
    ///
    /// - Throws: `TableError`, or what `body` throws.
    public func read<Result>(_ body: (any TableReader<Content>) throws -> Result) throws -> Result {
        try read(log.refreshed(), upTo: try log.head(), body)
    }

    /// Gives `body` the table as it was: of the events up to a position those with an effective time that is not too late.
    ///
    /// - Throws: `TableError`, or what `body` throws.
    public func read<Result>(
        at moment: PastMoment, _ body: (any TableReader<Content>) throws -> Result
    ) throws -> Result {
        let log = try log.refreshed()
        let moment = PastMoment(knownAt: min(moment.position, try log.head()), asOf: moment.asOf)
        let result = try read(log, upTo: moment.position) { reader in
            try past(reader, moment, log, body)
        }
        if let result { return result }
        if moment.asOf == nil { return try replay(to: moment.position, body) }
        // The states retained have events that were not yet true.
        var table = MemoryTable<Content>()
        try log.fold(into: &table, through: moment.position, asOf: moment.asOf)
        return try body(table)
    }

    /// What `body` makes of the past that `reader` can be turned back to; nil where it cannot.
    private func past<Result>(
        _ reader: some TableReader<Content>, _ moment: PastMoment, _ log: TableSource<Content>,
        _ body: (any TableReader<Content>) throws -> Result
    ) throws -> Result? {
        let past = try reader.past(at: moment, limit: mostStraddling(moment.position)) { streams throws(TableError) in
            try log.fold(streams, at: moment)
        }
        return try past.map(body)
    }

    /// Gives `body` the table at `head` or, where more is stored, after it.
    private func read<Result>(
        _ log: TableSource<Content>, upTo head: Position, _ body: (any TableReader<Content>) throws -> Result
    ) throws -> Result {
        guard let generation = try current(atLeast: head) else {
            let memory = try serving.withLock { serving throws(TableError) in
                try log.fold(into: &serving.memory, through: head)
                return serving.memory
            }
            return try body(memory)
        }
        let snapshot = try TableSnapshot(generation)
        if snapshot.position >= head { return try body(snapshot) }
        let tail = try log.records(after: snapshot.position, through: head)
            .filter { !log.skipped.contains($0.position) }
        return try body(try OverlayTable(snapshot, tail, through: head, history: log.history))
    }

    /// Gives the folder back. Reading goes on being refused by the log, which is closed too.
    public func close() { serving.withLock { $0 = Serving() } }

    /// How far the stored table has got, and what keeps it from going on.
    public func status() throws(TableError) -> ReadModelStatus {
        let snapshot = try trusted().map { generation throws(TableError) in try TableSnapshot(generation) }
        return serving.withLock { serving in
            let snapshots = shelf.items()
            return ReadModelStatus(
                name: Content.name, version: Content.version, folder: folder.path, generation: serving.number,
                position: snapshot?.position ?? .zero, stopped: snapshot?.stopped, problem: serving.problem,
                foldingProblem: serving.foldingProblem,
                snapshots: snapshots.map(\.position), snapshotBytes: snapshots.reduce(0) { $0 + $1.bytes },
                snapshotProblem: serving.snapshotProblem)
        }
    }

    /// The generation to read from: caught up first where more is missing than is good to fold for one query.
    private func current(atLeast head: Position) throws(TableError) -> TableGeneration<Content>? {
        let generation = try trusted()
        if isReadOnly { return generation }
        let position = try generation?.cursor()?.position ?? .zero
        if generation != nil, position >= head || head.rawValue - position.rawValue <= longestTail { return generation }
        do throws(TableError) { try catchUp() } catch {
            // A full disk keeps events from being stored, and not from being folded over what is.
            guard generation != nil, error.isOfStorage else { throw error }
        }
        return try trusted()
    }
}

extension ReadModel where Content: EventModel.Table {
    /// The same for a table, which is rebuilt with its streams side by side.
    public convenience init(folder: String, store: any EventStore, isReadOnly: Bool) throws(TableError) {
        self.init(folder, store, isReadOnly) { generation, log, workers, goal throws(TableError) in
            RebuildLane(try TableLane(generation, log, workers, through: goal))
        }
    }
}

/// The most events that are folded over a stored table for one query.
private let longestTail: UInt64 = 4096
/// The most streams that are folded anew for one question about the past of so many events: some 70 µs and 2 kB each, where
/// folding everything from the beginning takes some 6 µs an event.
private func mostStraddling(_ events: Position) -> Int { max(32_768, Int(clamping: events.rawValue / 16)) }

/// Where a read model stands.
public struct ReadModelStatus: Sendable {
    public let name: String
    public let version: UInt64
    public let folder: String
    /// The generation that serves; nil where there is none.
    public let generation: UInt64?
    /// The last event that is stored.
    public let position: Position
    /// The event at which it has stopped; nil where it goes on.
    public let stopped: StoppedEvent?
    /// Why the stored generation is not used.
    public let problem: TableError?
    /// Why the last attempt of this process to fold events in failed; nil where none did.
    public let foldingProblem: TableError?
    /// Where states of the past are retained, ascending, and what they take on disk.
    public let snapshots: [Position]
    public let snapshotBytes: Int
    /// Why the last one that could not be used, or not be made, could not.
    public let snapshotProblem: TableError?
}
