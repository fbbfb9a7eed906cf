internal import Dispatch
internal import EventModel
internal import LMDB
internal import Synchronization

/// Packs the older records of an open log on a thread of its own.
///
/// Segments are made outside of any write transaction and handed to the writer, which puts them in the place of their raw
/// records together with the next commits, so that both share their syncs. Until that is durable the raw records stand; and
/// where another process was faster, the segments are dropped.
final class Packer: Sendable {
    /// What is made before it is handed over: few, for the commits of the same transaction wait for some hundred deletions
    /// a segment.
    private static let segmentsPerTransaction = 4

    private struct State {
        /// Positions up to here are known to be packed.
        var packedEnd: UInt64 = 0
        /// So many records have to be due before another segment is tried.
        var neededCount: UInt64 = 64
        var newest = Position.zero
        var isScheduled = false
        /// Set by what went wrong in the background: nothing more is tried there.
        var failure: LogError?
    }
    private let options: PackingOptions
    private let environment: SharedEnvironment
    private let tables: LogTables
    private let writer: LogWriter
    private let state = Mutex(State())
    private let isStopped = Atomic(false)
    /// It gives way to the writer, whose commits somebody waits for.
    private let thread = ThreadPool(count: 1, niceness: 5)
    private let tools: PackingTools
    /// A segment that an earlier run had too few records to fill; the next one goes on with it.
    private let unfinished = Mutex<SegmentBuilder?>(nil)

    init(options: PackingOptions, environment: SharedEnvironment, tables: LogTables, writer: LogWriter) {
        self.options = options
        self.environment = environment
        self.tables = tables
        self.writer = writer
        tools = PackingTools(options)
    }

    /// Packs in the background where enough has gathered; to be called after each commit.
    func logGrew(to head: Position) {
        guard options.isAutomatic, !isStopped.load(ordering: .relaxed) else { return }
        let isDue = state.withLock { state in
            state.newest = max(state.newest, head)
            guard !state.isScheduled, state.failure == nil,
                dueEnd(state.newest) >= state.packedEnd + state.neededCount
            else { return false }
            state.isScheduled = true
            return true
        }
        guard isDue else { return }
        let isTaken = thread.run { [self] in
            do throws(LogError) { try run() } catch { note(error) }
            // What was recorded in the meantime has found it scheduled.
            let newest = state.withLock { state in
                state.isScheduled = false
                return state.newest
            }
            logGrew(to: newest)
        }
        if !isTaken { state.withLock { $0.isScheduled = false } }
    }

    private func note(_ error: LogError) {
        state.withLock { state in
            switch error {
            case .corrupt: state.failure = error
            // A full disk, perhaps: tried again when the log has grown by as much as stays raw.
            case .storage, .closed, .notALog, .otherFormat, .alreadyExists:
                state.neededCount += UInt64(max(1, options.rawRecordCount))
            }
        }
    }

    /// Packs everything that is due; blocks until it is done. Returns the position of the last packed record.
    func pack() throws(LogError) -> Position {
        let result = Mutex<Result<Void, LogError>>(.failure(.closed))
        let done = DispatchSemaphore(value: 0)
        let isTaken = thread.run { [self] in
            let outcome = Result { () throws(LogError) in try run() }
            result.withLock { $0 = outcome }
            done.signal()
        }
        if isTaken { done.wait() }
        try result.withLock { $0 }.get()
        return try packedEnd()
    }

    /// Hands segments to the writer; they are dropped where their records are not the oldest raw ones any more.
    func put(_ segments: [PackedSegment]) throws(LogError) { try writer.pack(segments) }

    /// Ends after the segment that is being made.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        thread.stop()
    }

    private func dueEnd(_ head: Position) -> UInt64 {
        head.rawValue - min(head.rawValue, UInt64(options.rawRecordCount))
    }

    private func beginRead() throws(LogError) -> ReadTransaction {
        let environment = try environment.get()
        return try storing { () throws(LMDBError) in try environment.beginRead() }
    }

    private func packedEnd() throws(LogError) -> Position { try Position(beginRead().packedEnd(tables)) }

    /// Makes segments and hands them over, until too little is due for one more.
    private func run() throws(LogError) {
        let pageSizeBytes = try environment.get().info.pageSizeBytes
        while !isStopped.load(ordering: .relaxed) {
            var segments: [PackedSegment] = []
            var end = try packedEnd().rawValue
            while segments.count < Self.segmentsPerTransaction, !isStopped.load(ordering: .relaxed) {
                var builder =
                    takeUnfinished(from: end + 1)
                    ?? SegmentBuilder(first: end + 1, options: options, pageSizeBytes: pageSizeBytes, tools: tools)
                guard let segment = try makeSegment(&builder) else {
                    unfinished.withLock { $0 = builder }
                    break
                }
                segments.append(segment)
                end = segment.last
            }
            guard !segments.isEmpty else { return try noteRest() }
            try put(segments)
        }
    }

    /// What was begun, if it still begins behind what is packed: another process may have packed since.
    private func takeUnfinished(from first: UInt64) -> SegmentBuilder? {
        unfinished.withLock { unfinished in
            defer { unfinished = nil }
            return unfinished.flatMap { $0.first == first ? $0 : nil }
        }
    }

    /// The next segment, or nil where too few records are due to fill it.
    private func makeSegment(_ builder: inout SegmentBuilder) throws(LogError) -> PackedSegment? {
        while !isStopped.load(ordering: .relaxed) {
            let transaction = try beginRead()
            let dueEnd = try dueEnd(transaction.logHead(tables).position)
            var cursor = try transaction.records(from: Position(builder.next), tables)
            var budget = SliceBudget()
            repeat {
                guard cursor.next <= dueEnd, try cursor.advance() else {
                    noteShortage(builder)
                    return nil
                }
                let (record, previous) = (try cursor.record().array, try cursor.previous())
                if let segment = try builder.append(record, previous: previous) { return segment }
            } while !budget.isSpentAfterOneMore()
        }
        return nil
    }

    private func noteShortage(_ builder: SegmentBuilder) {
        let needed = builder.estimatedRecordCount
        state.withLock { $0.neededCount = needed }
    }

    private func noteRest() throws(LogError) {
        let end = try packedEnd().rawValue
        state.withLock { $0.packedEnd = end }
    }
}
