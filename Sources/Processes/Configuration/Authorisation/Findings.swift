public import EventModel

// These types are the storage format: change them by new optional fields, or by a new version with an upcaster.

/// An item of a controlled class was changed, and no change covers it. A finding: it stays, whatever is said of it later.
public struct UnauthorisedChangeDetected: DomainEvent {
    public let delta: Position
    public let attribute: String
    public let from: String?
    public let to: String?
    public let after: Instant
    public let source: String
    public let awaiting: ChangeNumber?

    public init(
        delta: Position, attribute: String, from: String?, to: String?, after: Instant, source: String,
        awaiting: ChangeNumber?
    ) {
        (self.delta, self.attribute, self.from, self.to) = (delta, attribute, from, to)
        (self.after, self.source, self.awaiting) = (after, source, awaiting)
    }

    public static let type = EventType(
        "UnauthorisedChangeDetected", version: 1,
        Field(1, "delta", \UnauthorisedChangeDetected.delta, "The position of what was seen."),
        Field(2, "attribute", \.attribute, "Which attribute."),
        Field(3, "from", \.from, "Its value before; absent where it had none."),
        Field(4, "to", \.to, "Its value now; absent where it has none."),
        Field(5, "after", \.after, "When it was last seen as it was before."),
        Field(6, "source", \.source, "Who saw it."),
        Field(7, "awaiting", \.awaiting, "A change that was at work on it and that nobody has approved yet."))
    public static let summary = "An item of a controlled class was changed, and no change covers it."
    public static let example = UnauthorisedChangeDetected(
        delta: Position(81_204), attribute: "version", from: "4.1", to: "4.2",
        after: Instant(micros: 1_700_000_000_000_000), source: "discovery", awaiting: "CHG-2026-000017")
}

/// What was seen may be the work of changes: of one, presumably, or of one of several.
public struct CIChangeAttributed: DomainEvent {
    public let delta: Position
    public let attribute: String
    public let changes: [ChangeNumber]

    public init(delta: Position, attribute: String, changes: [ChangeNumber]) {
        (self.delta, self.attribute, self.changes) = (delta, attribute, changes)
    }

    public static let type = EventType(
        "CIChangeAttributed", version: 1,
        Field(1, "delta", \CIChangeAttributed.delta, "The position of what was seen."),
        Field(2, "attribute", \.attribute, "Which attribute."),
        Field(3, "changes", \.changes, "The change that it presumably is; several where that cannot be told."))
    public static let summary = "What was seen may be the work of changes."
    public static let example = CIChangeAttributed(
        delta: Position(81_205), attribute: "version", changes: ["CHG-2026-000017", "CHG-2026-000018"])
}

/// A change that covers a finding was approved afterwards.
public struct UnauthorisedChangeRegularised: DomainEvent {
    public let delta: Position
    public let attribute: String
    public let change: ChangeNumber

    public init(delta: Position, attribute: String, change: ChangeNumber) {
        (self.delta, self.attribute, self.change) = (delta, attribute, change)
    }

    public static let type = EventType(
        "UnauthorisedChangeRegularised", version: 1,
        Field(1, "delta", \UnauthorisedChangeRegularised.delta, "The position of what was seen."),
        Field(2, "attribute", \.attribute, "Which attribute."),
        Field(3, "change", \.change, "The change that covers it."))
    public static let summary = "A change that covers a finding was approved afterwards."
    public static let example = UnauthorisedChangeRegularised(
        delta: Position(81_204), attribute: "version", change: "CHG-2026-000017")
}

/// What was seen on an item, and that is not covered by a change for certain.
public struct CIFinding: Sendable, Hashable {
    /// The position of what was seen.
    public var delta: Position
    public var attribute: String
    public var foundAt: Instant
    /// None: it is unauthorised. One: presumably its work. Several: that of one of them.
    public var changes: [ChangeNumber]
    /// A change at work on it that nobody had approved.
    public var awaiting: ChangeNumber?
    public var regularisedBy: ChangeNumber?

    public init(
        delta: Position, attribute: String, foundAt: Instant, changes: [ChangeNumber] = [],
        awaiting: ChangeNumber? = nil, regularisedBy: ChangeNumber? = nil
    ) {
        (self.delta, self.attribute, self.foundAt) = (delta, attribute, foundAt)
        (self.changes, self.awaiting, self.regularisedBy) = (changes, awaiting, regularisedBy)
    }

    public var isUnauthorised: Bool { changes.isEmpty }
    /// Unauthorised, and nothing has regularised it.
    public var isOpen: Bool { isUnauthorised && regularisedBy == nil }
}

extension CIFinding: WireMessage {
    public static let schema = Schema(
        Field(1, "delta", \CIFinding.delta, "The position of what was seen."),
        Field(2, "attribute", \.attribute, "Which attribute."),
        Field(3, "foundAt", \.foundAt, "When it was found."),
        Field(4, "changes", \.changes, "Changes that it may be the work of."),
        Field(5, "awaiting", \.awaiting, "A change that nobody had approved."),
        Field(6, "regularisedBy", \.regularisedBy, "The change that covers it."))
}
