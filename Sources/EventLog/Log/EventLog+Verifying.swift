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
        try comparePositions(auditor)
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
            try compareIndexes(event, auditor, transaction)
            for node in try auditor.follow(event, leaf: .leaf(cursor.record())) {
                try expect(
                    "the Merkle node of level \(node.level), index \(node.index)", at: event.position, node.hash,
                    transaction.node(level: node.level, index: node.index, tables))
            }
            if budget.isSpentAfterOneMore() { return }
        }
    }

    /// The rows that an event has made: that of its command, and that of its stream where it is the first.
    private func compareIndexes(
        _ event: RecordedEvent, _ auditor: LogAuditor, _ transaction: borrowing ReadTransaction
    ) throws(LogError) {
        if event.commitIndex == 0 {
            let row = try transaction.commandRow(event.commandID, tables)
            try expect("the command's first position", at: event.position, event.position, row?.first ?? .zero)
            try expect("the command's events", at: event.position, UInt64(event.commitCount), row?.count ?? 0)
        }
        if event.version == 1 {
            try expect(
                "the number of stream \(event.stream)", at: event.position, UInt64(auditor.streams.count) + 1,
                transaction.number(of: event.stream, tables) ?? 0)
        }
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
        try expectCount("records", auditor.position.rawValue, tables.records, transaction)
        try expectCount("streams", UInt64(auditor.streams.count), tables.streams, transaction)
        try expectCount("positions", auditor.position.rawValue, tables.positions, transaction)
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

    /// Each stream's packed positions are those of its events: all of them, as the number of rows agrees.
    private func comparePositions(_ auditor: LogAuditor) throws(LogError) {
        var number: UInt64 = 1
        while number <= auditor.streams.count {
            let transaction = try beginRead()
            var budget = SliceBudget()
            while number <= auditor.streams.count, !budget.isSpentAfterOneMore() {
                var cursor = try StreamCursor(transaction.rows(tables.positions), number: number, fromVersion: 1)
                while let (position, _) = try cursor.next(), position <= auditor.position {
                    let index = Int(clamping: position.rawValue) - 1
                    try expect(
                        "the stream of the record", at: position,
                        index < 0 ? 0 : UInt64(auditor.streamNumbers[index]), number)
                }
                number += 1
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
