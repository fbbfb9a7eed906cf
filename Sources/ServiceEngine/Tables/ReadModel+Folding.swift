public import EventModel
import Foundation
import LMDB
import Synchronization

extension ReadModel {
    /// Folds in what the log has got since; builds a generation where none can be used. Does nothing where another process
    /// is at it. Returns at the newest position that it found.
    ///
    /// - Throws: `stopped` where it stopped before an event; what comes before that is stored.
    public func catchUp() throws(TableError) {
        let workers = Workers()
        try catchUp(workers) { lane in fold(lane, workers, RebuildPortions()) { _, _ in } }
    }

    func catchUp(_ workers: Workers, _ fold: (RebuildLane?) -> TableError?) throws(TableError) {
        guard !isReadOnly else { return }
        do throws(TableError) {
            try folding.withLock { _ throws(TableError) in
                try folder.withLock(waiting: false) { () throws(TableError) in try advanceOrBuild(workers, fold) }
            }
            serving.withLock { $0.foldingProblem = nil }
        } catch {
            serving.withLock { $0.foldingProblem = error }
            throw error
        }
    }

    /// Only with the model's lock.
    private func advanceOrBuild(_ workers: Workers, _ fold: (RebuildLane?) -> TableError?) throws(TableError) {
        guard let generation = try trusted(), try !isFarBehind(generation) else {
            return try build(workers, { _, _ in }, fold)
        }
        let left = serving.withLock { serving in
            defer { serving.isTidy = true }
            return serving.isTidy ? nil : serving.number
        }
        if let left { folder.removeLeft(behind: left) }
        try advance(generation, through: nil) { _, _ in }
    }

    /// Whether most of the log is missing, as after an import: a table is built anew sooner than it is folded on event by
    /// event. Not where an event has stopped it, which would stop it again.
    private func isFarBehind(_ generation: TableGeneration<Content>) throws(TableError) -> Bool {
        guard makeLane != nil, let reached = try generation.cursor()?.position.rawValue else { return false }
        let head = try log.head().rawValue
        let missing = head - min(reached, head)
        guard missing > reached, missing > mostFoldedOn else { return false }
        return try TableSnapshot(generation).stopped == nil
    }

    /// Builds a new generation beside the one that serves, and swaps it in when it has caught up. Waits for another process
    /// that folds. One that a crash interrupted is gone on with.
    ///
    /// - Parameters:
    ///   - workers: How many threads work at it, where the model's streams can be folded side by side; by default one a
    ///     processor.
    ///   - progress: Is told the position reached and the newest one.
    public func rebuild(
        workers: Int? = nil, progress: (Position, Position) -> Void = { _, _ in }
    ) throws(TableError) {
        try rebuild(workers, RebuildPortions(), progress)
    }

    package func rebuild(
        _ workers: Int?, _ portions: RebuildPortions, _ progress: (Position, Position) -> Void
    ) throws(TableError) {
        let workers = Workers(workers)
        try rebuild(workers, progress) { lane in fold(lane, workers, portions, progress) }
    }

    func rebuild(
        _ workers: Workers, _ progress: (Position, Position) -> Void, _ fold: (RebuildLane?) -> TableError?
    ) throws(TableError) {
        guard !isReadOnly else {
            throw .unreadable(
                table: Content.name,
                cause: EngineError.file(operation: "rebuild a read model in", path: folder.path, code: EROFS))
        }
        try folding.withLock { _ throws(TableError) in
            try folder.withLock(waiting: true) { () throws(TableError) in try build(workers, progress, fold) }
        }
    }

    /// The generation that serves, opened where another process has swapped in another; nil where it cannot be trusted.
    func trusted() throws(TableError) -> TableGeneration<Content>? {
        let number = folder.current()
        return try serving.withLock { serving throws(TableError) in
            if serving.number == number { return serving.generation }
            (serving.number, serving.generation, serving.problem) = (number, nil, nil)
            guard let number else { return nil }
            do throws(TableError) {
                let generation = try TableGeneration<Content>(
                    path: folder.path(of: number), create: false, readOnly: isReadOnly)
                serving.problem = try objection(to: generation)
                serving.generation = serving.problem == nil ? generation : nil
            } catch {
                serving.problem = error
            }
            return serving.generation
        }
    }

    private func objection(to generation: TableGeneration<Content>) throws(TableError) -> TableError? {
        guard let cursor = try generation.cursor() else {
            return .damaged(table: Content.name, place: generation.path, expected: "a cursor", found: "none")
        }
        return try log.objection(to: cursor)
    }

    /// Only with the model's lock.
    private func build(
        _ workers: Workers, _ progress: (Position, Position) -> Void, _ fold: (RebuildLane?) -> TableError?
    ) throws(TableError) {
        let isServing = try trusted() != nil
        var number = try numberToBuild(after: folder.current())
        do throws(TableError) {
            let generation = try TableGeneration<Content>(path: folder.path(of: number), create: true, readOnly: false)
            if let failure = fold(try lane(generation, through: nil, workers)) { throw failure }
            // What was appended meanwhile; and everything, where there is only this way.
            try advance(generation, through: nil, progress)
            if makeLane == nil { number = try packed(generation, number) }
        } catch {
            // Stopped by an event it is as good as it can be; any other build that failed would only take up room.
            if case .stopped = error, !isServing { try publish(number) } else { try? folder.remove(number) }
            throw error
        }
        try publish(number)
    }

    /// The number of a copy with full pages: a table's lane makes such pages by itself.
    private func packed(_ generation: TableGeneration<Content>, _ number: UInt64) throws(TableError) -> UInt64 {
        let copy = try TableGeneration<Content>(path: folder.path(of: number + 1), create: true, readOnly: false)
        try generation.copy(into: copy)
        return number + 1
    }

    /// What makes the rows of a generation that has none up to `end`, or the newest event.
    private func lane(
        _ generation: TableGeneration<Content>, through end: Position?, _ workers: Workers
    ) throws(TableError) -> RebuildLane? {
        guard let makeLane, try generation.cursor() == nil else { return nil }
        let goal = if let end { end } else { try log.head() }
        return try makeLane(generation, try log.refreshed(), workers, goal)
    }

    /// Folds one lane alone.
    private func fold(
        _ lane: RebuildLane?, _ workers: Workers, _ portions: RebuildPortions,
        _ progress: (Position, Position) -> Void
    ) -> TableError? {
        lane.flatMap { RebuildPass(store: log.store, workers: workers, portions: portions).run([$0], progress)[0] }
    }

    /// Builds a generation up to `end`.
    func fill(
        _ generation: TableGeneration<Content>, through end: Position, _ progress: (Position, Position) -> Void
    ) throws(TableError) {
        let workers = Workers()
        if let failure = fold(try lane(generation, through: end, workers), workers, RebuildPortions(), progress) {
            throw failure
        }
        try advance(generation, through: end, progress)
    }

    private func publish(_ number: UInt64) throws(TableError) {
        let generation = try TableGeneration<Content>(path: folder.path(of: number), create: false, readOnly: false)
        try storing(Content.name) { () throws(LMDBError) in try generation.environment.sync() }
        try folder.publish(number)
        serving.withLock { serving in
            (serving.number, serving.generation, serving.problem) = (number, generation, nil)
        }
        for other in folder.generations() where other != number { try folder.remove(other) }
    }

    /// A generation that was being built when its process ended, if it can be gone on with; else a new number.
    private func numberToBuild(after current: UInt64?) throws(TableError) -> UInt64 {
        let newest = folder.generations().last ?? 0
        guard newest > current ?? 0 else { return max(newest, current ?? 0) + 1 }
        do throws(TableError) {
            let generation = try TableGeneration<Content>(path: folder.path(of: newest), create: true, readOnly: false)
            let snapshot = try TableSnapshot(generation)
            let cursor = if let cursor = snapshot.cursor { cursor } else { try snapshot.buildCursor }
            if let cursor {
                if try log.objection(to: cursor) == nil { return newest }
            } else if try snapshot.rowCount() == 0 {
                return newest
            }
            // Rows without a cursor were being copied when the process ended.
        } catch {
            // Not to be read: replaced like one that cannot be trusted.
        }
        try folder.remove(newest)
        return newest + 1
    }

    /// Folds the log into a generation, batch by batch, up to `end` or the newest event. While one batch is stored the next
    /// is folded over it.
    func advance(
        _ generation: TableGeneration<Content>, through end: Position?, _ progress: (Position, Position) -> Void
    ) throws(TableError) {
        let log = try log.refreshed()
        var goal = if let end { end } else { try log.head() }
        // A state is retained of what is folded in for good, and where it is cut.
        let isRetained = end == nil
        if isRetained { retainIfDue(generation) }
        func cut(after position: Position?) throws(TableError) -> Position {
            try isRetained ? batchEnd(after: position, through: goal) : goal
        }
        let start = try generation.cursor()?.position
        var step = try fold(log, generation, after: start, over: nil, through: try cut(after: start))
        while true {
            if end == nil { goal = try log.head() }
            // A first commit is made for an empty log too: what has a cursor is a generation.
            if step.last == nil, try generation.cursor() != nil { break }
            let (cursor, current) = (log.cursor(after: step.last), step)
            let reached = try cut(after: step.changes.position)
            let (stored, folded) = inParallel {
                Result { () throws(TableError) in try generation.store(current.changes, cursor) }
            } and: {
                Result { () throws(TableError) in
                    // After a failure there is no going on.
                    if current.failure != nil { return current.ended }
                    return try self.fold(
                        log, generation, after: current.changes.position, over: current.changes, through: reached)
                }
            }
            try stored.get()
            if isRetained { retainIfDue(generation) }
            progress(step.changes.position, goal)
            step = try folded.get()
        }
        guard let failure = step.failure else { return }
        if case .stopped(_, let event) = failure { try generation.note(event) }
        throw failure
    }

    private struct Step: Sendable {
        let changes: TableChanges<Content>
        /// The last event folded in; nil where there is none left.
        let last: RecordedEvent?
        /// What ended the batch early, after which it is whole as it is.
        let failure: TableError?

        /// The step after one that failed: nothing more, and the failure.
        var ended: Step { Step(changes: changes, last: nil, failure: failure) }
    }

    /// The next batch after `position`, on what `pending`, which is being stored, makes of the rows.
    private func fold(
        _ log: TableSource<Content>, _ generation: TableGeneration<Content>, after position: Position?,
        over pending: TableChanges<Content>?,
        through end: Position
    ) throws(TableError) -> Step {
        let snapshot = try TableSnapshot(generation)
        let base = OverlayTable(snapshot, pending ?? TableChanges(at: snapshot.position))
        var batch = Content.batch(after: position ?? .zero)
        var last: RecordedEvent?
        var failure: TableError?
        do throws(TableError) {
            while !batch.isFull {
                let slice = try log.slice(after: batch.position, through: end)
                if slice.isEmpty { break }
                // Also where it throws: the last event before.
                defer { last = slice.last { $0.position <= batch.position } ?? last }
                for record in slice { try log.fold(record, into: &batch, over: base) }
            }
        } catch {
            failure = error
        }
        return Step(changes: try batch.settled(over: base, log.history), last: last, failure: failure)
    }
}

/// The most events that are folded on whatever share of the log they are.
let mostFoldedOn: UInt64 = 16_384
