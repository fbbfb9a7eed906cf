internal import EventModel

/// What a verification found to be right.
public struct LogVerification: Sendable, Hashable {
    public let events: UInt64
    public let streams: UInt64
    public let commits: UInt64
    /// The Merkle root, worked out from every record.
    public let root: MerkleHash
}

/// The whole log as its slices tell it, joined in order. Says the first difference.
struct LogAudit: Sendable {
    private(set) var frontier = MerkleFrontier()
    private(set) var recordedAt = Instant.earliest
    private(set) var streams: [StreamID: StreamState] = [:]
    private(set) var sequences: [String: UInt64] = [:]
    private(set) var claims: [ClaimedKey: Position] = [:]
    private(set) var commitCount: UInt64 = 0
    private(set) var commands: RowSum
    private var closing: SliceAudit.CommitPlace?

    init(seed: UInt64) { commands = RowSum(seed: seed) }

    var position: Position { Position(frontier.size) }
    var isBetweenCommits: Bool { closing?.isLast ?? true }

    /// Takes the slice that begins after everything before it. Returns the Merkle nodes that joining completes.
    mutating func join(_ slice: SliceAudit) throws(LogError) -> [MerkleNode] {
        guard let opening = slice.opening else { return [] }
        try expect("the position of the slice", slice.first, position.next, slice.first)
        guard closing?.isFollowed(by: opening) ?? opening.isFirst else {
            throw .corrupt(.commit(at: slice.first, after: closing, opening))
        }
        guard slice.firstRecordedAt >= recordedAt else {
            throw .corrupt(.time(at: slice.first, slice.firstRecordedAt, after: recordedAt))
        }
        (closing, recordedAt) = (slice.closing, slice.recordedAt)
        commitCount += slice.commitCount
        commands.add(slice.commands)
        // Each of these finds its own first difference; the one that stands first in the log is named.
        let differences = [
            firstDifference { () throws(LogError) in
                for (stream, run) in slice.streams { try join(stream, run) }
            },
            firstDifference { () throws(LogError) in try join(slice.sequences) },
            firstDifference { () throws(LogError) in
                for (claim, position) in slice.claims { try take(claim, at: position) }
            },
        ]
        if let first = differences.compactMap({ $0 }).min(by: { $0.position < $1.position }) { throw first }
        return frontier.append(slice.frontier)
    }

    private mutating func join(_ stream: StreamID, _ run: SliceAudit.StreamRun) throws(LogError) {
        var state = streams[stream] ?? StreamState(number: UInt64(streams.count) + 1, version: 0, last: .zero)
        try expect("the version in \(stream)", run.first, state.version + 1, run.firstVersion)
        try expect("the position of the event before it in \(stream)", run.first, state.last, run.previous)
        (state.version, state.last) = (run.version, run.last)
        streams[stream] = state
    }

    private mutating func join(_ runs: [String: SliceAudit.NumberRun]) throws(LogError) {
        for (sequence, run) in runs.sorted(by: { $0.value.position < $1.value.position }) {
            try expect("the number of \(sequence)", run.position, (sequences[sequence] ?? 0) + 1, run.first)
            sequences[sequence] = run.last
        }
    }

    private mutating func take(_ claim: KeyClaim, at position: Position) throws(LogError) {
        let key = ClaimedKey(namespace: claim.namespace, key: claim.key)
        let holder = claims[key]
        switch claim.action {
        case .claim:
            guard holder == nil else {
                throw .corrupt(
                    Corruption(
                        "the claim of \(claim.namespace) '\(claim.key)'", at: position, expected: "a free key",
                        found: "held by position \(holder.map(\.description) ?? "")"))
            }
            claims[key] = position
        case .release:
            guard holder != nil else {
                throw .corrupt(
                    Corruption(
                        "the release of \(claim.namespace) '\(claim.key)'", at: position, expected: "a claimed key",
                        found: "a free one"))
            }
            claims[key] = nil
        }
    }
}

private func firstDifference(_ body: () throws(LogError) -> Void) -> LogError? {
    do throws(LogError) {
        try body()
        return nil
    } catch {
        return error
    }
}

extension LogError {
    /// Where it shows; the log's very end where it is not about a record.
    var position: Position {
        if case .corrupt(let corruption) = self, let position = corruption.position { return position }
        return Position(.max)
    }
}
