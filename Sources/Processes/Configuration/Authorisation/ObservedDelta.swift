public import EventModel

/// What somebody saw change on an item: after one sighting, and at the latest by the next, so nobody knows when.
public struct ObservedDelta: Sendable, Hashable {
    /// The item, under all its ids.
    public let cis: [CIID]
    public let attribute: String
    /// Nil where the attribute is gone.
    public let value: String?
    /// The old value was last seen then; `through` itself where the moment is known.
    public let after: Instant
    public let through: Instant

    public init(cis: [CIID], attribute: String, value: String?, after: Instant, through: Instant) {
        (self.cis, self.attribute, self.value) = (cis, attribute, value)
        (self.after, self.through) = (min(after, through), through)
    }
}

/// Whether a change covers what was seen. Design, cmdb.md section 4.
public enum DeltaVerdict: Sendable, Hashable {
    /// The change was being implemented all the time in which it can have happened.
    case authorised(ChangeNumber)
    /// It may have happened outside of the change's work, but no other change was at work: a presumption.
    case attributed(ChangeNumber)
    /// Several changes were at work.
    case indeterminate([ChangeNumber])
    /// No change was, or the only ones meant another value. The change is one at work that nobody has approved yet.
    case unauthorised(awaiting: ChangeNumber?)
}

extension ObservedDelta {
    /// What the changes, in any order, make of it.
    public func verdict(_ changes: [Change]) -> DeltaVerdict {
        let atWork = changes.filter { covers($0) && overlaps($0) }.sorted { $0.number < $1.number }
        let approved = atWork.filter { $0.approval.authorised != nil }
        if let change = approved.first(where: contains) { return .authorised(change.number) }
        switch approved.filter(allows).count {
        case 0: return .unauthorised(awaiting: atWork.first { $0.approval.authorised == nil }?.number)
        case 1 where approved.count == 1: return .attributed(approved[0].number)
        default: return .indeterminate(approved.map(\.number))
        }
    }

    private func covers(_ change: Change) -> Bool { cis.contains { change.scope.covers($0, attribute) } }

    /// Whether it happened while the change was at work, whenever it was.
    private func contains(_ change: Change) -> Bool {
        guard let work = change.timeAtWork else { return false }
        return work.from <= after && through <= work.to
    }

    /// Whether it can have happened while the change was at work.
    private func overlaps(_ change: Change) -> Bool {
        guard let work = change.timeAtWork else { return false }
        return work.from <= through && (after < work.to || after == through && through <= work.to)
    }

    /// Whether the plan does not say that the value should be another.
    private func allows(_ change: Change) -> Bool {
        guard let planned = change.plan.values.first(where: { $0.name == attribute }) else { return true }
        return planned.value == value ?? ""
    }
}

extension Change {
    /// From its start to its end, or without one; nil before it started.
    fileprivate var timeAtWork: (from: Instant, to: Instant)? {
        work.startedAt.map { ($0, work.actual?.to ?? .latest) }
    }
}
