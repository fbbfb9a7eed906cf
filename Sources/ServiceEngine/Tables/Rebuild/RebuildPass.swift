import EventLog
import EventModel
import Synchronization

/// Builds several tables in one pass over the log.
///
/// Workers take turns at reading the next records, which are dense and so can be shared out by position, and at folding the
/// streams of one part. What a batch made of the rows is stored while the next is folded. Who was interrupted further on than
/// others leaves out what it has; who is folded from the same events as another gets them decoded.
struct RebuildPass: Sendable {
    let store: any EventStore
    let workers: Workers
    var portions = RebuildPortions()
    /// Where it is given, the pass goes on until that ends, and the lanes' goals with it.
    var growth: LogGrowth?

    /// Builds each lane up to its goal. An error of one does not keep the others from theirs.
    ///
    /// - Returns: For each lane why it is not where it was to get: `stopped` where an event stopped it, before which it is
    ///   whole.
    func run(_ lanes: [RebuildLane], _ progress: (Position, Position) -> Void) -> [TableError?] {
        var failures: [TableError?] = lanes.map { _ in nil }
        var running = Array(lanes.indices)
        while let failure = foldRows(running.map { lanes[$0] }, progress) {
            // What was folded beside it may lie behind it: all of them begin again where they are stored.
            let number = running[failure.lane]
            failures[number] = failure.error
            if case .stopped(_, let event) = failure.error {
                lanes[number].end(event)
            } else {
                running.removeAll { $0 == number }
            }
        }
        // Of one another too: each closes its generation when it is done.
        for lane in lanes { lane.letGo() }
        for number in running {
            do throws(TableError) { try lanes[number].finish() } catch { failures[number] = error }
        }
        return failures
    }

    /// Makes the rows alone. Ends at the first failure; of several at a time, at that of the earliest event.
    func foldRows(_ lanes: [RebuildLane], _ progress: (Position, Position) -> Void) -> LaneFailure? {
        if growth != nil { for lane in lanes { lane.aim(.last) } }
        if let failure = each(lanes, { lane throws(TableError) in try lane.rewind() }) { return failure }
        let extents = lanes.map { $0.extent() }
        guard let start = extents.map(\.stored).min(), let goal = extents.map(\.goal).max() else { return nil }
        let team = RebuildTeam(lanes)
        var chunks = ChunkReader(
            of: team.categories, store: store, workers: workers, recordsPerChunk: portions.records, position: start,
            goal: goal, growth: growth)
        while true {
            let reached = chunks.position
            let (stored, folded) = workers.overlap {
                each(lanes) { lane throws(TableError) in try lane.store(reached) }
            } with: {
                foldBatch(team, &chunks, progress)
            }
            if let failure = stored ?? folded { return failure }
            let position = chunks.position
            if position == reached {
                if growth != nil { for lane in lanes { lane.aim(position) } }
                return nil
            }
            if let failure = each(lanes, { lane throws(TableError) in try lane.write(position) }) { return failure }
        }
    }

    private func each(_ lanes: [RebuildLane], _ body: (RebuildLane) throws(TableError) -> Void) -> LaneFailure? {
        for (number, lane) in lanes.enumerated() {
            do throws(TableError) { try body(lane) } catch { return LaneFailure(lane: number, error: error) }
        }
        return nil
    }

    /// Folds the next records, as many as make a batch of rows.
    private func foldBatch(
        _ team: RebuildTeam, _ chunks: inout ChunkReader, _ progress: (Position, Position) -> Void
    ) -> LaneFailure? {
        while !chunks.isAtEnd, team.rowCount < portions.rows {
            let failures = Mutex<[LaneFailure]>([])
            do throws(LogError) {
                try chunks.moveGoal()
                try chunks.next { part, chunks in
                    if let failure = team.fold(chunks, part) { failures.withLock { $0.append(failure) } }
                }
            } catch {
                failures.withLock { $0.append(team.failure(error)) }
            }
            if let first = failures.withLock({ $0.min { $0.position < $1.position } }) { return first }
            progress(chunks.position, chunks.goal)
        }
        return nil
    }
}

/// How much of the log a rebuild takes at a time. Smaller portions lead to the same rows.
package struct RebuildPortions: Sendable {
    /// The rows of all tables that are stored at a time, more or less: what bounds the memory that it takes.
    var rows = 65_536
    /// The records that a worker reads at a time.
    var records: UInt64 = 2048

    package init() {}

    package init(rows: Int, records: UInt64) { (self.rows, self.records) = (rows, records) }
}
