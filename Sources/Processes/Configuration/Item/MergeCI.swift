public import EventModel

/// Makes this record one with another, which goes on. Recorded in both streams; it decides conflicts about which of them is
/// which.
public struct MergeCI: CICommand {
    public let survivor: CIID
    /// Relationships between the two that hold.
    public let between: [RelationshipID]
    public let reason: String?
    /// Redundancy groups that have too few members when the two are one.
    public let broken: [BrokenGroup]

    /// Of a survivor that was merged itself, the one that goes on is taken.
    public init(
        into survivor: CIID, between: [RelationshipID] = [], reason: String? = nil, broken: [BrokenGroup] = []
    ) {
        (self.survivor, self.between, self.reason, self.broken) = (survivor, between, reason, broken)
    }

    public func needs(_ item: ConfigurationItem?, _ facts: Facts) -> [StreamID] {
        let chain = facts.aliases(from: survivor)
        // Whom their conflicts name may have been merged since.
        let rivals = [item, chain.last.flatMap(facts.ci)].flatMap { $0?.rivals ?? [] }
        return [CISchema.stream] + chain.map(\.stream) + broken.map(\.owner.stream)
            + rivals.flatMap(facts.aliases).map(\.stream)
    }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        guard survivor != item.id else { throw .mergeIntoItself(item.id) }
        let chain = context.facts.aliases(from: survivor)
        let target = chain.last ?? survivor
        guard target != item.id else { throw .aliasCircle([item.id] + chain) }
        guard let other = context.facts.ci(target) else { throw .notRegistered(target) }
        if let retiredAt = other.retiredAt { throw .retired(target, at: retiredAt) }
        guard context.occurredAt >= other.registeredAt else {
            throw .beforeRegistration(occurredAt: context.occurredAt, registeredAt: other.registeredAt)
        }
        let allowed = context.facts.ciSchema.ciClass(other.ciClass)
        let taken = item.attributes.filter { allowed?.attribute($0.name) != nil && other.value($0.name) == nil }
        let event = CIEvent.merged(
            CIsMerged(
                survivor: target, absorbed: item.id, dropped: between,
                taken: taken.map { AttributeValue($0.name, $0.value) }, reason: (reason ?? context.reason)?.nonEmpty))
        let decision = Decision(event, alsoIn: [target.stream]).saying(broken)
        return [item, other].reduce(decision) { decision, one in
            one.conflictsSettled { [item.id, target].contains(context.facts.aliases(from: $0).last) }
                .map { conflict -> CIEvent in
                    .conflictResolved(
                        CIConflictResolved(
                            what: conflict.what, resolution: "\(item.id) was merged into \(target)", kind: conflict.kind
                        ))
                }
                .reduce(decision) { one.id == item.id ? $0.and($1) : $0.and(on: one.id.stream, $1) }
        }
    }
}

extension ConfigurationItem {
    /// Who claims to be who it is.
    fileprivate var rivals: [CIID] { conflicts.filter { $0.kind == .identity }.flatMap(\.others) }

    /// The conflicts about who is who in which everybody else is one of those who become one; none where a source contradicts
    /// a single item.
    fileprivate func conflictsSettled(_ isMerged: (CIID) -> Bool) -> [CIConflict] {
        conflicts.filter { $0.kind == .identity && !$0.others.isEmpty && $0.others.allSatisfy(isMerged) }
    }
}

/// Takes a merge back: both ids stand for themselves again. What was recorded since then stays with the survivor.
public struct UnmergeCI: Command {
    public typealias Process = CIProcess
    public let reason: String?

    /// The command is the absorbed item's.
    public init(reason: String? = nil) { self.reason = reason }

    public func needs(_ state: ConfigurationItem?, _: Facts) -> [StreamID] {
        [state?.mergedInto?.stream].compactMap { $0 }
    }

    public func decide(
        _ state: ConfigurationItem?, _ context: DecisionContext
    ) throws(CIRejection) -> Decision<CIEvent> {
        guard let item = state else { throw .notRegistered(CIID(context.stream.key)) }
        guard let survivor = item.mergedInto else { throw .notMerged(item.id) }
        // What it gives back is what it took over of this item, and has kept since.
        let kept = context.facts.ci(survivor)?.attributes.filter {
            $0.source == "merge" && item.value($0.name) == $0.value
        }
        let event = CIEvent.mergeReversed(
            CIMergeReversed(
                survivor: survivor, absorbed: item.id,
                returned: (kept ?? []).map { AttributeValue($0.name, $0.value) },
                reason: try context.required(reason, "the reason")))
        return Decision(event, alsoIn: [survivor.stream])
    }
}
