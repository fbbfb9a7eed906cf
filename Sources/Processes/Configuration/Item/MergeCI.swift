public import EventModel

/// Makes this record one with another, which goes on. Recorded in both streams.
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

    public func needs(_: ConfigurationItem?, _ facts: Facts) -> [StreamID] {
        [CISchema.stream] + facts.aliases(from: survivor).map(\.stream) + broken.map(\.owner.stream)
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
        return Decision(event, alsoIn: [target.stream]).saying(broken)
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
