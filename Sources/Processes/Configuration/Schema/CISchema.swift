public import EventModel

/// What kinds of configuration items and relationships there are: one version of it.
public struct CISchema: Sendable, Hashable {
    public var version: UInt64
    public var classes: [CIClass]
    public var relationshipTypes: [RelationshipType]
    /// Sources of attributes, the most trusted first; what is not named comes after all of them.
    public var sources: [SourceRule]
    /// Values of identifiers that identify nothing, in small letters: what makers leave in unset fields.
    public var junkValues: [String]
    /// Where sources are trusted in another order for an attribute.
    public var precedence: [PrecedenceRule]
    /// After how many days in which no source saw an item it is stale; nil never.
    public var staleAfterDays: Int64?

    public init(
        version: UInt64, classes: [CIClass], relationshipTypes: [RelationshipType], sources: [SourceRule],
        junkValues: [String], precedence: [PrecedenceRule] = [], staleAfterDays: Int64? = nil
    ) {
        (self.version, self.classes, self.relationshipTypes) = (version, classes, relationshipTypes)
        (self.sources, self.junkValues) = (sources, junkValues)
        (self.precedence, self.staleAfterDays) = (precedence, staleAfterDays)
    }

    public func ciClass(_ name: String) -> CIClass? { classes.first { $0.name == name } }
    public func relationshipType(_ name: String) -> RelationshipType? { relationshipTypes.first { $0.name == name } }

    /// Sources of an attribute of a class, the most trusted first: those of the rule for it, or of all attributes.
    public func sources(of attribute: String, in ciClass: String) -> [SourceRule] {
        let rules = precedence.filter { $0.attribute == attribute }
        let rule = rules.first { $0.ciClass == ciClass } ?? rules.first { $0.ciClass == nil }
        return rule?.sources ?? sources
    }
}

/// How far a source of attributes is trusted.
public struct SourceRule: Sendable, Hashable {
    public var source: String
    /// After how many days of silence a less trusted source may write; nil never.
    public var staleAfterDays: Int64?

    public init(_ source: String, staleAfterDays: Int64? = nil) {
        (self.source, self.staleAfterDays) = (source, staleAfterDays)
    }
}

extension [SourceRule] {
    /// How trusted a source is: 0 most. Sources that are not named come last, and are each other's equals.
    public func rank(of source: String) -> Int { firstIndex { $0.source == source } ?? count }

    /// How long what a source said stands against less trusted ones, in microseconds; nil for ever.
    public func staleAfterMicros(_ source: String) -> Int64? {
        first { $0.source == source }?.staleAfterDays.map { $0 * Instant.microsPerDay }
    }
}

/// Whom to believe about one attribute, where that is not what holds for all.
public struct PrecedenceRule: Sendable, Hashable {
    public var attribute: String
    /// Nil for all classes.
    public var ciClass: String?
    /// The most trusted first.
    public var sources: [SourceRule]

    public init(_ attribute: String, class ciClass: String? = nil, sources: [SourceRule]) {
        (self.attribute, self.ciClass, self.sources) = (attribute, ciClass, sources)
    }
}

extension PrecedenceRule: WireMessage {
    public static let schema = Schema(
        Field(1, "attribute", \PrecedenceRule.attribute, "Of which attribute."),
        Field(2, "class", \.ciClass, "Of which class; absent for all."),
        Field(3, "sources", \.sources, "Its sources, the most trusted first."),
        make: { PrecedenceRule($0, class: $1, sources: $2) })
}

extension SourceRule: WireMessage {
    public static let schema = Schema(
        Field(1, "source", \SourceRule.source, "The source's name."),
        Field(2, "staleAfterDays", \.staleAfterDays, "After how many days of silence a less trusted one may write."),
        make: { SourceRule($0, staleAfterDays: $1) })
}
