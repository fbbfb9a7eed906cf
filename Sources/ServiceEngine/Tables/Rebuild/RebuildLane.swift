import EventLog
import EventModel

/// One table in a pass over the log, whatever its rows.
///
/// Made of functions and no protocol, so that they are compiled for the table where the lane is made: a protocol's functions of
/// a generic type never are.
struct RebuildLane: Sendable {
    let name: String
    /// The streams that have rows.
    let categories: [String]
    /// How far its rows are stored, and how far they are to get.
    let extent: @Sendable () -> (stored: Position, goal: Position)
    /// Goes back to what is stored.
    let rewind: @Sendable () throws(TableError) -> Void
    /// Sets its goal, where nothing has stopped it.
    let aim: @Sendable (Position) -> Void
    /// Lets it end before an event at which it stopped.
    let end: @Sendable (_ before: StoppedEvent) -> Void
    /// Hands the events that it decodes on to another; false where that is not folded from the same ones.
    let attach: @Sendable (RebuildLane) -> Bool
    /// For each part an `EventTap`.
    let taps: @Sendable () -> [any Sendable]
    /// Folds what a chunk has for a part.
    let fold: @Sendable (LogChunk, _ part: Int) throws(TableError) -> Void
    /// Throws what was wrong with an event that was handed on to a part.
    let check: @Sendable (_ part: Int) throws(TableError) -> Void
    /// The rows touched since they were written last.
    let rowCount: @Sendable () -> Int
    /// Writes what became of the rows up to a position.
    let write: @Sendable (Position) throws(TableError) -> Void
    /// Stores what was written, in one transaction with how far that is.
    let store: @Sendable (Position) throws(TableError) -> Void
    /// Lets go of what it kept for folding on, and of those that it handed events on to.
    let letGo: @Sendable () -> Void
    /// Makes indexes and sums when the rows are all there.
    let finish: @Sendable () throws(TableError) -> Void

    init<Content: EventModel.Table>(_ lane: TableLane<Content>) {
        name = Content.name
        categories = Content.categories
        rewind = { () throws(TableError) in try lane.rewind() }
        extent = { (lane.stored, lane.goal) }
        aim = { lane.aim(at: $0) }
        end = { lane.end(before: $0) }
        attach = { lane.attach($0) }
        taps = { lane.taps }
        fold = { chunk, part throws(TableError) in try lane.parts[part].fold(chunk, part) }
        check = { part throws(TableError) in try lane.parts[part].check() }
        rowCount = { lane.parts.reduce(0) { $0 + $1.count } }
        write = { position throws(TableError) in try lane.write(at: position) }
        store = { position throws(TableError) in try lane.store(at: position) }
        letGo = { lane.letGo() }
        finish = { () throws(TableError) in try lane.finish() }
    }
}
