public import EventModel

/// Resolves an incident's open children with it, and by the same rule theirs; never those that wait for their customer.
public struct ParentResolvesChildren: ReactivePolicy {
    public typealias Process = IncidentProcess

    public let name = "parent-resolves-children"
    public let number = "P11"
    public let version: UInt64 = 1
    public let summary = "When an incident is resolved, its open children are resolved with it."
    public let isOnByDefault = true
    public let triggers = [IncidentResolved.type.name]

    public init() {}

    /// Children that are resolved in one commit: a commit has an end, and a large family does not.
    static let largestCommit = 256

    public func needs(_ cause: PolicyCause<IncidentProcess>) -> [StreamID] {
        cause.state?.relations.children.map(\.stream) ?? []
    }

    public func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] {
        guard case .resolved(let resolution) = cause.event, let parent = cause.state, !parent.state.isOpen else {
            return []
        }
        let occurredAt = cause.record.occurredAt
        let children = parent.relations.children.compactMap(cause.facts.incident)
            .filter { $0.isResolvedWithParent(at: occurredAt) }.map(\.number)
        return stride(from: 0, to: children.count, by: Self.largestCommit).enumerated().map { part, first in
            let some = Array(children[first..<min(first + Self.largestCommit, children.count)])
            return Reaction(
                ResolveChildIncidents(some, as: resolution), on: parent.number.stream, part: UInt64(part),
                occurredAt: occurredAt)
        }
    }
}
