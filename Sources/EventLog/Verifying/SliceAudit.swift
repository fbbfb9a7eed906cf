internal import EventModel

/// What a run of consecutive records says, and what must stand in the indexes because of it. Says the first difference.
///
/// A slice is followed without knowing what came before it, so that slices can be followed side by side: what it must fit on to is
/// kept, and `LogAudit` joins the slices in order.
struct SliceAudit: Sendable {
    /// The position of its first event.
    let first: Position
    private(set) var count: UInt64 = 0
    /// The Merkle tree of the slice's own leaves.
    private(set) var frontier = MerkleFrontier()
    private(set) var firstRecordedAt = Instant.earliest
    private(set) var recordedAt = Instant.earliest
    /// Where the first event stands in its commit, and where the last one does.
    private(set) var opening: CommitPlace?
    private(set) var closing: CommitPlace?
    private(set) var commitCount: UInt64 = 0
    /// In the order of their first events here.
    private(set) var streams: [(stream: StreamID, run: StreamRun)] = []
    private var streamIndexes: [StreamID: Int] = [:]
    private(set) var sequences: [String: NumberRun] = [:]
    private(set) var claims: [(claim: KeyClaim, position: Position)] = []
    /// Over the rows that its commits have in 'commands'.
    private(set) var commands: RowSum

    /// Where an event stands in its commit.
    struct CommitPlace: Sendable, Hashable {
        let commandID: CommandID
        let index: UInt32
        let count: UInt32
        var isFirst: Bool { index == 0 }
        var isLast: Bool { index + 1 == count }

        init(_ event: RecordedEvent) {
            (commandID, index, count) = (event.commandID, event.commitIndex, event.commitCount)
        }

        /// Whether `next` may be the place of the event that follows.
        func isFollowed(by next: CommitPlace) -> Bool {
            if isLast { return next.isFirst }
            return next.commandID == commandID && next.count == count && next.index == index + 1
        }
    }

    /// The events of one stream in the slice: versions without gaps, each leading to the one before it.
    struct StreamRun: Sendable, Hashable {
        let firstVersion: UInt64
        /// Where the first of them says that the event before it stands.
        let previous: Position
        let first: Position
        var version: UInt64
        var last: Position
    }

    /// Numbers drawn from one sequence, without gaps.
    struct NumberRun: Sendable, Hashable {
        let first: UInt64
        let position: Position
        var last: UInt64
    }

    init(from first: Position, seed: UInt64) {
        self.first = first
        commands = RowSum(seed: seed)
    }

    /// The position of the event that must come next.
    var next: Position { Position(first.rawValue + count) }

    /// Takes the next event. Returns the Merkle nodes that it completes, their indexes those of the whole log: right where the slice
    /// begins on a boundary of theirs.
    mutating func follow(
        _ event: RecordedEvent, previous: Position, leaf: MerkleHash
    ) throws(LogError) -> [MerkleNode] {
        try checkCommit(event)
        try checkTime(event)
        try checkStream(event, previous)
        try checkDrawn(event)
        for claim in event.claims { claims.append((claim, event.position)) }
        count += 1
        let before = first.rawValue - 1
        return frontier.append(leaf).map { node in
            MerkleNode(level: node.level, index: node.index + before >> UInt64(node.level), hash: node.hash)
        }
    }

    private mutating func checkCommit(_ event: RecordedEvent) throws(LogError) {
        let place = CommitPlace(event)
        guard place.index < place.count else {
            throw .corrupt(
                Corruption(
                    "the place in the commit", at: event.position, expected: "less than \(place.count)",
                    found: "\(place.index)"))
        }
        guard closing?.isFollowed(by: place) ?? true else {
            throw .corrupt(.commit(at: event.position, after: closing, place))
        }
        opening = opening ?? place
        closing = place
        let commitFirst = event.position.rawValue - min(UInt64(place.index), event.position.rawValue)
        if place.isFirst {
            commitCount += 1
            commands.add(event.commandID.rowKey, event.position.rawValue)
        }
        for cause in [event.causation, event.correlation].compactMap({ $0 }) where cause.rawValue >= commitFirst {
            throw .corrupt(
                Corruption(
                    "the cause", at: event.position, expected: "a position before \(commitFirst)", found: "\(cause)"))
        }
    }

    private mutating func checkTime(_ event: RecordedEvent) throws(LogError) {
        guard event.recordedAt >= recordedAt else {
            throw .corrupt(.time(at: event.position, event.recordedAt, after: recordedAt))
        }
        guard event.occurredAt.micros(since: event.recordedAt) <= LogLimits.futureMicros else {
            throw .corrupt(
                Corruption(
                    "occurredAt", at: event.position, expected: "at most five minutes after \(event.recordedAt)",
                    found: "\(event.occurredAt)"))
        }
        if count == 0 { firstRecordedAt = event.recordedAt }
        recordedAt = event.recordedAt
    }

    private mutating func checkStream(_ event: RecordedEvent, _ previous: Position) throws(LogError) {
        guard let index = streamIndexes[event.stream] else {
            streamIndexes[event.stream] = streams.count
            let run = StreamRun(
                firstVersion: event.version, previous: previous, first: event.position, version: event.version,
                last: event.position)
            streams.append((event.stream, run))
            return
        }
        let run = streams[index].run
        try expect("the version in \(event.stream)", event.position, run.version + 1, event.version)
        try expect("the position of the event before it in \(event.stream)", event.position, run.last, previous)
        (streams[index].run.version, streams[index].run.last) = (event.version, event.position)
    }

    private mutating func checkDrawn(_ event: RecordedEvent) throws(LogError) {
        guard let drawn = event.drawn else { return }
        try expect("the key of the drawn stream", event.position, drawn.text, event.stream.key)
        guard var run = sequences[drawn.sequence] else {
            sequences[drawn.sequence] = NumberRun(first: drawn.number, position: event.position, last: drawn.number)
            return
        }
        try expect("the number of \(drawn.sequence)", event.position, run.last + 1, drawn.number)
        run.last = drawn.number
        sequences[drawn.sequence] = run
    }
}

/// Throws what is different, and where.
func expect<Value: Equatable>(
    _ what: @autoclosure () -> String, _ position: Position?, _ expected: Value, _ found: Value
) throws(LogError) {
    guard expected == found else {
        throw .corrupt(Corruption(what(), at: position, expected: "\(expected)", found: "\(found)"))
    }
}

extension Corruption {
    static func commit(
        at position: Position, after last: SliceAudit.CommitPlace?, _ found: SliceAudit.CommitPlace
    ) -> Corruption {
        let expected =
            switch last {
            case let last? where !last.isLast: "event \(last.index + 2) of \(last.count) of command \(last.commandID)"
            default: "the first event of a commit"
            }
        return Corruption(
            "the place in the commit", at: position, expected: expected,
            found: "event \(UInt64(found.index) + 1) of \(found.count) of command \(found.commandID)")
    }

    static func time(at position: Position, _ found: Instant, after last: Instant) -> Corruption {
        Corruption("recordedAt", at: position, expected: "at least \(last)", found: "\(found)")
    }
}
