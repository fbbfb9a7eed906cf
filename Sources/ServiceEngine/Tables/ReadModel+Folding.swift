public import EventModel
import Foundation
import LMDB
import Synchronization

extension ReadModel {
    /// Folds in what the log has got since; builds a generation where none can be used. Does nothing where another process
    /// is at it. Returns at the newest position that it found.
    ///
    /// - Throws: `undecodable` where it stopped before an event; what comes before that is stored.
    public func catchUp() throws(TableError) {
        guard !isReadOnly else { return }
        try folding.withLock { _ throws(TableError) in
            try folder.withLock(waiting: false) { () throws(TableError) in
                if let generation = try trusted() {
                    try advance(generation, through: nil) { _, _ in }
                } else {
                    try build { _, _ in }
                }
            }
        }
    }

    /// Builds a new generation beside the one that serves, and swaps it in when it has caught up. Waits for another process
    /// that folds. `progress` is told the position reached and the newest one.
    ///
    /// One that a crash interrupted is gone on with.
    public func rebuild(progress: (Position, Position) -> Void = { _, _ in }) throws(TableError) {
        guard !isReadOnly else {
            throw .unreadable(
                table: Content.name,
                cause: EngineError.file(operation: "rebuild a read model in", path: folder.path, code: EROFS))
        }
        try folding.withLock { _ throws(TableError) in
            try folder.withLock(waiting: true) { () throws(TableError) in try build(progress) }
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
    private func build(_ progress: (Position, Position) -> Void) throws(TableError) {
        let isServing = try trusted() != nil
        let number = try numberToBuild(after: folder.current())
        do throws(TableError) {
            let generation = try TableGeneration<Content>(path: folder.path(of: number), create: true, readOnly: false)
            try advance(generation, through: nil, progress)
        } catch {
            // Stopped by an event it is as good as it can be; any other build that failed would only take up room.
            if case .undecodable = error, !isServing { try publish(number) } else { try? folder.remove(number) }
            throw error
        }
        try publish(number)
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
            guard let cursor = try generation.cursor() else { return newest }
            if try log.objection(to: cursor) == nil { return newest }
        } catch {
            // Not to be read: replaced like one that cannot be trusted.
        }
        try folder.remove(newest)
        return newest + 1
    }

    /// Folds the log into a generation, batch by batch, up to `end` or the newest event.
    func advance(
        _ generation: TableGeneration<Content>, through end: Position?, _ progress: (Position, Position) -> Void
    ) throws(TableError) {
        while true {
            let goal = if let end { end } else { try log.head() }
            let (batch, last, failure) = try fold(generation, through: goal)
            if let last {
                try generation.store(batch, log.cursor(after: last))
                progress(last.position, goal)
            } else if try generation.cursor() == nil {
                try generation.store(batch, log.cursor(after: nil))
            }
            if let failure { throw failure }
            if last == nil { return }
        }
    }

    /// The next batch: its last event, nil where there is none; and what ended it early, after which it is whole as it is.
    private func fold(
        _ generation: TableGeneration<Content>, through end: Position
    ) throws(TableError) -> (TableBatch<Content>, RecordedEvent?, TableError?) {
        let snapshot = try TableSnapshot(generation)
        var batch = TableBatch<Content>(after: snapshot.position)
        var last: RecordedEvent?
        var failure: TableError?
        do throws(TableError) {
            while batch.changes.count < largestBatch {
                let slice = try log.slice(after: batch.position, through: end)
                if slice.isEmpty { break }
                for record in slice {
                    try batch.apply(record) { stream throws(TableError) in try snapshot.entry(stream) }
                    last = record
                }
            }
        } catch {
            failure = error
        }
        try batch.settle(log.history)
        return (batch, last, failure)
    }
}

/// The rows that are stored in one transaction, more or less: what bounds the memory that folding takes.
private let largestBatch = 32_768
