public import EventModel
public import Processes

/// Changes that wait for the approval of somebody, the soonest due first.
public struct ApprovalsInbox: Sendable, Hashable {
    public let changes: [Change]

    /// Of everybody where no person is given.
    public init(
        of person: PersonID?, at now: Instant, in table: some TableReader<ChangeTable>
    ) throws(TableError) {
        var changes: [Change] = []
        // What is due later than now is not over.
        let due = KeyRange(from: IndexKey(now.advanced(byMicros: 1)), to: nil)
        try table.scan(.awaiting, due, .ascending) { _, stream throws(TableError) in
            if let change = try table.row(stream), person.map({ change.awaitsApproval(of: $0, at: now) }) ?? true {
                changes.append(change)
            }
            return .more
        }
        self.changes = changes
    }
}
