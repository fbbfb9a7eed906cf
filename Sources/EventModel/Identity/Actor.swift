/// What kind of agent did something. Mandatory in every envelope, so that history tells a person from an automation.
public enum ActorKind: Int32, WireEnum {
    case person = 1
    case policy = 2
    case timer = 3
    case `import` = 4
    case assistant = 5
}

/// Who did something, and for whom.
public struct Actor: Sendable, Hashable {
    public let principal: PersonID
    public let kind: ActorKind
    /// Set wherever someone acts for another.
    public let onBehalfOf: PersonID?

    public init(principal: PersonID, kind: ActorKind, onBehalfOf: PersonID? = nil) {
        self.principal = principal
        self.kind = kind
        self.onBehalfOf = onBehalfOf
    }

    public static func person(_ principal: PersonID, onBehalfOf: PersonID? = nil) -> Actor {
        Actor(principal: principal, kind: .person, onBehalfOf: onBehalfOf)
    }
}

extension Actor: WireMessage {
    public static let schema = Schema(
        Field(1, "principal", \Actor.principal, "The pseudonym of a person, or the name of a policy, timer or import."),
        Field(2, "kind", \.kind, "What kind of agent it is."),
        Field(3, "onBehalfOf", \.onBehalfOf, "The person acted for, where it is another."))
}
