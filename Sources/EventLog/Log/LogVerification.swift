internal import EventModel

/// What a verification found to be right.
public struct LogVerification: Sendable, Hashable {
    public let events: UInt64
    public let streams: UInt64
    public let commits: UInt64
    /// The Merkle root, worked out from every record.
    public let root: MerkleHash
}

/// Follows every event of a log from the first on and notes what must stand in the indexes. Says the first difference.
struct LogAuditor {
    private(set) var frontier = MerkleFrontier()
    private(set) var recordedAt = Instant.earliest
    private(set) var streams: [StreamID: StreamState] = [:]
    private(set) var sequences: [String: UInt64] = [:]
    private(set) var claims: [ClaimedKey: Position] = [:]
    private(set) var commitCount: UInt64 = 0
    private var commit = OpenCommit()

    /// The commit that is being followed.
    private struct OpenCommit {
        var commandID = CommandID(high: 0, low: 0)
        var first = Position.zero
        var nextIndex: UInt32 = 0
        var count: UInt32 = 0
        var isWhole: Bool { nextIndex == count }
    }

    var position: Position { Position(frontier.size) }
    var isBetweenCommits: Bool { commit.isWhole }

    /// Checks the next event against everything before it. Returns the Merkle nodes that it completes.
    mutating func follow(
        _ event: RecordedEvent, previous: Position, leaf: MerkleHash
    ) throws(LogError) -> [MerkleNode] {
        try checkCommit(event)
        try checkTime(event)
        try checkStream(event, previous)
        try checkDrawn(event)
        try checkClaims(event)
        return frontier.append(leaf)
    }

    private mutating func checkCommit(_ event: RecordedEvent) throws(LogError) {
        if commit.isWhole {
            try expect("the place in the commit", event, UInt32(0), event.commitIndex)
            commit = OpenCommit(
                commandID: event.commandID, first: event.position, nextIndex: 0, count: event.commitCount)
            commitCount += 1
        }
        try expect("the command", event, commit.commandID, event.commandID)
        try expect("the place in the commit", event, commit.nextIndex, event.commitIndex)
        try expect("the size of the commit", event, commit.count, event.commitCount)
        commit.nextIndex += 1
        for cause in [event.causation, event.correlation].compactMap({ $0 }) where cause >= commit.first {
            throw .corrupt(
                Corruption(
                    "the cause", at: event.position, expected: "a position before \(commit.first)", found: "\(cause)"))
        }
    }

    private mutating func checkTime(_ event: RecordedEvent) throws(LogError) {
        guard event.recordedAt >= recordedAt else {
            throw .corrupt(
                Corruption(
                    "recordedAt", at: event.position, expected: "at least \(recordedAt)", found: "\(event.recordedAt)"))
        }
        guard event.occurredAt.micros(since: event.recordedAt) <= LogLimits.futureMicros else {
            throw .corrupt(
                Corruption(
                    "occurredAt", at: event.position, expected: "at most five minutes after \(event.recordedAt)",
                    found: "\(event.occurredAt)"))
        }
        recordedAt = event.recordedAt
    }

    private mutating func checkStream(_ event: RecordedEvent, _ previous: Position) throws(LogError) {
        var state =
            streams[event.stream] ?? StreamState(number: UInt64(streams.count) + 1, version: 0, last: .zero)
        try expect("the position of the event before it in \(event.stream)", event, state.last, previous)
        state.version += 1
        try expect("the version in \(event.stream)", event, state.version, event.version)
        state.last = event.position
        streams[event.stream] = state
    }

    private mutating func checkDrawn(_ event: RecordedEvent) throws(LogError) {
        guard let drawn = event.drawn else { return }
        try expect("the number of \(drawn.sequence)", event, (sequences[drawn.sequence] ?? 0) + 1, drawn.number)
        try expect("the key of the drawn stream", event, drawn.text, event.stream.key)
        sequences[drawn.sequence] = drawn.number
    }

    private mutating func checkClaims(_ event: RecordedEvent) throws(LogError) {
        for claim in event.claims {
            let key = ClaimedKey(namespace: claim.namespace, key: claim.key)
            let holder = claims[key]
            switch claim.action {
            case .claim:
                guard holder == nil else {
                    throw .corrupt(
                        Corruption(
                            "the claim of \(claim.namespace) '\(claim.key)'", at: event.position,
                            expected: "a free key",
                            found: "held by position \(holder.map(\.description) ?? "")"))
                }
                claims[key] = event.position
            case .release:
                guard holder != nil else {
                    throw .corrupt(
                        Corruption(
                            "the release of \(claim.namespace) '\(claim.key)'", at: event.position,
                            expected: "a claimed key", found: "a free one"))
                }
                claims[key] = nil
            }
        }
    }

    private func expect<Value: Equatable>(
        _ what: String, _ event: RecordedEvent, _ expected: Value, _ found: Value
    ) throws(LogError) {
        guard expected == found else {
            throw .corrupt(
                Corruption(what, at: event.position, expected: "\(expected)", found: "\(found)"))
        }
    }
}
