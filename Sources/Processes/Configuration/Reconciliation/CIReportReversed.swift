public import EventModel

/// What a batch had reported of an item was taken back: the record is as it was before, but for what changed since.
///
/// It takes effect as of the report, so that nothing that happened since is lost.
public struct CIReportReversed: DomainEvent {
    public let batch: String
    public let reason: String
    public let attributes: [RestoredAttribute]
    public let source: String
    /// When that source had last seen it before; nil where it never had.
    public let sighting: CISighting?
    public let seenAt: Instant?
    public let staleSince: Instant?
    /// Conflicts that the report had raised, and those that they had taken the place of.
    public let dropped: [CIConflict]
    public let reopened: [CIConflict]
    /// Where the report had brought it back: when it had been retired.
    public let retiredAt: Instant?

    public init(
        batch: String, reason: String, attributes: [RestoredAttribute], source: String, sighting: CISighting?,
        seenAt: Instant?, staleSince: Instant?, dropped: [CIConflict], reopened: [CIConflict], retiredAt: Instant?
    ) {
        (self.batch, self.reason, self.attributes) = (batch, reason, attributes)
        (self.source, self.sighting, self.seenAt, self.staleSince) = (source, sighting, seenAt, staleSince)
        (self.dropped, self.reopened, self.retiredAt) = (dropped, reopened, retiredAt)
    }

    public static let type = EventType(
        "CIReportReversed", version: 1,
        Field(1, "batch", \CIReportReversed.batch, "The batch that was reversed."),
        Field(2, "reason", \.reason, "Why."),
        Field(3, "attributes", \.attributes, "Attributes that are as they were before."),
        Field(4, "source", \.source, "Whose report it was."),
        Field(5, "sighting", \.sighting, "When that source had last seen it before; absent where it never had."),
        Field(6, "seenAt", \.seenAt, "When any source last saw it."),
        Field(7, "staleSince", \.staleSince, "Since when it is stale again."),
        Field(8, "dropped", \.dropped, "Conflicts that the report had raised."),
        Field(9, "reopened", \.reopened, "Conflicts that they had taken the place of."),
        Field(10, "retiredAt", \.retiredAt, "When it was retired, where the report had brought it back."),
        make: CIReportReversed.init)
    public static let summary = "What a batch had reported of an item was taken back."
    public static let example = CIReportReversed(
        batch: "scan-2026-11", reason: "the scanner read another site",
        attributes: [
            RestoredAttribute(
                "version",
                CIAttribute(
                    "version", "4.1", source: "manual", at: Instant(micros: 1_600_000_000_000_000),
                    heldUntil: Instant(micros: 1_800_000_000_000_000),
                    rival: CIRival(value: "4.2", source: "import", turns: 1, isAnswered: true)))
        ],
        source: "discovery",
        sighting: CISighting(source: "discovery", at: Instant(micros: 1_690_000_000_000_000), batch: "scan-2026-10"),
        seenAt: Instant(micros: 1_691_000_000_000_000), staleSince: Instant(micros: 1_695_000_000_000_000),
        dropped: [
            CIConflict(
                kind: .identity, what: "serial", others: ["srv-9"], values: ["SN-7"],
                since: Instant(micros: 1_700_000_000_000_000))
        ],
        reopened: [
            CIConflict(
                kind: .value, what: "owner", others: ["srv-8"], values: ["desk", "data"],
                since: Instant(micros: 1_650_000_000_000_000))
        ],
        retiredAt: Instant(micros: 1_692_000_000_000_000))
}

/// An attribute and what it was before; nil where there was none.
public struct RestoredAttribute: Sendable, Hashable {
    public var name: String
    public var before: CIAttribute?

    public init(_ name: String, _ before: CIAttribute?) { (self.name, self.before) = (name, before) }
}

extension RestoredAttribute: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \RestoredAttribute.name, "The attribute."),
        Field(2, "before", \.before, "What it was; absent where there was none."),
        make: { RestoredAttribute($0, $1) })
}
