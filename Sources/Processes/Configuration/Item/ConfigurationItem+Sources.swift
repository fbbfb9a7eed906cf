public import EventModel

extension CISchema {
    /// Attributes in the form that they are kept in; a rejection for what the schema does not know, or lacks.
    public func values(
        of attributes: [AttributeValue], in ciClass: String
    ) throws(CIRejection) -> [AttributeValue] {
        let known = try mustHave(class: ciClass)
        let values = try known.canonical(attributes)
        for each in known.attributes where each.isRequired && !values.contains(where: { $0.name == each.name }) {
            throw .missingAttribute(each.name, class: ciClass)
        }
        return values
    }
}

/// What a source's report of an item comes to.
public struct SourceVerdict: Sendable, Hashable {
    public var changes: [AttributeChange] = []
    /// What differs from what is on record, but may not be written: a more trusted source said that, a person holds on to it,
    /// or it is newer than the report.
    public var refused: [AttributeValue] = []
}

extension ConfigurationItem {
    /// Which values of a report replace what is on record. Design, cmdb.md section 5.
    public func verdict(
        on values: [AttributeValue], from source: String, at: Instant, _ schema: CISchema
    ) -> SourceVerdict {
        var verdict = SourceVerdict()
        let known = schema.ciClass(ciClass)
        for new in values {
            guard let old = attributes.first(where: { $0.name == new.name }) else {
                verdict.changes.append(AttributeChange(new.name, from: nil, to: new.value))
                continue
            }
            if known?.attribute(new.name)?.agrees(old.value, new.value) ?? (old.value == new.value) { continue }
            if mayWrite(source, over: old, at: at, schema) {
                verdict.changes.append(AttributeChange(new.name, from: old.value, to: new.value))
            } else {
                verdict.refused.append(new)
            }
        }
        return verdict
    }

    public func changes(
        to values: [AttributeValue], from source: String, at: Instant, _ schema: CISchema
    ) -> [AttributeChange] { verdict(on: values, from: source, at: at, schema).changes }

    /// Whether what `source` says of an instant replaces `old`: a value of a more trusted source stands until that source has
    /// not seen the item for too long, one that a person holds on to until that person's term.
    public func mayWrite(_ source: String, over old: CIAttribute, at: Instant, _ schema: CISchema) -> Bool {
        guard at >= old.at else { return false }
        if let heldUntil = old.heldUntil { return at >= heldUntil || source == old.source }
        let sources = schema.sources(of: old.name, in: ciClass)
        if old.source == source || sources.rank(of: source) <= sources.rank(of: old.source) { return true }
        let lastSeen = max(old.at, sighting(by: old.source)?.at ?? old.at)
        return sources.staleAfterMicros(old.source).map { at.micros(since: lastSeen) > $0 } ?? false
    }

    public func sighting(by source: String) -> CISighting? { sightings.first { $0.source == source } }
}
