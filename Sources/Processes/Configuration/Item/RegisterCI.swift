public import EventModel

/// Puts an item on record, under the stream's id or the next number.
public struct RegisterCI: Command {
    public typealias Process = CIProcess
    public let ciClass: String
    public let status: CIStatus
    public let attributes: [AttributeValue]
    public let source: String
    public let previousIdentity: CIID?

    public init(
        class ciClass: String, status: CIStatus = .production, attributes: [AttributeValue] = [],
        source: String = "manual", previousIdentity: CIID? = nil
    ) {
        (self.ciClass, self.status, self.attributes, self.source) = (ciClass, status, attributes, source)
        self.previousIdentity = previousIdentity
    }

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] {
        [CISchema.stream] + [previousIdentity?.stream].compactMap { $0 }
    }

    public func decide(
        _ state: ConfigurationItem?, _ context: DecisionContext
    ) throws(CIRejection) -> Decision<CIEvent> {
        if let state {
            if let survivor = state.mergedInto { throw .merged(state.id, into: survivor) }
            throw .alreadyRegistered(state.id, class: state.ciClass)
        }
        let schema = context.facts.ciSchema
        let known = try schema.mustHave(class: ciClass)
        if !context.stream.key.isEmpty { try CIID(context.stream.key).mustBeUsable() }
        guard CISchema.isName(source) else { throw .invalid(what: "the source", problem: "\"\(source)\" is no name") }
        guard status != .retired else { throw .retiredByRetiring }
        let values = try known.canonical(attributes)
        for each in known.attributes where each.isRequired && !values.contains(where: { $0.name == each.name }) {
            throw .missingAttribute(each.name, class: ciClass)
        }
        if let previousIdentity {
            guard let before = context.facts.ci(previousIdentity) else { throw .notRegistered(previousIdentity) }
            guard before.isRetired else { throw .notRetired(previousIdentity, before.status) }
        }
        return [
            .registered(
                CIRegistered(
                    ciClass: ciClass, status: status, attributes: values, source: source,
                    schemaVersion: schema.version, previousIdentity: previousIdentity))
        ]
    }
}

extension Facts {
    /// The item of this id; nil where it was not asked for, or nobody has registered it.
    func ci(_ id: CIID) -> ConfigurationItem? { state(of: id.stream, in: CIProcess.self) ?? nil }

    /// `id`, what it was merged into, and so on to the item that goes on; each once.
    func aliases(from id: CIID) -> [CIID] {
        var chain = [id]
        while let last = chain.last, let next = ci(last)?.mergedInto, !chain.contains(next) { chain.append(next) }
        return chain
    }
}
