import EventLog
import EventModel
import Foundation
import Synchronization

// What a model retains of its past, and how it goes back to it. Snapshots are made by whoever folds events in, with the model's
// lock; anybody reads them.

extension ReadModel {
    var shelf: SnapshotShelf { SnapshotShelf(path: "\(folder.path)/snapshots", table: Content.name) }

    private var plan: SnapshotPlan? {
        Content.snapshotInterval.map { SnapshotPlan(store: log.store, interval: $0) }
    }

    /// Where a batch after `position` has to end at the latest, so that a state can be retained there.
    func batchEnd(after position: Position?, through end: Position) throws(TableError) -> Position {
        guard let plan else { return end }
        do { return try plan.next(after: position ?? .zero, through: end) ?? end } catch {
            throw .unreadable(table: Content.name, cause: error)
        }
    }

    /// Retains the generation's state where the plan says so. A failure, such as a full disk, holds nothing up: what is missing
    /// costs time when the past is asked for, and shows in the status.
    func retainIfDue(_ generation: TableGeneration<Content>) {
        guard let plan else { return }
        do {
            let snapshot = try TableSnapshot(generation)
            guard let cursor = snapshot.cursor, try plan.isDue(at: cursor.position) else { return }
            if try isGood(cursor.position) { return }
            let head = SnapshotHead(
                cursor: cursor, rowCount: UInt64(try snapshot.rowCount()),
                isMonthEnd: try plan.isMonthEnd(cursor.position),
                skipped: try log.refreshed().skipped(through: cursor.position))
            try shelf.put(cursor.position) { handle in try snapshot.write(to: handle, head) }
            shelf.prune(toBytes: try budget())
        } catch {
            note(TableError(error, in: Content.name))
        }
    }

    /// Gives `body` the table as known at a position, folded on from the nearest snapshot in a generation of its own.
    func replay<Result>(
        to position: Position, _ body: (any TableReader<Content>) throws -> Result
    ) throws -> Result {
        let generation = try restored(notAfter: position)
        try advance(generation, through: position) { _, _ in }
        return try body(try TableSnapshot(generation))
    }

    /// The newest snapshot up to `position`, or an empty generation. What cannot be used is removed.
    private func restored(notAfter position: Position) throws(TableError) -> TableGeneration<Content> {
        for item in shelf.items().reversed() where item.position <= position {
            do throws(TableError) {
                let generation = try scratchGeneration()
                try load(item.position, into: generation)
                return generation
            } catch {
                note(error)
                if !isReadOnly { shelf.remove(item.position) }
            }
        }
        return try scratchGeneration()
    }

    private func load(_ position: Position, into generation: TableGeneration<Content>) throws(TableError) {
        let file = try SnapshotReader(path: shelf.path(of: position), table: Content.name)
        let cursor = file.head.cursor
        if let objection = try objection(to: file.head, at: position) { throw objection }
        let reading = StoredReading(of: Content.self)
        var entries: [StreamID: TableEntry<Content.Row>] = [:]
        func store() throws(TableError) {
            let changes = try TableChanges<Content>(at: cursor.position, of: entries.keys) { (nil, entries[$0]) }
            try generation.store(changes, cursor)
            entries.removeAll(keepingCapacity: true)
        }
        try file.visit { name, value throws(TableError) in
            let (key, value) = (name.span.bytes, value.span.bytes)
            let extent = try reading.extent(value, key: key)
            let view: WholeRow<Content.Row> = try reading.row(value, key: key)
            entries[try reading.stream(named: key)] = TableEntry(row: view.row, extent: extent)
            if entries.count == loadedAtOnce { try store() }
        }
        try store()
    }

    /// Its files go with the object: they have no names any more.
    private func scratchGeneration() throws(TableError) -> TableGeneration<Content> {
        let path = ScratchFolder.path(Content.name)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try TableGeneration(path: path, create: true, readOnly: false)
    }

    /// Whether there is a snapshot at `position` that is one of this model and log.
    private func isGood(_ position: Position) throws(TableError) -> Bool {
        guard shelf.has(position) else { return false }
        guard let head = try? SnapshotReader(path: shelf.path(of: position), table: Content.name).head else {
            return false
        }
        return try objection(to: head, at: position) == nil
    }

    /// What keeps a snapshot from being this model's state at `position`; nil where nothing does.
    private func objection(to head: SnapshotHead, at position: Position) throws(TableError) -> TableError? {
        func differs(_ expected: String, _ found: String) -> TableError {
            .damaged(
                table: Content.name, place: "the snapshot \(shelf.path(of: position))", expected: expected, found: found
            )
        }
        guard head.cursor.position == position else {
            return differs("position \(position)", "\(head.cursor.position)")
        }
        let skipped = try log.refreshed().skipped(through: position)
        guard head.skipped == skipped else { return differs("without the events \(skipped)", "\(head.skipped)") }
        return try log.objection(to: head.cursor)
    }

    /// What the log takes, less what the snapshots of other models take: together they take no more than it.
    private func budget() throws(TableError) -> Int {
        guard let log = log.store as? EventLog else { return .max }
        let bytes: UInt64
        do { bytes = try log.statistics().bytesOnDisk } catch {
            throw .unreadable(table: Content.name, cause: error)
        }
        let models = URL(fileURLWithPath: folder.path).deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? []
        let others = names.filter { $0 != Content.name }.flatMap { name in
            SnapshotShelf(path: "\(models.path)/\(name)/snapshots", table: name).items()
        }
        return max(0, Int(clamping: bytes) - others.reduce(0) { $0 + $1.bytes })
    }

    private func note(_ problem: TableError) { serving.withLock { $0.snapshotProblem = problem } }
}

/// The rows of a snapshot that are stored in one transaction.
private let loadedAtOnce = 16_384

extension TableSnapshot {
    fileprivate func write(to handle: FileHandle, _ head: SnapshotHead) throws {
        let writer = try SnapshotWriter(handle, head)
        try transaction.walk(tables.rows, .all, .ascending, reading) { key, value throws(TableError) in
            // Nothing damaged is retained.
            _ = try reading.extent(value, key: key)
            do { try writer.add(name: key, value: value.extracting(droppingLast: 8)) } catch {
                throw .unreadable(table: Content.name, cause: error)
            }
            return .more
        }
        try writer.finish()
    }
}
