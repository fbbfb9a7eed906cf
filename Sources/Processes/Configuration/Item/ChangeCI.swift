public import EventModel

/// Records that attributes changed in the world. An empty value takes the attribute away.
public struct SetCIAttributes: CICommand {
    public let values: [AttributeValue]
    public let source: String
    public let change: ReferenceCode?
    public let lastSeenOld: Instant?
    public let heldUntil: Instant?

    /// Until `heldUntil`, where that is given, no other source may write over the values, and from then on any.
    public init(
        _ values: [AttributeValue], source: String = "manual", change: ReferenceCode? = nil,
        lastSeenOld: Instant? = nil, heldUntil: Instant? = nil
    ) {
        (self.values, self.source, self.change) = (values, source, change)
        (self.lastSeenOld, self.heldUntil) = (lastSeenOld, heldUntil)
    }

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] { [CISchema.stream] }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        try item.mustBeThere()
        guard CISchema.isName(source) else { throw .invalid(what: "the source", problem: "\"\(source)\" is no name") }
        if let heldUntil, heldUntil <= context.occurredAt {
            throw .endsBeforeItBegins(from: context.occurredAt, to: heldUntil)
        }
        let changes = try item.changes(to: values, keeping: heldUntil == nil, context.facts.ciSchema)
        return [
            .attributesChanged(
                CIAttributesChanged(
                    changes: changes, source: source, change: change, lastSeenOld: lastSeenOld, heldUntil: heldUntil))
        ]
    }
}

/// Corrects a record that was wrong. Nothing changed in the world: such a correction needs no change to cover it.
public struct CorrectCI: CICommand {
    public let values: [AttributeValue]
    public let reason: String?
    public let evidence: String?

    public init(_ values: [AttributeValue], reason: String? = nil, evidence: String? = nil) {
        (self.values, self.reason, self.evidence) = (values, reason, evidence)
    }

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] { [CISchema.stream] }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        let changes = try item.changes(to: values, context.facts.ciSchema)
        let reason = try context.required(reason, "the reason")
        return [.corrected(CIRecordCorrected(changes: changes, reason: reason, evidence: evidence?.nonEmpty))]
    }
}

extension ConfigurationItem {
    /// What really differs; a rejection where nothing does, or the schema does not allow it. Not `keeping`, also what is so
    /// already, as somebody wants to hold on to it.
    fileprivate func changes(
        to values: [AttributeValue], keeping: Bool = true, _ schema: CISchema
    ) throws(CIRejection) -> [AttributeChange] {
        guard !values.isEmpty else { throw .missing("an attribute") }
        let known = try schema.mustHave(class: ciClass)
        let removed = values.filter(\.value.isEmpty)
        for each in removed {
            guard let definition = known.attribute(each.name) else {
                throw .unknownAttribute(each.name, class: ciClass, known: known.attributes.map(\.name))
            }
            if definition.isRequired { throw .missingAttribute(each.name, class: ciClass) }
        }
        let set = try known.canonical(values.filter { !$0.value.isEmpty })
        let changes =
            set.map { AttributeChange($0.name, from: value($0.name), to: $0.value) }
            + removed.map { AttributeChange($0.name, from: value($0.name), to: nil) }
        let real = changes.filter { $0.from != $0.to || !keeping }
        guard !real.isEmpty else { throw .unchanged(id.rawValue) }
        return real
    }
}

/// Moves an item on in its life (status accounting).
public struct ChangeCIStatus: CICommand {
    public let status: CIStatus
    public init(to status: CIStatus) { self.status = status }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        guard status != .retired else { throw .retiredByRetiring }
        try item.mustBeThere()
        guard status != item.status else { throw .statusUnchanged(status) }
        return [.statusChanged(CIStatusChanged(status: status, previous: item.status))]
    }
}

/// Moves an item into another class.
public struct ReclassifyCI: CICommand {
    public let ciClass: String
    /// Its relationships that hold, with the class at the other end.
    public let relationships: [(id: RelationshipID, otherClass: String)]
    public let reason: String?

    public init(
        to ciClass: String, relationships: [(id: RelationshipID, otherClass: String)] = [], reason: String? = nil
    ) {
        (self.ciClass, self.relationships, self.reason) = (ciClass, relationships, reason)
    }

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] { [CISchema.stream] }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        try item.mustBeThere()
        let schema = context.facts.ciSchema
        _ = try schema.mustHave(class: ciClass)
        guard ciClass != item.ciClass else { throw .classUnchanged(ciClass) }
        let illegal = relationships.filter { relationship in
            guard let parts = relationship.id.parts, let type = schema.relationshipType(parts.type) else { return true }
            return parts.from == item.id
                ? !type.allows(from: ciClass, to: relationship.otherClass)
                : !type.allows(from: relationship.otherClass, to: ciClass)
        }
        return [
            .reclassified(
                CIReclassified(
                    ciClass: ciClass, previous: item.ciClass, nonconforming: illegal.map(\.id),
                    reason: try context.required(reason, "the reason")))
        ]
    }
}
