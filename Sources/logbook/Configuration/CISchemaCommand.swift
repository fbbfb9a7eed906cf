import ArgumentParser
import EventModel
import Processes
import ServiceEngine

/// `logbook ci schema`
struct CISchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Show the classes, their attributes, and the types of relationships.",
        discussion: examples("ci schema", "ci schema --format json --as-known-at 4711"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let schema = try await query.state(of: CISchema.stream, in: CISchemaProcess.self)
        let object: JSONObject = [
            "version": .integer(Int64(schema.version)),
            "classes": .array(schema.classes.compactMap { $0.json(nil) }),
            "relationshipTypes": .array(schema.relationshipTypes.compactMap { $0.json(nil) }),
            "sources": .array(schema.sources.compactMap { $0.json(nil) }),
            "junkValues": .array(schema.junkValues.map(JSONValue.string)),
        ]
        try writeObject(object, query.format.format) { output in
            try output.line(Terminal.bold("version \(schema.version)"))
            for each in schema.classes {
                try output.line("\(each.name)  \(Terminal.faint(each.attributes.map(\.name).joined(separator: ", ")))")
            }
            try output.line("")
            for type in schema.relationshipTypes {
                try output.line("\(type.name)  \(Terminal.faint(type.consequence))")
            }
        }
    }
}

extension RelationshipType {
    /// What an outage at one end means at the other, in words.
    fileprivate var consequence: String {
        let way =
            switch flow {
            case .none: "nothing follows from an outage"
            case .toFrom: "an outage goes from the end to the beginning"
            case .fromTo: "an outage goes from the beginning to the end"
            }
        switch weight {
        case .full: return way
        case .degraded: return way + ", as degraded at most"
        case .risk: return way + ", as a risk"
        case .redundant: return way + ", of several when too few are left"
        }
    }
}
