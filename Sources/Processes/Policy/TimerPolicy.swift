public import EventModel

/// A policy by which something happens when a stream has waited long enough.
///
/// What it needs of a stream is folded into a small row, which says since when the stream waits; how long that may last
/// depends on facts that all streams share, rules and calendars. So a change of the rules moves every deadline and touches
/// no row.
public protocol TimerPolicy<Process>: Policy {
    associatedtype Process: Decider
    associatedtype Watch: DeadlineWatch

    init()

    /// What an event makes of what is kept of its stream, in the order of effective time; nil before the first event. A fold
    /// that changes raises the policy's version.
    static func fold(_ watch: inout Watch?, _ event: Process.Event, _ record: RecordedEvent)
    /// Since when the stream waits; nil where nothing is going to happen.
    static func waitsSince(_ watch: Watch) -> Instant?
    /// Streams whose states `dueAt` needs.
    static var needs: [StreamID] { get }
    /// When something happens to a stream that waits since then: never earlier for a stream that waits for less long.
    static func dueAt(_ since: Instant, _ facts: Facts, _ zone: ZoneRules) -> Instant
    /// What is done to it then: as of when it was due, whenever that is noticed.
    static var command: any Command { get }
}

extension TimerPolicy {
    public static var needs: [StreamID] { [] }
}

/// What a timer keeps of a stream.
public protocol DeadlineWatch: WireMessage {
    /// The newest event of the stream, which causes what happens when it is due. Set by whoever folds.
    var cause: Position { get set }
}
