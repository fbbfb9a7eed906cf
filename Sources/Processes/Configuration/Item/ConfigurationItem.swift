public import EventModel

/// A configuration item as its events leave it.
public struct ConfigurationItem: Sendable, Hashable {
    public var id: CIID
    public var ciClass: String
    public var status: CIStatus
    public var attributes: [CIAttribute]
    public var registeredAt: Instant
    /// When it left, and may have come back since.
    public var retiredAt: Instant?
    /// What it was made one with.
    public var mergedInto: CIID?
    /// What was made one with it, as long as that stands.
    public var absorbed: [CIID]
    public var redundancyGroups: [RedundancyGroup]
    /// When somebody last vouched for the record.
    public var attestedAt: Instant?
    /// When a source last saw it.
    public var seenAt: Instant?
    public var conflicts: [CIConflict]
    /// The schema that its registration was judged by.
    public var schemaVersion: UInt64
    /// The retired item that had its identity before.
    public var previousIdentity: CIID?
    public var lastPosition: Position

    public var name: String? { value("name") }
    public func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    public var isRetired: Bool { retiredAt != nil }

    public init(
        id: CIID, ciClass: String = "", status: CIStatus = .production, attributes: [CIAttribute] = [],
        registeredAt: Instant, retiredAt: Instant? = nil, mergedInto: CIID? = nil, absorbed: [CIID] = [],
        redundancyGroups: [RedundancyGroup] = [], attestedAt: Instant? = nil, seenAt: Instant? = nil,
        conflicts: [CIConflict] = [], schemaVersion: UInt64 = 0, previousIdentity: CIID? = nil,
        lastPosition: Position = .zero
    ) {
        (self.id, self.ciClass, self.status, self.attributes) = (id, ciClass, status, attributes)
        (self.registeredAt, self.retiredAt) = (registeredAt, retiredAt)
        (self.mergedInto, self.absorbed, self.redundancyGroups) = (mergedInto, absorbed, redundancyGroups)
        (self.attestedAt, self.seenAt, self.conflicts) = (attestedAt, seenAt, conflicts)
        (self.schemaVersion, self.previousIdentity) = (schemaVersion, previousIdentity)
        self.lastPosition = lastPosition
    }
}

/// Where an item stands in its life (status accounting).
public enum CIStatus: Int32, WireEnum {
    case ordered = 1
    case stock = 2
    case build = 3
    case test = 4
    case production = 5
    case repair = 6
    case retired = 7
}

/// A value of an attribute: who said so, and when that was so.
public struct CIAttribute: Sendable, Hashable {
    public var name: String
    public var value: String
    public var source: String
    public var at: Instant

    public init(_ name: String, _ value: String, source: String, at: Instant) {
        (self.name, self.value, self.source, self.at) = (name, value, source, at)
    }
}

extension CIAttribute: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \CIAttribute.name, "The attribute."),
        Field(2, "value", \.value, "Its value."),
        Field(3, "source", \.source, "Who said so."),
        Field(4, "at", \.at, "Since when that is known to be so."),
        make: { CIAttribute($0, $1, source: $2, at: $3) })
}

/// Items of which some must be up for this one to be.
public struct RedundancyGroup: Sendable, Hashable {
    public var name: String
    public var members: [CIID]
    /// How many must be up; nil where it is a share of them.
    public var minUp: Int64?
    /// How many of a hundred must be up, rounded up to whole members.
    public var percent: Int64?

    public init(_ name: String, members: [CIID], minUp: Int64? = nil, percent: Int64? = nil) {
        (self.name, self.members, self.minUp, self.percent) = (name, members, minUp, percent)
    }

    /// How many of `count` members must be up.
    public func needed(of count: Int) -> Int {
        if let percent { return (count * Int(percent) + 99) / 100 }
        return Int(minUp ?? 1)
    }
}

extension RedundancyGroup: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \RedundancyGroup.name, "The group's name, unique for the item that needs it."),
        Field(2, "members", \.members, "Which items."),
        Field(3, "minUp", \.minUp, "How many must be up."),
        Field(4, "percent", \.percent, "How many of a hundred must be up, where it is a share."),
        make: { RedundancyGroup($0, members: $1, minUp: $2, percent: $3) })
}

/// Sources that contradict each other, or items that claim the same identity, until somebody decides.
public struct CIConflict: Sendable, Hashable {
    public var kind: CIConflictKind
    /// The attribute or the identifier rule.
    public var what: String
    public var others: [CIID]
    public var values: [String]
    public var since: Instant

    public init(kind: CIConflictKind, what: String, others: [CIID], values: [String], since: Instant) {
        (self.kind, self.what, self.others, self.values, self.since) = (kind, what, others, values, since)
    }
}

public enum CIConflictKind: Int32, WireEnum {
    /// Several items have what identifies one.
    case identity = 1
    /// The same identity in another class.
    case reclassification = 2
    /// Sources of the same rank say different things, or two take turns.
    case value = 3
}

extension CIConflict: WireMessage {
    public static let schema = Schema(
        Field(1, "kind", \CIConflict.kind, "What is contradictory."),
        Field(2, "what", \.what, "The attribute or the identifier rule."),
        Field(3, "others", \.others, "The other items."),
        Field(4, "values", \.values, "The values, as text."),
        Field(5, "since", \.since, "Since when."),
        make: { CIConflict(kind: $0, what: $1, others: $2, values: $3, since: $4) })
}
