import ArgumentParser
import EventModel
import Imports
import Processes
import ServiceEngine

/// `logbook ci schema …`
struct CISchemaCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "The classes of items, their attributes and rules, and the types of relationships.",
        discussion: examples("ci schema", "ci schema --format json > schema.json", "ci schema publish schema.json"),
        subcommands: [CISchemaShowCommand.self, CISchemaPublishCommand.self],
        defaultSubcommand: CISchemaShowCommand.self)
}

/// `logbook ci schema show`
struct CISchemaShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the schema in force, now or then.",
        discussion: examples("ci schema", "ci schema --format json --as-known-at 4711"))

    @OptionGroup
    var query: QueryOptions

    func run() async throws {
        let schema = try await query.state(of: CISchema.stream, in: CISchemaProcess.self)
        guard case .object(let object) = CISchemaPublished(schema).json() else { return }
        try writeObject(object, query.format.format) { output in
            try output.line(Terminal.bold("version \(schema.version)"))
            for each in schema.classes {
                try output.line("\(each.name)  \(Terminal.faint(each.attributes.map(\.name).joined(separator: ", ")))")
                for rule in each.identifiers {
                    try output.line(
                        "  identified by \(rule.attributes.joined(separator: " + "))\(rule.isWeak ? " (weak)" : "")")
                }
            }
            try output.line("")
            for type in schema.relationshipTypes {
                try output.line("\(type.name)  \(Terminal.faint(type.consequence))")
            }
            try output.line("")
            try output.line("sources, the most trusted first: \(schema.sources.words)")
            for rule in schema.precedence {
                let attribute = [rule.ciClass, rule.attribute].compactMap(\.self).joined(separator: ".")
                try output.line("of \(attribute): \(rule.sources.words)")
            }
            let period = schema.staleAfterDays.map { "after \($0) days" } ?? "never"
            try output.line("stale \(period); no identifiers: \(schema.junkValues.joined(separator: ", "))")
        }
    }
}

/// `logbook ci schema publish`
struct CISchemaPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a schema in the place of the one in force; items stay as they are.",
        discussion: """
            The file is the JSON object that 'logbook ci schema --format json' prints, changed as you like: classes with \
            their attributes, identifier rules in the order in which they are tried, and what a report of a retired item \
            means (newItem or reactivate); types of relationships; sources, the most trusted first, each with the days of \
            silence after which less trusted ones may write; junkValues, which identify nothing; precedence, the order of \
            sources for single attributes; and staleAfterDays, after which an unseen item is stale.

            \(examples("ci schema --format json > schema.json", "ci schema publish schema.json --reason 'rules for racks'"))
            """)

    @Argument(help: "The schema, as JSON; - for standard input.")
    var file: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let schema: CISchema
        do { schema = try SchemaFile.read(path: file) } catch { throw Failure(error) }
        try await options.record(on: CISchema.stream) { _ in PublishCISchema(schema) }
    }
}

extension [SourceRule] {
    fileprivate var words: String {
        map { rule in rule.staleAfterDays.map { "\(rule.source) (for \($0) days)" } ?? rule.source }
            .joined(separator: ", ")
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
