internal import EventModel

/// What planning a commit asks of the log as it stood before the batch.
protocol LogLookup: ~Copyable {
    func state(of stream: StreamID) throws(LogError) -> StreamState?
    func appended(by command: CommandID) throws(LogError) -> Appended?
    /// The number that was drawn last; zero where none was.
    func lastNumber(of sequence: String) throws(LogError) -> UInt64
    func holder(of key: ClaimedKey) throws(LogError) -> Position?
}

/// A stream as the log keeps it: its dense number (1, 2, 3 … in the order of first events), how many events it has, and where
/// the newest of them stands.
struct StreamState: Sendable, Hashable {
    let number: UInt64
    var version: UInt64
    var last: Position
}

/// A key that an event claimed, unique in its namespace.
struct ClaimedKey: Sendable, Hashable, Comparable {
    let namespace: String
    let key: String

    // By bytes, as the rows of the log are.
    static func == (left: ClaimedKey, right: ClaimedKey) -> Bool {
        left.key.hasSameBytes(as: right.key) && left.namespace.hasSameBytes(as: right.namespace)
    }

    static func < (left: ClaimedKey, right: ClaimedKey) -> Bool {
        guard left.namespace.hasSameBytes(as: right.namespace) else {
            return left.namespace.precedesByBytes(right.namespace)
        }
        return left.key.precedesByBytes(right.key)
    }
}
