internal import EventModel
internal import LMDB

// 'commands' has a row for each commit, in another order than the log. Looking each up costs more than reading its record; so both
// are summed up in the order that each stands in, and only where the sums differ is the difference looked for.
extension LogVerifier {
    func compareCommands(_ audit: LogAudit) throws(LogError) {
        let found = try sumOfCommands(through: audit.position)
        guard found != audit.commands else { return }
        try findDifferenceInCommands(audit)
        try expect("the number of rows in 'commands'", nil, audit.commands.count, found.count)
        throw .corrupt(Corruption("the rows of 'commands'", expected: "one for each commit", found: "others"))
    }

    /// Throws the first commit without its row, or else the first row without its commit.
    func findDifferenceInCommands(_ audit: LogAudit) throws(LogError) {
        try findCommitWithoutRow(through: audit.position)
        try findRowWithoutCommit(through: audit.position)
    }

    private func sumOfCommands(through end: Position) throws(LogError) -> RowSum {
        var sum = RowSum(seed: seed)
        try forEachCommandRow(through: end) { key, position in sum.add(key, position) }
        return sum
    }

    /// Commits that were recorded meanwhile are passed over.
    private func forEachCommandRow(
        through end: Position, _ body: (_ key: UInt64, _ position: UInt64) throws(LogError) -> Void
    ) throws(LogError) {
        var last: (key: UInt64, position: UInt64)?
        var isAtEnd = false
        while !isAtEnd {
            let transaction = try log.beginRead()
            var rows = try transaction.rows(tables.commands)
            var budget = SliceBudget()
            isAtEnd = try storing { () throws(LMDBError) in try !rows.goOn(after: last) }
            while !isAtEnd, !budget.isSpentAfterOneMore() {
                let row = (key: rows.integerKey, position: rows.integerValue)
                if row.position <= end.rawValue { try body(row.key, row.position) }
                last = row
                isAtEnd = try storing { () throws(LMDBError) in try !rows.next() }
            }
        }
    }

    private func findCommitWithoutRow(through end: Position) throws(LogError) {
        var next = Position.first
        while next <= end {
            let transaction = try log.beginRead()
            var cursor = try transaction.records(from: next, tables)
            var budget = SliceBudget()
            while cursor.next <= end.rawValue, !budget.isSpentAfterOneMore(), try cursor.advance() {
                let event = try cursor.event()
                guard event.commitIndex == 0 else { continue }
                try expect(
                    "the row of the command in 'commands'", event.position, true,
                    transaction.indexLeads(from: event.commandID, to: event.position, tables))
            }
            next = Position(cursor.next)
        }
    }

    private func findRowWithoutCommit(through end: Position) throws(LogError) {
        try forEachCommandRow(through: end) { key, position throws(LogError) in
            let event = try log.beginRead().event(at: Position(position), tables)
            try expect("the command that a row of 'commands' leads to", event.position, key, event.commandID.rowKey)
            try expect(
                "the place in the commit that a row of 'commands' leads to", event.position, 0, event.commitIndex)
        }
    }
}

extension Cursor {
    /// Moves to the row behind `last`, or to the first.
    fileprivate mutating func goOn(after last: (key: UInt64, position: UInt64)?) throws(LMDBError) -> Bool {
        guard let last else { return try first() }
        if try seek(last.key, value: last.position) { return integerValue > last.position ? true : try next() }
        guard last.key < .max else { return false }
        return try seek(last.key + 1)
    }
}
