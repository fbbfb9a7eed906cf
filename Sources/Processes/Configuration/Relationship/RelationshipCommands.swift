public import EventModel

/// Relates two items, which the command's stream names.
public struct AddRelationship: Command {
    public typealias Process = RelationshipProcess
    public let from: CIID
    public let type: String
    public let to: CIID
    /// From when on; the time of the report where nil.
    public let validFrom: Instant?
    public let validTo: Instant?
    public let attributes: [AttributeValue]
    public let source: String
    /// What leads by this type from `to` back to `from`, where anything does: for hierarchies, which know no circles.
    public let wayBack: [CIID]

    public init(
        from: CIID, type: String, to: CIID, validFrom: Instant? = nil, validTo: Instant? = nil,
        attributes: [AttributeValue] = [], source: String = "manual", wayBack: [CIID] = []
    ) {
        (self.from, self.type, self.to, self.validFrom, self.validTo) = (from, type, to, validFrom, validTo)
        (self.attributes, self.source, self.wayBack) = (attributes, source, wayBack)
    }

    public var id: RelationshipID { RelationshipID(from: from, type: type, to: to) }

    public func needs(_: Relationship?, _ facts: Facts) -> [StreamID] {
        [CISchema.stream, from.stream, to.stream]
    }

    public func decide(
        _ state: Relationship?, _ context: DecisionContext
    ) throws(CIRejection) -> Decision<RelationshipEvent> {
        let schema = context.facts.ciSchema
        guard let known = schema.relationshipType(type) else {
            throw .unknownRelationshipType(type, known: schema.relationshipTypes.map(\.name))
        }
        guard from != to else { throw .selfLoop(from) }
        let validity = ValidInterval(from: validFrom ?? context.occurredAt, to: validTo)
        if let end = validity.to, end <= validity.from { throw .endsBeforeItBegins(from: validity.from, to: end) }
        let (first, second) = (try end(from, validity, context), try end(to, validity, context))
        guard known.allows(from: first.ciClass, to: second.ciClass) else {
            throw .illegalEndPoints(type: type, from: first.ciClass, to: second.ciClass)
        }
        if known.isHierarchy, !wayBack.isEmpty { throw .circle(type: type, through: [from] + wayBack) }
        if let other = state?.intervals().first(where: { $0.overlaps(validity) }) {
            throw .alreadyRelated(id, from: other.from, to: other.to)
        }
        return [
            .added(
                RelationshipAdded(
                    from: from, relationshipType: type, to: to, validFrom: validity.from, validTo: validity.to,
                    attributes: attributes, source: source))
        ]
    }

    /// An end point that is there when the relationship begins.
    private func end(
        _ id: CIID, _ validity: ValidInterval, _ context: DecisionContext
    ) throws(CIRejection) -> ConfigurationItem {
        guard let item = context.facts.ci(id) else { throw .notRegistered(id) }
        if let survivor = item.mergedInto { throw .merged(id, into: survivor) }
        if let retiredAt = item.retiredAt, validity.to.map({ $0 > retiredAt }) ?? true {
            throw .retired(id, at: retiredAt)
        }
        return item
    }
}

/// Says that a relationship has ceased to be, or will.
public struct EndRelationship: Command {
    public typealias Process = RelationshipProcess
    public let validTo: Instant?
    public let reason: String?

    /// At the time of the report where `validTo` is nil.
    public init(at validTo: Instant? = nil, reason: String? = nil) { (self.validTo, self.reason) = (validTo, reason) }

    public func decide(
        _ state: Relationship?, _ context: DecisionContext
    ) throws(CIRejection) -> Decision<RelationshipEvent> {
        let at = validTo ?? context.occurredAt
        guard let state else { throw .notRelated(RelationshipID(context.stream.key), at: at) }
        let intervals = state.intervals()
        if let held = intervals.last(where: { $0.contains(at) || $0.to == nil }), at <= held.from {
            throw .endsBeforeItBegins(from: held.from, to: at)
        }
        guard intervals.contains(where: { $0.from < at && $0.contains(at) }) else {
            throw .notRelated(state.id, at: at)
        }
        return [.ended(RelationshipEnded(validTo: at, reason: (reason ?? context.reason)?.nonEmpty))]
    }
}

/// Says that a relationship never was, from its beginning on.
public struct RetractRelationship: Command {
    public typealias Process = RelationshipProcess
    /// An instant of the interval that never was; the time of the report where nil.
    public let at: Instant?
    public let reason: String?

    public init(at: Instant? = nil, reason: String? = nil) { (self.at, self.reason) = (at, reason) }

    public func decide(
        _ state: Relationship?, _ context: DecisionContext
    ) throws(CIRejection) -> Decision<RelationshipEvent> {
        let at = at ?? context.occurredAt
        guard let held = state?.intervals().first(where: { $0.contains(at) }) else {
            throw .notRelated(RelationshipID(context.stream.key), at: at)
        }
        return [
            .retracted(
                RelationshipRetracted(validFrom: held.from, reason: try context.required(reason, "the reason")))
        ]
    }
}
