public import EventModel

/// An attribute and its value.
public struct AttributeValue: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

extension AttributeValue: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \AttributeValue.name, "The attribute."),
        Field(2, "value", \.value, "Its value, in the one form that its type has."))
}

/// A configuration item was put on record.
public struct CIRegistered: DomainEvent {
    public let ciClass: String
    public let status: CIStatus
    public let attributes: [AttributeValue]
    public let source: String
    public let schemaVersion: UInt64
    public let previousIdentity: CIID?
    /// The batch of the report that it was first seen in; nil where a person or an import registered it.
    public let batch: String?

    public init(
        ciClass: String, status: CIStatus, attributes: [AttributeValue], source: String, schemaVersion: UInt64,
        previousIdentity: CIID? = nil, batch: String? = nil
    ) {
        (self.ciClass, self.status, self.attributes, self.source) = (ciClass, status, attributes, source)
        (self.schemaVersion, self.previousIdentity, self.batch) = (schemaVersion, previousIdentity, batch)
    }

    public static let type = EventType(
        "CIRegistered", version: 1,
        Field(1, "class", \CIRegistered.ciClass, "Its class."),
        Field(2, "status", \.status, "Where it stands in its life."),
        Field(3, "attributes", \.attributes, "What is known of it."),
        Field(4, "source", \.source, "Who said so: manual, discovery, the name of a tool."),
        Field(5, "schemaVersion", \.schemaVersion, "The schema that it was judged by."),
        Field(6, "previousIdentity", \.previousIdentity, "The retired item that had this identity before."),
        Field(7, "batch", \.batch, "The batch of the report that it was first seen in."))
    public static let summary = "A configuration item was put on record."
    public static let example = CIRegistered(
        ciClass: "PhysicalServer", status: .build,
        attributes: [AttributeValue("name", "web-1"), AttributeValue("serial", "SN-7")], source: "discovery",
        schemaVersion: 2, previousIdentity: "srv-9", batch: "scan-2026-11")
}

/// What is known of an item changed.
public struct CIAttributesChanged: DomainEvent {
    public let changes: [AttributeChange]
    public let source: String
    public let change: ReferenceCode?
    /// When the source last saw the old values; nil where it did not say.
    public let lastSeenOld: Instant?
    /// Until when no other source may write over the new values; nil where the order of sources decides.
    public let heldUntil: Instant?

    public init(
        changes: [AttributeChange], source: String, change: ReferenceCode?, lastSeenOld: Instant?,
        heldUntil: Instant? = nil
    ) {
        (self.changes, self.source, self.change) = (changes, source, change)
        (self.lastSeenOld, self.heldUntil) = (lastSeenOld, heldUntil)
    }

    public static let type = EventType(
        "CIAttributesChanged", version: 1,
        Field(1, "changes", \CIAttributesChanged.changes, "Which attributes, from what to what."),
        Field(2, "source", \.source, "Who said so."),
        Field(3, "change", \.change, "The change that it was part of."),
        Field(4, "lastSeenOld", \.lastSeenOld, "When the old values were last seen: it changed after that."),
        Field(5, "heldUntil", \.heldUntil, "Until when no other source may write over the new values."))
    public static let summary = "What is known of an item changed."
    public static let example = CIAttributesChanged(
        changes: [AttributeChange("version", from: "4.1", to: "4.2")], source: "discovery", change: "CHG-2026-000007",
        lastSeenOld: Instant(micros: 1_700_000_000_000_000), heldUntil: Instant(micros: 1_800_000_000_000_000))
}

/// The record of an item was wrong: nothing in the world changed.
public struct CIRecordCorrected: DomainEvent {
    public let changes: [AttributeChange]
    public let reason: String
    public let evidence: String?

    public init(changes: [AttributeChange], reason: String, evidence: String?) {
        (self.changes, self.reason, self.evidence) = (changes, reason, evidence)
    }

    public static let type = EventType(
        "CIRecordCorrected", version: 1,
        Field(1, "changes", \CIRecordCorrected.changes, "Which attributes, from what to what."),
        Field(2, "reason", \.reason, "Why the record was wrong."),
        Field(3, "evidence", \.evidence, "What shows it."),
        make: CIRecordCorrected.init)
    public static let summary = "The record of an item was wrong: nothing in the world changed."
    public static let example = CIRecordCorrected(
        changes: [AttributeChange("serial", from: "SN-8", to: "SN-7")], reason: "read from the wrong label",
        evidence: "photo-31")
}

/// An attribute, and what it was and became.
public struct AttributeChange: Sendable, Hashable {
    public var name: String
    public var from: String?
    /// Nil where it is not known any more.
    public var to: String?

    public init(_ name: String, from: String?, to: String?) { (self.name, self.from, self.to) = (name, from, to) }
}

extension AttributeChange: WireMessage {
    public static let schema = Schema(
        Field(1, "name", \AttributeChange.name, "The attribute."),
        Field(2, "from", \.from, "Its value before; absent where there was none."),
        Field(3, "to", \.to, "Its value now; absent where there is none any more."))
}
