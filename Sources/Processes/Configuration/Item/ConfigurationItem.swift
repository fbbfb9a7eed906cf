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
    /// Since when no source has seen it for too long.
    public var staleSince: Instant?
    /// When each source that reports in batches last saw it, in the order of their names.
    public var sightings: [CISighting]
    /// Differences from baselines that were put on record and not resolved.
    public var drift: [DriftDetected]
    /// Shown only to those who may see such items.
    public var isRestricted: Bool
    /// What was seen on it and is not covered by a change for certain, in the order of the record.
    public var findings: [CIFinding]
    /// How many values were seen to be others than before, by the class that the item had then.
    public var deltas: [CIDeltaCount]

    public var name: String? { value("name") }
    public func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    public func attribute(_ name: String) -> CIAttribute? { attributes.first { $0.name == name } }
    public var isRetired: Bool { retiredAt != nil }
    /// It never was: retired as of its own beginning, because it had been recorded wrongly.
    public var isVoid: Bool { retiredAt.map { $0 <= registeredAt } ?? false }

    public init(
        id: CIID, ciClass: String = "", status: CIStatus = .production, attributes: [CIAttribute] = [],
        registeredAt: Instant, retiredAt: Instant? = nil, mergedInto: CIID? = nil, absorbed: [CIID] = [],
        redundancyGroups: [RedundancyGroup] = [], attestedAt: Instant? = nil, seenAt: Instant? = nil,
        conflicts: [CIConflict] = [], schemaVersion: UInt64 = 0, previousIdentity: CIID? = nil,
        lastPosition: Position = .zero, staleSince: Instant? = nil, sightings: [CISighting] = [],
        drift: [DriftDetected] = [], isRestricted: Bool = false, findings: [CIFinding] = [],
        deltas: [CIDeltaCount] = []
    ) {
        (self.id, self.ciClass, self.status, self.attributes) = (id, ciClass, status, attributes)
        (self.registeredAt, self.retiredAt) = (registeredAt, retiredAt)
        (self.mergedInto, self.absorbed, self.redundancyGroups) = (mergedInto, absorbed, redundancyGroups)
        (self.attestedAt, self.seenAt, self.conflicts) = (attestedAt, seenAt, conflicts)
        (self.schemaVersion, self.previousIdentity) = (schemaVersion, previousIdentity)
        (self.lastPosition, self.staleSince, self.sightings) = (lastPosition, staleSince, sightings)
        (self.drift, self.isRestricted, self.findings, self.deltas) = (drift, isRestricted, findings, deltas)
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
        Field(4, "percent", \.percent, "How many of a hundred must be up, where it is a share."))
}
