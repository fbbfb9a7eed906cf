public import EventModel

/// A type of relationships: between which classes, and which way an outage goes.
public struct RelationshipType: Sendable, Hashable {
    public var name: String
    public var flow: ImpactFlow
    public var weight: ImpactWeight
    /// Between which classes it may be; nothing allows all.
    public var endPoints: [EndPoints]
    /// Whether a circle of it is nonsense: nothing contains itself.
    public var isHierarchy: Bool

    public init(
        _ name: String, _ flow: ImpactFlow, _ weight: ImpactWeight = .full, endPoints: [EndPoints] = [],
        isHierarchy: Bool = false
    ) {
        (self.name, self.flow, self.weight) = (name, flow, weight)
        (self.endPoints, self.isHierarchy) = (endPoints, isHierarchy)
    }

    public func allows(from: String, to: String) -> Bool {
        endPoints.isEmpty || endPoints.contains { ($0.from ?? from) == from && ($0.to ?? to) == to }
    }
}

extension RelationshipType: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \RelationshipType.name, "The type's name."),
        Field(2, "flow", \.flow, "Which way an outage goes."),
        Field(3, "weight", \.weight, "What it comes to at the other end."),
        Field(4, "endPoints", \.endPoints, "Between which classes it may be; nothing allows all."),
        Field(5, "isHierarchy", \.isHierarchy, "Whether a circle of it is refused."),
        make: { RelationshipType($0, $1, $2, endPoints: $3, isHierarchy: $4) })
}

/// Which way an outage goes along a relationship.
public enum ImpactFlow: Int32, WireEnum {
    case none = 1
    /// From the relationship's end to its beginning: what a thing depends on takes it down.
    case toFrom = 2
    /// From the relationship's beginning to its end: what contains a thing takes it down.
    case fromTo = 3
}

/// What an outage at one end comes to at the other.
public enum ImpactWeight: Int32, WireEnum {
    /// The same.
    case full = 1
    /// No more than degraded.
    case degraded = 2
    /// No more than a protection lost: at risk.
    case risk = 3
    /// It depends on how many of its like are left: one of a redundancy group, of which one is enough where none is defined.
    case redundant = 4
}

/// A pair of classes that a relationship may join; nil stands for any class.
public struct EndPoints: Sendable, Hashable {
    public var from: String?
    public var to: String?

    public init(from: String?, to: String?) { (self.from, self.to) = (from, to) }
}

extension EndPoints: WireMessage {
    public static let schema = Schema(
        Field(1, "from", \EndPoints.from, "The class where it begins; absent for any."),
        Field(2, "to", \.to, "The class where it ends; absent for any."),
        make: EndPoints.init)
}
