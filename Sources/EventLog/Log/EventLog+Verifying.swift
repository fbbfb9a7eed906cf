public import EventModel
internal import LMDB

extension EventLog {
    /// Recomputes everything from the records: checksums, dense positions, versions, commits, order of time, drawn numbers,
    /// claims, every index, and the Merkle tree. Throws the first difference.
    ///
    /// Follows the log to its end, also while others append; `progress` is told how far it got and how far it has to go.
    /// Blocks: call it on a thread of your own.
    public func verify(
        progress: (_ verified: Position, _ total: Position) -> Void = { _, _ in }
    ) throws(LogError) -> LogVerification {
        // First of all: LMDB reads anywhere where a page leads it astray.
        let environment = try environment.get()
        try storing { () throws(LMDBError) in try environment.checkStructure() }
        var auditor = LogAuditor()
        while true {
            // The last stretch and the comparison with the indexes share one transaction, so that they speak of one state.
            let transaction = try beginRead()
            let head = try transaction.logHead(tables)
            progress(auditor.position, head.position)
            try follow(&auditor, through: head.position, transaction)
            guard auditor.position == head.position else { continue }
            try compare(auditor, with: head, transaction)
            break
        }
        try compareStreams(auditor)
        try checkSegments()
        return LogVerification(
            events: auditor.position.rawValue, streams: UInt64(auditor.streams.count), commits: auditor.commitCount,
            root: auditor.frontier.root)
    }

    /// Follows the log for as long as one transaction may live.
    private func follow(
        _ auditor: inout LogAuditor, through: Position, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        var cursor = try transaction.records(from: auditor.position.next, tables)
        var budget = SliceBudget()
        while cursor.next <= through.rawValue {
            guard try cursor.advance() else { throw .corrupt(.missing("the record", at: Position(cursor.next))) }
            let event = try cursor.event()
            try compareIndexes(event, transaction)
            for node in try auditor.follow(event, previous: cursor.previous(), leaf: .leaf(cursor.record())) {
                try expect(
                    "the Merkle node of level \(node.level), index \(node.index)", at: event.position, node.hash,
                    transaction.node(level: node.level, index: node.index, tables))
            }
            if budget.isSpentAfterOneMore() { return }
        }
    }

    /// The row that a commit has made.
    private func compareIndexes(
        _ event: RecordedEvent, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        guard event.commitIndex == 0 else { return }
        try expect(
            "the row of the command in 'commands'", at: event.position, true,
            transaction.indexLeads(from: event.commandID, to: event.position, tables))
    }

    /// What stands in the indexes besides: each table must have as many rows as were found to be right, and no more.
    private func compare(
        _ auditor: LogAuditor, with head: LogHead, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        guard auditor.isBetweenCommits else {
            throw .corrupt(.missing("the rest of the last commit", at: head.position))
        }
        try expect("recordedAt of the head", at: head.position, auditor.recordedAt, head.recordedAt)
        try expect("the Merkle root", at: head.position, auditor.frontier.root, head.root)
        try expect("the Merkle frontier", at: head.position, auditor.frontier.roots, head.frontier.roots)
        let packedEnd = try transaction.packedEnd(tables)
        try expect("the packed records", at: head.position, true, packedEnd <= head.position.rawValue)
        try expectCount("records", auditor.position.rawValue - packedEnd, tables.records, transaction)
        try expectCount("streams", UInt64(auditor.streams.count), tables.streams, transaction)
        try expectCount("heads", UInt64(auditor.streams.count), tables.heads, transaction)
        try expectCount("commands", auditor.commitCount, tables.commands, transaction)
        try expectCount("sequences", UInt64(auditor.sequences.count), tables.sequences, transaction)
        try expectCount("claims", UInt64(auditor.claims.count), tables.claims, transaction)
        for (sequence, number) in auditor.sequences.sorted(by: { $0.key < $1.key }) {
            try expect(
                "the last number of \(sequence)", at: nil, number, transaction.lastNumber(of: sequence, tables))
        }
        for (key, holder) in auditor.claims.sorted(by: { $0.key < $1.key }) {
            try expect(
                "the holder of \(key.namespace) '\(key.key)'", at: holder, holder,
                transaction.holder(of: key, tables) ?? .zero)
        }
    }

    /// Each stream's number, and its newest event as of the auditor's position.
    private func compareStreams(_ auditor: LogAuditor) throws(LogError) {
        var rest = auditor.streams.sorted { $0.value.number < $1.value.number }[...]
        while !rest.isEmpty {
            let transaction = try beginRead()
            var budget = SliceBudget()
            while let (stream, state) = rest.first, !budget.isSpentAfterOneMore() {
                try compare(stream, state, at: auditor.position, transaction)
                rest.removeFirst()
            }
        }
    }

    private func compare(
        _ stream: StreamID, _ expected: StreamState, at position: Position, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        guard let found = try transaction.state(of: stream, tables) else {
            throw .corrupt(.missing("the number of stream \(stream)", at: expected.last))
        }
        try expect("the number of stream \(stream)", at: expected.last, expected.number, found.number)
        // It may have grown since.
        var cursor = StreamCursor(stream, found)
        while cursor.position > position, try cursor.next(transaction, tables) != nil {}
        try expect("the newest event of stream \(stream)", at: expected.last, expected.last, cursor.position)
        try expect("the version of stream \(stream)", at: expected.last, expected.version, cursor.version)
    }

    /// The segments follow each other without gaps: none lies hidden between the ones that were read.
    private func checkSegments() throws(LogError) {
        var next: UInt64 = 1
        var isAtEnd = false
        while !isAtEnd {
            let transaction = try beginRead()
            var segments = try transaction.rows(tables.segments)
            var budget = SliceBudget()
            isAtEnd = try storing { () throws(LMDBError) in try !segments.seek(next) }
            while !isAtEnd, !budget.isSpentAfterOneMore() {
                try expect("the first position of the segment", at: Position(next), next, segments.integerKey)
                next = try segments.segment().last + 1
                isAtEnd = try storing { () throws(LMDBError) in try !segments.next() }
            }
        }
    }

    private func expectCount(
        _ table: String, _ expected: UInt64, _ handle: LMDB.Table, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        try expect("the number of rows in '\(table)'", at: nil, expected, transaction.entryCount(handle))
    }

    private func expect<Value: Equatable>(
        _ what: String, at position: Position?, _ expected: Value, _ found: Value
    ) throws(LogError) {
        guard expected == found else {
            throw .corrupt(Corruption(what, at: position, expected: "\(expected)", found: "\(found)"))
        }
    }
}
