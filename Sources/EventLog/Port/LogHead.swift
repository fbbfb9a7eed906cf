public import EventModel

/// The end of the log as a transaction sees it.
public struct LogHead: Sendable, Hashable {
    /// The newest event; zero while the log is empty.
    public internal(set) var position: Position
    /// The time of the newest event, which the next is not before.
    public internal(set) var recordedAt: Instant
    /// True while the machine's clock lies behind `recordedAt` by more than a step and that has been recorded.
    var clockIsBehind: Bool
    /// The Merkle tree over the records so far.
    var frontier: MerkleFrontier

    static let empty = LogHead(
        position: .zero, recordedAt: .earliest, clockIsBehind: false, frontier: MerkleFrontier())

    /// The Merkle tree's root over every record, as RFC 9162 defines it.
    public var root: MerkleHash { frontier.root }
}
