public import EventModel

/// A schema of configuration items came into force, as a whole.
public struct CISchemaPublished: DomainEvent {
    public let version: UInt64
    public let classes: [CIClass]
    public let relationshipTypes: [RelationshipType]
    public let sources: [SourceRule]
    public let junkValues: [String]
    public let precedence: [PrecedenceRule]
    public let staleAfterDays: Int64?

    public init(
        version: UInt64, classes: [CIClass], relationshipTypes: [RelationshipType], sources: [SourceRule],
        junkValues: [String], precedence: [PrecedenceRule] = [], staleAfterDays: Int64? = nil
    ) {
        (self.version, self.classes, self.relationshipTypes) = (version, classes, relationshipTypes)
        (self.sources, self.junkValues) = (sources, junkValues)
        (self.precedence, self.staleAfterDays) = (precedence, staleAfterDays)
    }

    /// All that `schema` says, as its own version.
    public init(_ schema: CISchema) {
        self.init(
            version: schema.version, classes: schema.classes, relationshipTypes: schema.relationshipTypes,
            sources: schema.sources, junkValues: schema.junkValues, precedence: schema.precedence,
            staleAfterDays: schema.staleAfterDays)
    }

    public var schema: CISchema {
        CISchema(
            version: version, classes: classes, relationshipTypes: relationshipTypes, sources: sources,
            junkValues: junkValues, precedence: precedence, staleAfterDays: staleAfterDays)
    }

    public static let type = EventType(
        "CISchemaPublished", version: 1,
        Field(1, "version", \CISchemaPublished.version, "The schema's version, from 1."),
        Field(2, "classes", \.classes, "Every class of items."),
        Field(3, "relationshipTypes", \.relationshipTypes, "Every type of relationships."),
        Field(4, "sources", \.sources, "Sources of attributes, the most trusted first."),
        Field(5, "junkValues", \.junkValues, "Values of identifiers that identify nothing, in small letters."),
        Field(6, "precedence", \.precedence, "Whom to believe about single attributes."),
        Field(7, "staleAfterDays", \.staleAfterDays, "After how many days unseen an item is stale; absent for never."),
        make: CISchemaPublished.init)
    public static let summary = "A schema of configuration items came into force, as a whole."
    public static let example = CISchemaPublished(
        version: 3,
        classes: [
            CIClass(
                "Tape", attributes: [AttributeDefinition("serial", .text, isRequired: true, ignores: [.whiteSpace])],
                identifiers: [IdentifierRule("serial", ["serial"], isWeak: true)], isControlled: true,
                whenSeenRetired: .reactivate)
        ],
        relationshipTypes: [
            RelationshipType(
                "storedIn", .toFrom, .degraded, endPoints: [EndPoints(from: "Tape", to: "Vault")], isHierarchy: true)
        ],
        sources: [SourceRule("inventory", staleAfterDays: 30)], junkValues: ["none"],
        precedence: [PrecedenceRule("serial", class: "Tape", sources: [SourceRule("robot", staleAfterDays: 7)])],
        staleAfterDays: 90)
}

public enum CISchemaEvent: EventUnion {
    case published(CISchemaPublished)

    public static let catalogue = EventCatalogue<CISchemaEvent>([EventMember(CISchemaEvent.published)])
    public var event: any DomainEvent {
        switch self {
        case .published(let event): event
        }
    }
}

/// The one stream of schemas: the last published is in force.
public enum CISchemaProcess: Decider {
    public static let category = "cischema"
    public static func initial(_: StreamID) -> CISchema { .standard }

    public static func evolve(_ state: inout CISchema, _ event: CISchemaEvent, _: RecordedEvent) {
        switch event {
        case .published(let event):
            state = event.schema
        }
    }
}

extension CISchema {
    public static let stream = StreamID(category: CISchemaProcess.category, key: "main")
}

extension Facts {
    /// The schema in force; the standard one where none was asked for.
    var ciSchema: CISchema { state(of: CISchema.stream, in: CISchemaProcess.self) ?? .standard }
}

/// Publishes a schema in the place of the one in force. Items and relationships that are there stay as they are.
public struct PublishCISchema: Command {
    public typealias Process = CISchemaProcess
    public let draft: CISchema

    /// The draft's own version does not count: it gets the next.
    public init(_ draft: CISchema) { self.draft = draft }

    public func decide(_ state: CISchema, _: DecisionContext) throws(CISchemaRejection) -> Decision<CISchemaEvent> {
        try draft.checked()
        var next = draft
        next.version = state.version
        guard next != state else { throw .unchanged(version: state.version) }
        next.version += 1
        return [.published(CISchemaPublished(next))]
    }
}
