internal import EventModel
internal import LMDB

// Each index must hold what the records say, and nothing besides.
extension LogVerifier {
    /// The head, and the indexes that are small or must be counted in the very transaction that saw the end of the log.
    func compare(
        _ audit: LogAudit, with head: LogHead, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        guard audit.isBetweenCommits else {
            throw .corrupt(.missing("the rest of the last commit", at: head.position))
        }
        try expect("recordedAt of the head", head.position, audit.recordedAt, head.recordedAt)
        try expect("the Merkle root", head.position, audit.frontier.root, head.root)
        try expect("the Merkle frontier", head.position, audit.frontier.roots, head.frontier.roots)
        let packedEnd = try transaction.packedEnd(tables)
        try expect("the packed records", head.position, true, packedEnd <= head.position.rawValue)
        try expectCount("records", audit.position.rawValue - packedEnd, tables.records, transaction)
        try expectCount("streams", UInt64(audit.streams.count), tables.streams, transaction)
        try expectCount("heads", UInt64(audit.streams.count), tables.heads, transaction)
        if try transaction.entryCount(tables.commands) != audit.commitCount {
            try findDifferenceInCommands(audit)
            try expectCount("commands", audit.commitCount, tables.commands, transaction)
        }
        try expectCount("sequences", UInt64(audit.sequences.count), tables.sequences, transaction)
        try expectCount("claims", UInt64(audit.claims.count), tables.claims, transaction)
        for (sequence, number) in audit.sequences.sorted(by: { $0.key < $1.key }) {
            try expect("the last number of \(sequence)", nil, number, transaction.lastNumber(of: sequence, tables))
        }
        for (key, holder) in audit.claims.sorted(by: { $0.key < $1.key }) {
            try expect(
                "the holder of \(key.namespace) '\(key.key)'", holder, holder,
                transaction.holder(of: key, tables) ?? .zero)
        }
    }

    private func expectCount(
        _ table: String, _ expected: UInt64, _ handle: LMDB.Table, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        try expect("the number of rows in '\(table)'", nil, expected, transaction.entryCount(handle))
    }

    /// Each stream's number, and its newest event as of the audit's position.
    func compareStreams(_ audit: LogAudit) throws(LogError) {
        var rest = audit.streams.sorted { $0.value.number < $1.value.number }[...]
        while !rest.isEmpty {
            let transaction = try log.beginRead()
            var budget = SliceBudget()
            while let (stream, state) = rest.first, !budget.isSpentAfterOneMore() {
                try compare(stream, state, at: audit.position, transaction)
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
        try expect("the number of stream \(stream)", expected.last, expected.number, found.number)
        // It may have grown since.
        var cursor = StreamCursor(stream, found)
        while cursor.position > position, try cursor.next(transaction, tables) != nil {}
        try expect("the newest event of stream \(stream)", expected.last, expected.last, cursor.position)
        try expect("the version of stream \(stream)", expected.last, expected.version, cursor.version)
    }

    /// The segments follow each other without gaps: none lies hidden between the ones that were read.
    func checkSegments() throws(LogError) {
        var next: UInt64 = 1
        var isAtEnd = false
        while !isAtEnd {
            let transaction = try log.beginRead()
            var segments = try transaction.rows(tables.segments)
            var budget = SliceBudget()
            isAtEnd = try storing { () throws(LMDBError) in try !segments.seek(next) }
            while !isAtEnd, !budget.isSpentAfterOneMore() {
                try expect("the first position of the segment", Position(next), next, segments.integerKey)
                next = try segments.segment().last + 1
                isAtEnd = try storing { () throws(LMDBError) in try !segments.next() }
            }
        }
    }
}
