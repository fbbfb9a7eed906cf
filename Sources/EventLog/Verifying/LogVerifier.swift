internal import EventModel
internal import LMDB

/// Follows a whole log, slice by slice, then compares the indexes with what its records say.
struct LogVerifier: Sendable {
    let log: EventLog
    /// With blocks of its own: what was unpacked before this verification is read from the disk again.
    let tables: LogTables
    let seed = UInt64.random(in: .min ... .max)
    /// A slice has two to the power of this many events.
    let sliceLevel: UInt8

    init(log: EventLog, sliceLevel: UInt8 = 16) {
        self.log = log
        self.sliceLevel = sliceLevel
        var tables = log.tables
        tables.blocks = BlockCache()
        self.tables = tables
    }

    func run(
        threads: Int, _ progress: (_ verified: Position, _ total: Position) -> Void
    ) throws(LogError) -> LogVerification {
        // First of all: LMDB reads anywhere where a page leads it astray.
        let environment = try log.environment.get()
        try storing { () throws(LMDBError) in try environment.checkStructure() }
        var audit = LogAudit(seed: seed)
        let end = try log.head().position
        progress(.zero, end)
        try joinWholeSlices(&audit, through: end, threads: threads, progress)
        try joinTheRest(&audit, progress)
        try compareStreams(audit)
        try compareCommands(audit)
        try checkSegments()
        return LogVerification(
            events: audit.position.rawValue, streams: UInt64(audit.streams.count), commits: audit.commitCount,
            root: audit.frontier.root)
    }

    private var sliceCount: UInt64 { 1 << UInt64(sliceLevel) }

    private func joinWholeSlices(
        _ audit: inout LogAudit, through end: Position, threads: Int, _ progress: (Position, Position) -> Void
    ) throws(LogError) {
        let count = Int(end.rawValue >> UInt64(sliceLevel))
        guard count > 0 else { return }
        let workers = SliceWorkers(count: count, threads: threads) { follow(slice: UInt64($0)) }
        defer { workers.stop() }
        while let outcome = workers.next() {
            try join(outcome.slice, to: &audit)
            if let difference = outcome.difference { throw difference }
            progress(audit.position, end)
        }
    }

    /// What a worker found: the slice, whole or up to the first difference in it.
    private struct Outcome: Sendable {
        var slice: SliceAudit
        var difference: LogError?
    }

    private func follow(slice number: UInt64) -> Outcome {
        let first = Position(number * sliceCount + 1)
        var outcome = Outcome(slice: SliceAudit(from: first, seed: seed))
        do throws(LogError) {
            while outcome.slice.count < sliceCount {
                let transaction = try log.beginRead()
                try follow(&outcome.slice, through: Position(first.rawValue + sliceCount - 1), transaction)
            }
        } catch {
            outcome.difference = error
        }
        return outcome
    }

    /// The last stretch and the comparison with the indexes share one transaction, so that they speak of one state.
    private func joinTheRest(_ audit: inout LogAudit, _ progress: (Position, Position) -> Void) throws(LogError) {
        var slice = SliceAudit(from: audit.position.next, seed: seed)
        while true {
            let transaction = try log.beginRead()
            let head = try transaction.logHead(tables)
            let sliceEnd = Position(slice.first.rawValue + sliceCount - 1)
            do throws(LogError) {
                try follow(&slice, through: min(head.position, sliceEnd), transaction)
            } catch {
                // A difference where the slice begins stands before this one.
                try join(slice, to: &audit)
                throw error
            }
            if slice.next > min(head.position, sliceEnd) {
                try join(slice, to: &audit)
                progress(audit.position, head.position)
                if audit.position == head.position { return try compare(audit, with: head, transaction) }
                slice = SliceAudit(from: audit.position.next, seed: seed)
            }
        }
    }

    private func join(_ slice: SliceAudit, to audit: inout LogAudit) throws(LogError) {
        let nodes = try audit.join(slice)
        guard !nodes.isEmpty else { return }
        let transaction = try log.beginRead()
        for node in nodes { try compare(node, at: audit.position, transaction) }
    }

    /// Follows the log for as long as one transaction may live.
    private func follow(
        _ slice: inout SliceAudit, through: Position, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        var cursor = try transaction.records(from: slice.next, tables)
        var budget = SliceBudget()
        while cursor.next <= through.rawValue {
            guard try cursor.advance() else { throw .corrupt(.missing("the record", at: Position(cursor.next))) }
            let event = try cursor.event()
            for node in try slice.follow(event, previous: cursor.previous(), leaf: .leaf(cursor.record())) {
                try compare(node, at: event.position, transaction)
            }
            if budget.isSpentAfterOneMore() { return }
        }
    }

    private func compare(
        _ node: MerkleNode, at position: Position, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        try expect(
            "the Merkle node of level \(node.level), index \(node.index)", position, node.hash,
            transaction.node(level: node.level, index: node.index, tables))
    }
}
