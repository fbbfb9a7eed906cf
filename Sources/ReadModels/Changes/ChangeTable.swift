public import EventModel
public import Processes

/// Changes, a row each: the board, the calendar, the inbox of approvals and the key figures are made from it.
public enum ChangeTable: Table {
    public typealias Row = Change
    public typealias Event = ChangeEvent

    public static let name = "changes"
    public static let version: UInt64 = 4
    public static let categories = [ChangeProcess.category]

    public static func fold(_ row: inout Change?, _ event: ChangeEvent, _ record: RecordedEvent) {
        ChangeProcess.evolve(&row, event, record)
    }

    public static let indexes: [TableIndex<Change>] = [
        .state, .type, .ci, .service, .requester, .implementer, .template, .problem, .windowEnd, .awaiting, .reviewedAt,
        .endedAt,
    ]
    public static let sums: [TableSum<Change>] = [.byState, .byType]
}

extension TableIndex<Change> {
    public static let state = TableIndex("state") { row, keys in keys.add(Int64(row.state.rawValue)) }
    public static let type = TableIndex("type") { row, keys in keys.add(Int64(row.type.rawValue)) }
    public static let ci = TableIndex("ci") { row, keys in
        for ci in row.scope.cis { keys.add(ci.rawValue) }
    }
    public static let service = TableIndex("service") { row, keys in
        if let service = row.service { keys.add(service.rawValue) }
    }
    public static let requester = TableIndex("requester") { row, keys in
        if let requester = row.requester { keys.add(requester.rawValue) }
    }
    public static let implementer = TableIndex("implementer") { row, keys in
        for person in row.implementers { keys.add(person.rawValue) }
    }
    public static let template = TableIndex("template") { row, keys in
        if let template = row.template { keys.add(template.rawValue) }
    }
    public static let problem = TableIndex("problem") { row, keys in
        if let problem = row.problem { keys.add(problem.rawValue) }
    }
    /// Changes that have a window, by its end: those that are not over at an instant are its second part.
    public static let windowEnd = TableIndex("windowEnd") { row, keys in
        if let window = row.expectedWindow { keys.add(window.to) }
    }
    /// Changes that wait for an approval, by until when.
    public static let awaiting = TableIndex("awaiting") { row, keys in
        if row.approval.authorised == nil, row.approval.refusal == nil, !row.state.isFinal, let due = row.approvalDueAt
        {
            keys.add(due)
        }
    }
    public static let reviewedAt = TableIndex("reviewedAt") { row, keys in
        if let reviewedAt = row.reviewedAt { keys.add(reviewedAt) }
    }
    /// When the work ended, backed out or not.
    public static let endedAt = TableIndex("endedAt") { row, keys in
        if let actual = row.work.actual { keys.add(actual.to) }
    }
}

extension TableSum<Change> {
    public static let byState = TableSum("byState") { row, amounts in amounts.add(1, to: Int64(row.state.rawValue)) }
    public static let byType = TableSum("byType") { row, amounts in amounts.add(1, to: Int64(row.type.rawValue)) }
}

extension Change {
    /// When it is to be made, or was: none once nothing is going to come of it.
    public var expectedWindow: ChangeWindow? {
        switch state {
        case .new, .assess, .authorise, .scheduled, .implement, .review, .closed: work.window ?? plan.window
        case .rejected, .refused, .cancelled: nil
        }
    }
}
