import EventLog
import EventModel

/// Reads the log in rounds: while the chunks of one round are folded, the next are read.
struct ChunkReader<Content: EventModel.Table> {
    let log: TableSource<Content>
    let workers: Workers
    private let recordsPerChunk: UInt64
    /// The last record folded.
    private(set) var position: Position
    let goal: Position
    private var ahead: [LogChunk] = []
    private let prefixes: [[UInt8]]

    init(
        log: TableSource<Content>, workers: Workers, recordsPerChunk: UInt64, position: Position, goal: Position
    ) {
        (self.log, self.workers, self.position, self.goal) = (log, workers, position, goal)
        self.recordsPerChunk = recordsPerChunk
        prefixes = Content.categories.map { Array("\($0)-".utf8) }
    }

    var isAtEnd: Bool { position >= goal }

    /// Has every part fold the next chunks, one after the other.
    ///
    /// - Throws: `stopped` with the least position, where events cannot be read; else the first error.
    mutating func next(
        _ partCount: Int, _ fold: @Sendable (Int, LogChunk) throws(TableError) -> Void
    ) throws(TableError) {
        if ahead.isEmpty { ahead = try read(partCount) { _, _ in } }
        let last = ahead.last?.last
        ahead = try read(partCount, fold)
        position = last ?? goal
    }

    private mutating func read(
        _ partCount: Int, _ fold: @Sendable (Int, LogChunk) throws(TableError) -> Void
    ) throws(TableError) -> [LogChunk] {
        let (log, prefixes, chunks, size) = (log, prefixes, ahead, recordsPerChunk)
        let after = chunks.last?.last ?? position
        let ranges = (0..<UInt64(chunksPerWorker * workers.count)).map { number in
            (
                after: Position(after.rawValue + number * size),
                through: min(goal, Position(after.rawValue + (number + 1) * size))
            )
        }.filter { $0.after < $0.through }
        let results = workers.results(partCount + ranges.count) { number throws(TableError) -> LogChunk? in
            guard number < partCount else {
                let range = ranges[number - partCount]
                return try log.chunk(after: range.after, through: range.through, parts: partCount, prefixes)
            }
            for chunk in chunks { try fold(number, chunk) }
            return nil
        }
        if let failure = TableError.first(of: results) { throw failure }
        return results.compactMap { try? $0.get() }
    }
}

private let chunksPerWorker = 2

extension TableError {
    /// The failure to report: that of the earliest event, where events cannot be read.
    fileprivate static func first<Value>(of results: [Result<Value, TableError>]) -> TableError? {
        var found: (error: TableError, position: Position)?
        for case .failure(let error) in results {
            var place = Position(.max)
            if case .stopped(_, let event) = error { place = event.position }
            if found.map({ place < $0.position }) ?? true { found = (error, place) }
        }
        return found?.error
    }
}
