import EventLog
import EventModel

/// A read model, whatever its rows.
protocol FoldedModel: Sendable {
    var name: String { get }
    /// How far the stored rows have got, and what keeps them from going on.
    func status() throws(TableError) -> ReadModelStatus
    /// Whether it stands at an event that it cannot take, and nobody has decided to go on without.
    func isStopped() throws(TableError) -> Bool
    func catchUp() throws(TableError)
    /// The same; where it has to build a new generation `fold` makes it, as below.
    func catchUp(_ workers: Workers, _ fold: (RebuildLane?) -> TableError?) throws(TableError)
    /// Builds a new generation and swaps it in. `fold` makes it of the log by its lane, which is nil where there is nothing to
    /// make, or only event by event; it returns why the lane ended early.
    func rebuild(
        _ workers: Workers, _ progress: (Position, Position) -> Void, _ fold: (RebuildLane?) -> TableError?
    ) throws(TableError)
    func verify(progress: (Position, Position) -> Void) throws(TableError) -> ModelVerification
    func close()
}

extension ReadModel: FoldedModel {
    var name: String { Content.name }

    func isStopped() throws(TableError) -> Bool {
        guard let stopped = try status().stopped else { return false }
        return try !log.refreshed().skipped.contains(stopped.position)
    }
}
