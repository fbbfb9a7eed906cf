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

    public init(
        version: UInt64, classes: [CIClass], relationshipTypes: [RelationshipType], sources: [SourceRule],
        junkValues: [String]
    ) {
        (self.version, self.classes, self.relationshipTypes) = (version, classes, relationshipTypes)
        (self.sources, self.junkValues) = (sources, junkValues)
    }

    public func ciClass(_ name: String) -> CIClass? { classes.first { $0.name == name } }
    public func relationshipType(_ name: String) -> RelationshipType? { relationshipTypes.first { $0.name == name } }

    /// Whether a value can tell items apart: not empty, none of the known junk, not one character over and over.
    public func identifies(_ value: String) -> Bool {
        let text = value.trimmed.lowercased()
        let letters = Set(text.filter { !"-:. ".contains($0) })
        return letters.count > 1 && !junkValues.contains(text)
    }

    /// How trusted a source is: 0 most. Sources that no rule names come last, and are each other's equals.
    public func rank(of source: String) -> Int { sources.firstIndex { $0.source == source } ?? sources.count }

    /// How long what a source said stands against less trusted ones, in microseconds; nil for ever.
    public func staleAfterMicros(_ source: String) -> Int64? {
        sources.first { $0.source == source }?.staleAfterDays.map { $0 * 86_400 * Instant.microsPerSecond }
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

extension SourceRule: WireMessage {
    public static let schema = Schema(
        Field(1, "source", \SourceRule.source, "The source's name."),
        Field(2, "staleAfterDays", \.staleAfterDays, "After how many days of silence a less trusted one may write."),
        make: { SourceRule($0, staleAfterDays: $1) })
}
