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

extension ConfigurationItem {
    /// What a source may change: a value of a more trusted source stands until that source has been silent for too long.
    /// Design, cmdb.md section 5.
    public func changes(
        to values: [AttributeValue], from source: String, at: Instant, _ schema: CISchema
    ) -> [AttributeChange] {
        values.compactMap { new in
            guard let old = attributes.first(where: { $0.name == new.name }) else {
                return AttributeChange(new.name, from: nil, to: new.value)
            }
            guard old.value != new.value, schema.mayWrite(source, over: old, at: at) else { return nil }
            return AttributeChange(new.name, from: old.value, to: new.value)
        }
    }
}

extension CISchema {
    /// Whether what `source` says at an instant replaces `old`.
    public func mayWrite(_ source: String, over old: CIAttribute, at: Instant) -> Bool {
        if old.source == source || rank(of: source) <= rank(of: old.source) { return true }
        return staleAfterMicros(old.source).map { at.micros(since: old.at) > $0 } ?? false
    }
}
