public import EventModel
public import Processes

/// Who had which part in a change, and where one person had two that must be apart (G2): evidence for whoever audits changes. What the
/// rules refuse never shows here; what was recorded before they held, or imported, does.
public struct ChangeDuties: Sendable, Hashable {
    public let change: ChangeNumber
    public let type: ChangeType
    public let state: ChangeState
    /// Whose wish it was, and who recorded it for them.
    public let requesters: [PersonID]
    /// Who approved, and for whom where that was handed to them.
    public let approvers: [PersonID]
    /// Who made it, or a part of it.
    public let implementers: [PersonID]
    public let reviewer: PersonID?
    public let exceptions: [Exception]

    /// Duties that one person had and should not have had, and duties that nobody had.
    public enum Exception: Sendable, Hashable {
        case approverIsRequester(PersonID)
        case approverIsImplementer(PersonID)
        case reviewerIsImplementer(PersonID)
        /// It was begun, and too few people approved it, before or afterwards.
        case madeWithoutApproval
        /// It was closed, and nobody looked at it although somebody had to.
        case closedWithoutReview

        public var text: String {
            switch self {
            case .approverIsRequester(let person): "\(person) asked for it and approved it"
            case .approverIsImplementer(let person): "\(person) approved it and made it"
            case .reviewerIsImplementer(let person): "\(person) made it and reviewed it"
            case .madeWithoutApproval: "made without approval"
            case .closedWithoutReview: "closed without the review that it needed"
            }
        }
    }

    public init(of change: Change) {
        (self.change, type, state) = (change.number, change.type, change.state)
        requesters = Set([change.requester, change.recordedBy].compactMap { $0 }).sorted()
        approvers = Set(change.approval.given.flatMap { [$0.approver] + [$0.delegatedBy].compactMap { $0 } }).sorted()
        // Whoever is merely to make it has no part in it yet.
        implementers = Set(change.work.implementers).sorted()
        reviewer = change.reviewedBy
        var found = approvers.filter(requesters.contains).map(Exception.approverIsRequester)
        found += approvers.filter(implementers.contains).map(Exception.approverIsImplementer)
        found += [reviewer].compactMap { $0 }.filter(implementers.contains).map(Exception.reviewerIsImplementer)
        // An emergency may be approved afterwards, as long as it is not closed.
        let isLate = change.type != .emergency || change.state.isFinal
        if change.work.startedAt != nil, change.approval.authorised == nil, isLate {
            found.append(.madeWithoutApproval)
        }
        if change.state == .closed, change.needsReview, change.review == nil { found.append(.closedWithoutReview) }
        exceptions = found
    }

    /// Keys are stable.
    public var json: JSONObject {
        [
            "number": change.value,
            "type": type.value,
            "state": state.value,
            "requesters": requesters.value,
            "approvers": approvers.value,
            "implementers": implementers.value,
            "reviewer": reviewer.value,
            "exceptions": .array(exceptions.map { .string($0.text) }),
        ]
    }
}

extension TableReader<ChangeTable> {
    /// The duties of all changes that were asked for in the period, in the order of their numbers.
    public func duties(in period: Period = .always) throws(TableError) -> [ChangeDuties] {
        var found: [ChangeDuties] = []
        try scanRows { _, change in
            if period.contains(change.requestedAt) { found.append(ChangeDuties(of: change)) }
            return .more
        }
        return found
    }
}
