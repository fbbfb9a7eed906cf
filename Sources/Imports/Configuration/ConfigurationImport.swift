public import EventModel
public import Processes

/// Compares what an export says of the configuration with what is on record, and makes events of the difference.
///
/// What is on record already makes none, so an import that was cut off, or overlaps another, is run again. A row that the
/// schema or the graph forbids is rejected with its place, and costs no other row.
public struct ConfigurationImport: Sendable {
    /// What the log has of the things that a row names; asked once a row.
    public struct Known: Sendable {
        public var item: ConfigurationItem?
        /// Where a relationship begins and ends; nil also of what this import registered, which it remembers itself.
        public var from: KnownEnd?
        public var to: KnownEnd?
        public var relationship: Relationship?

        public init(
            item: ConfigurationItem? = nil, from: ConfigurationItem? = nil, to: ConfigurationItem? = nil,
            relationship: Relationship? = nil
        ) {
            (self.item, self.relationship) = (item, relationship)
            (self.from, self.to) = (from.map(KnownEnd.init), to.map(KnownEnd.init))
        }
    }
    /// An event and the stream that it belongs to.
    public typealias Outcome = [(stream: StreamID, event: any DomainEvent)]

    public internal(set) var schema: CISchema
    /// Who said so, where a row does not.
    public let source: String
    /// When it was so, where a row does not say.
    public let at: Instant
    public let extendsSchema: Bool
    private var taken = TakenFacts()
    /// The type that a row named last: the next one's as well, mostly.
    var lastType: RelationshipType?
    /// Where relationships of hierarchies end, by type and beginning, as far as this import recorded them.
    var ends: [String: [CIID: [CIID]]] = [:]

    public init(schema: CISchema, source: String, at: Instant, extendsSchema: Bool = false) {
        (self.schema, self.source, self.at, self.extendsSchema) = (schema, source, at, extendsSchema)
    }

    /// What has to be recorded for the row; nothing where all of it is on record.
    public mutating func take(_ fact: ConfigurationFact, _ known: Known) throws(FactRejection) -> Outcome {
        switch fact {
        case .item(let fact): try take(fact, known.item)
        case .relationship(let fact): try take(fact, known)
        }
    }

    /// Forgets a relationship that was taken: what it led to could not be recorded, and it is taken again.
    public mutating func takeBack(_ fact: RelationshipFact) {
        taken.remove(taken.ends(of: fact))
        guard let place = ends[fact.type]?[fact.from]?.lastIndex(of: fact.to) else { return }
        ends[fact.type]?[fact.from]?.remove(at: place)
    }

    private mutating func take(_ fact: ItemFact, _ known: ConfigurationItem?) throws(FactRejection) -> Outcome {
        if let problem = fact.id.importProblem { throw FactRejection("the id \(problem)") }
        guard taken.insert(fact.id) else { throw FactRejection("\(fact.id) stands in the export twice") }
        let published = try extend(for: fact)
        let values: [AttributeValue]
        do { values = try schema.values(of: fact.attributes, in: fact.ciClass) } catch {
            throw FactRejection(error.description)
        }
        guard let known else {
            let event = CIRegistered(
                ciClass: fact.ciClass, status: fact.status ?? .production, attributes: values, source: source,
                schemaVersion: schema.version)
            taken.note(fact.id, registeredAs: fact.ciClass)
            return published + [(fact.id.stream, event)]
        }
        if let survivor = known.mergedInto { throw FactRejection("\(fact.id) was merged into \(survivor)") }
        if known.isRetired { throw FactRejection("\(fact.id) is retired; reactivate it first") }
        guard known.ciClass == fact.ciClass else {
            throw FactRejection("\(fact.id) is a \(known.ciClass), not a \(fact.ciClass); reclassify it first")
        }
        var outcome = published
        let changes = known.changes(to: values, from: source, at: at, schema)
        if !changes.isEmpty {
            let event = CIAttributesChanged(changes: changes, source: source, change: nil, lastSeenOld: known.seenAt)
            outcome.append((fact.id.stream, event))
        }
        if let status = fact.status, status != known.status {
            outcome.append((fact.id.stream, CIStatusChanged(status: status, previous: known.status)))
        }
        return outcome
    }

    private mutating func take(_ fact: RelationshipFact, _ known: Known) throws(FactRejection) -> Outcome {
        let stream = fact.id.stream
        guard stream.isStorable else {
            throw FactRejection("\(fact.from) \(fact.type) \(fact.to) makes a name that is too long or unusable")
        }
        guard fact.from != fact.to else { throw FactRejection("\(fact.from) cannot be related to itself") }
        let published = try extend(for: fact)
        guard let type = type(fact.type) else {
            throw FactRejection("there is no relationship type \(fact.type); see --extend-schema")
        }
        let ends = taken.ends(of: fact)
        let from = try ciClass(of: fact.from, known.from, ends.from)
        let to = try ciClass(of: fact.to, known.to, ends.to)
        guard type.allows(from: from, to: to) else {
            throw FactRejection("the schema does not let a \(from) be \(fact.type) a \(to)")
        }
        let validity = ValidInterval(from: fact.validFrom ?? at, to: fact.validTo)
        if let end = validity.to, end <= validity.from {
            throw FactRejection("it would end (\(end)) before it begins (\(validity.from))")
        }
        if let event = try change(fact, ends, validity, known.relationship) {
            if type.isHierarchy { try checkHierarchy(fact, type) }
            return published.isEmpty ? [(stream, event)] : published + [(stream, event)]
        }
        return published
    }

    private func ciClass(of id: CIID, _ end: KnownEnd?, _ number: Int32) throws(FactRejection) -> String {
        guard let end else {
            if let own = taken.registeredClass(number) { return own }
            throw FactRejection("there is no configuration item \(id)")
        }
        if let survivor = end.mergedInto { throw FactRejection("\(id) was merged into \(survivor)") }
        if end.isRetired { throw FactRejection("\(id) is retired") }
        return end.ciClass
    }

    /// Nil where it is on record.
    private mutating func change(
        _ fact: RelationshipFact, _ ends: TakenFacts.Ends, _ validity: ValidInterval, _ known: Relationship?
    ) throws(FactRejection) -> (any DomainEvent)? {
        let isNew = taken.insert(ends)
        let intervals = known?.intervals() ?? []
        if fact.validFrom == nil, fact.validTo == nil, intervals.contains(where: { $0.contains(at) }) { return nil }
        if let same = intervals.first(where: { $0.from == validity.from }) {
            if same.to == validity.to { return nil }
            if same.to == nil, let end = validity.to { return RelationshipEnded(validTo: end, reason: nil) }
        }
        if let other = intervals.first(where: { $0.overlaps(validity) }) {
            throw FactRejection(
                "\(fact.id) is recorded already, from \(other.from) \(other.to.map { "to \($0)" } ?? "on")")
        }
        guard isNew else { throw FactRejection("\(fact.id) stands in the export twice") }
        return RelationshipAdded(
            from: fact.from, relationshipType: fact.type, to: fact.to, validFrom: validity.from, validTo: validity.to,
            attributes: fact.attributes, source: fact.source ?? source)
    }
}
