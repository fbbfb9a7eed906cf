import EventModel
import Processes

/// Why a row was not taken.
public struct FactRejection: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

extension CIID {
    /// What keeps it from being registered.
    var importProblem: String? {
        if let problem { return "will not do: \(problem)" }
        return rawValue.utf8.count > longestCIID
            ? "has \(rawValue.utf8.count) bytes, at most \(longestCIID) are allowed" : nil
    }
}

extension ConfigurationImport {
    /// Adds to the schema what the row needs and it lacks, where that is allowed.
    mutating func extend(for fact: ItemFact) throws(FactRejection) -> Outcome {
        let known = schema.ciClass(fact.ciClass)
        let missing = fact.attributes.map(\.name).filter { known?.attribute($0) == nil }
        if known != nil, missing.isEmpty { return [] }
        guard extendsSchema else {
            guard let known else {
                throw FactRejection("there is no class \(fact.ciClass); see 'logbook ci schema' and --extend-schema")
            }
            throw FactRejection(
                "a \(known.name) has no attribute \(missing[0]); see 'logbook ci schema' and --extend-schema")
        }
        for name in [fact.ciClass] + missing where !CISchema.isName(name) {
            throw FactRejection("\"\(name)\" is no name: 1 to 64 bytes without white space and ~ are")
        }
        return extending { schema in
            if known == nil { schema.classes.append(CIClass(fact.ciClass)) }
            guard let place = schema.classes.firstIndex(where: { $0.name == fact.ciClass }) else { return }
            schema.classes[place].attributes += missing.map { AttributeDefinition($0) }
        }
    }

    mutating func extend(for fact: RelationshipFact) throws(FactRejection) -> Outcome {
        guard type(fact.type) == nil else { return [] }
        guard extendsSchema else {
            throw FactRejection(
                "there is no relationship type \(fact.type); see 'logbook ci schema' and --extend-schema")
        }
        guard CISchema.isName(fact.type) else {
            throw FactRejection("\"\(fact.type)\" is no name: 1 to 64 bytes without white space and ~ are")
        }
        // Which way an outage goes along it nobody has said.
        return extending { $0.relationshipTypes.append(RelationshipType(fact.type, .none)) }
    }

    mutating func type(_ name: String) -> RelationshipType? {
        if lastType?.name != name { lastType = schema.relationshipType(name) }
        return lastType
    }

    private mutating func extending(_ change: (inout CISchema) -> Void) -> Outcome {
        change(&schema)
        schema.version += 1
        lastType = nil
        return [(CISchema.stream, CISchemaPublished(schema))]
    }

    /// Refuses what would make a circle of a type that knows none, among what this import recorded.
    mutating func checkHierarchy(_ fact: RelationshipFact, _ type: RelationshipType) throws(FactRejection) {
        var (open, passed) = ([fact.to], Set<CIID>())
        while let next = open.popLast() {
            if next == fact.from { throw FactRejection("\(fact.type) may not go in a circle, back to \(fact.from)") }
            guard passed.insert(next).inserted else { continue }
            open += ends[fact.type]?[next] ?? []
        }
        ends[fact.type, default: [:]][fact.from, default: []].append(fact.to)
    }
}
