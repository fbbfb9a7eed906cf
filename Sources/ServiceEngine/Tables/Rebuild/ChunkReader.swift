import EventLog
import EventModel

/// Reads the log in rounds: while the chunks of one round are folded, the next are read.
struct ChunkReader {
    let store: any EventStore
    let workers: Workers
    let recordsPerChunk: UInt64
    /// The kinds of streams that are read.
    let categories: [String]
    /// The last record folded.
    private(set) var position: Position
    private(set) var goal: Position
    /// What moves the goal; nil where it stays.
    private var growth: LogGrowth?
    private var ahead: [LogChunk] = []

    init(
        of categories: [String], store: any EventStore, workers: Workers, recordsPerChunk: UInt64, position: Position,
        goal: Position, growth: LogGrowth?
    ) {
        (self.categories, self.store, self.workers) = (categories, store, workers)
        (self.recordsPerChunk, self.position) = (recordsPerChunk, position)
        (self.goal, self.growth) = (growth == nil ? goal : position, growth)
    }

    var isAtEnd: Bool { position >= goal && growth == nil }

    /// Moves the goal to where the log ends by now; waits for more of it where nothing is left to fold.
    mutating func moveGoal() throws(LogError) {
        guard let growth else { return }
        let isWaiting = ahead.isEmpty && position >= goal
        let head = try growth.head(past: position, by: isWaiting ? recordsPerChunk * UInt64(chunksPerRound) : 0)
        goal = max(goal, head.position)
        if head.isLast { self.growth = nil }
    }

    /// Has every part fold the next chunks.
    mutating func next(_ fold: @Sendable (_ part: Int, [LogChunk]) -> Void) throws(LogError) {
        if ahead.isEmpty { ahead = try read { _, _ in } }
        let last = ahead.last?.last
        ahead = try read(fold)
        position = last ?? goal
    }

    private func read(_ fold: @Sendable (_ part: Int, [LogChunk]) -> Void) throws(LogError) -> [LogChunk] {
        let (store, categories, parts, chunks, size) = (store, categories, workers.count, ahead, recordsPerChunk)
        let after = chunks.last?.last ?? position
        let ranges = (0..<UInt64(chunksPerRound)).map { number in
            (
                after: Position(after.rawValue + number * size),
                through: min(goal, Position(after.rawValue + (number + 1) * size))
            )
        }.filter { $0.after < $0.through }
        let results = workers.results(parts + ranges.count) { number throws(LogError) -> LogChunk? in
            guard number < parts else {
                let range = ranges[number - parts]
                return try LogChunk(of: categories, in: store, after: range.after, through: range.through, parts: parts)
            }
            fold(number, chunks)
            return nil
        }
        var read: [LogChunk] = []
        for result in results { if let chunk = try result.get() { read.append(chunk) } }
        return read
    }

    private var chunksPerRound: Int { chunksPerWorker * workers.count }
}

private let chunksPerWorker = 2
