public import EventModel

/// From now on an item is shown only to those who may see such items. Everything is still worked out with it.
public struct CIRestricted: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "CIRestricted", version: 1, Field(1, "reason", \CIRestricted.reason, "Why."), make: CIRestricted.init)
    public static let summary = "An item is shown only to those who may see such items."
    public static let example = CIRestricted(reason: "a camera that guards the vault")
}

/// An item is shown to everybody again.
public struct CIRestrictionLifted: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "CIRestrictionLifted", version: 1, Field(1, "reason", \CIRestrictionLifted.reason, "Why."),
        make: CIRestrictionLifted.init)
    public static let summary = "An item is shown to everybody again."
    public static let example = CIRestrictionLifted(reason: "the vault is empty")
}

/// Says whether an item is shown only to those who may see such items.
public struct RestrictCI: CICommand {
    public let isRestricted: Bool
    public let reason: String?

    public init(_ isRestricted: Bool = true, reason: String? = nil) {
        (self.isRestricted, self.reason) = (isRestricted, reason)
    }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        guard item.isRestricted != isRestricted else { throw .unchanged(item.id.rawValue) }
        let reason = try context.required(reason, "the reason")
        return isRestricted
            ? [.restricted(CIRestricted(reason: reason))]
            : [.restrictionLifted(CIRestrictionLifted(reason: reason))]
    }
}
