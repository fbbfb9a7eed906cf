internal import EventModel
internal import LMDB

extension Transaction where Self: ~Copyable {
    /// Makes sure that a row which was not found is not there.
    ///
    /// A key that has changed on the disk makes its row impossible to find, and then no checksum of it is ever read. But the
    /// search ends beside it: so the rows on both sides of the gap must be right, and in order.
    func proveAbsence(of key: borrowing RawSpan, in table: LMDB.Table, _ name: String) throws(LogError) {
        var cursor = try rows(table)
        var (hasNext, hasPrevious) = (false, false)
        do throws(LMDBError) { hasNext = try cursor.seek(key) } catch { throw .storage(error) }
        if hasNext { try checkNeighbour(cursor.key, cursor.value, isAfter: true, key, name) }
        do throws(LMDBError) { hasPrevious = try hasNext ? cursor.previous() : cursor.last() } catch {
            throw .storage(error)
        }
        if hasPrevious { try checkNeighbour(cursor.key, cursor.value, isAfter: false, key, name) }
    }

    private func checkNeighbour(
        _ neighbour: RawSpan, _ row: RawSpan, isAfter: Bool, _ key: borrowing RawSpan, _ name: String
    ) throws(LogError) {
        _ = try CheckedRow.payload(of: row, key: neighbour, table: name)
        guard isAfter ? key.precedes(neighbour) : neighbour.precedes(key) else {
            throw .corrupt(Corruption("the order of keys in '\(name)'", expected: "ascending", found: "otherwise"))
        }
    }

    /// The same for 'commands', whose rows have no checksum: the record that a neighbour leads to must name its command.
    func checkNeighbour(_ row: CommandRow, _ tables: LogTables) throws(LogError) {
        let event = try event(at: row.first, tables)
        guard event.commandID.rowKey == row.key, event.commitIndex == 0 else {
            throw .corrupt(
                Corruption(
                    "the key in 'commands' of the record", at: event.position,
                    expected: event.commandID.rowKey.hexadecimal, found: row.key.hexadecimal))
        }
    }
}
