public import EventModel
public import Processes

/// An item, and what of its life the graph needs to know of every moment.
public struct CIRow: Sendable, Hashable {
    public var item: ConfigurationItem
    /// In the order of recording.
    public var marks: [CIMark]

    public init(item: ConfigurationItem, marks: [CIMark]) { (self.item, self.marks) = (item, marks) }

    /// Neither retired nor made one with another.
    var counts: Bool { !item.isRetired && item.mergedInto == nil }
}

/// A turn in an item's life that changes the graph.
public struct CIMark: Sendable, Hashable {
    public enum Kind: Int32, WireEnum {
        /// With the class as text.
        case registered = 1
        case reclassified = 2
        case retired = 3
        case reactivated = 4
        /// With the survivor as text.
        case merged = 5
        case mergeReversed = 6
        case groupDefined = 7
        /// With the group's name as text.
        case groupRemoved = 8
        case restricted = 9
        case restrictionLifted = 10
    }
    public var position: Position
    public var at: Instant
    public var kind: Kind
    public var text: String?
    public var group: RedundancyGroup?

    public init(position: Position, at: Instant, kind: Kind, text: String? = nil, group: RedundancyGroup? = nil) {
        (self.position, self.at, self.kind, self.text, self.group) = (position, at, kind, text, group)
    }
}

extension CIMark {
    /// What `event` is for the graph; nil where it is nothing.
    init?(_ event: CIEvent, _ record: RecordedEvent) {
        let id = record.stream.key
        self.init(position: record.position, at: record.occurredAt, kind: .registered)
        switch event {
        case .registered(let event): (kind, text) = (.registered, event.ciClass)
        case .reclassified(let event): (kind, text) = (.reclassified, event.ciClass)
        case .retired: kind = .retired
        case .reactivated: kind = .reactivated
        case .merged(let event):
            guard event.absorbed.rawValue == id else { return nil }
            (kind, text) = (.merged, event.survivor.rawValue)
        case .mergeReversed(let event):
            guard event.absorbed.rawValue == id else { return nil }
            kind = .mergeReversed
        case .groupDefined(let event): (kind, group) = (.groupDefined, event.group)
        case .groupRemoved(let event): (kind, text) = (.groupRemoved, event.name)
        case .reportReversed(let event):
            guard event.retiredAt != nil else { return nil }
            kind = .retired
        case .restricted: kind = .restricted
        case .restrictionLifted: kind = .restrictionLifted
        case .attributesChanged, .corrected, .statusChanged, .attested, .stale, .identified, .conflictDetected,
            .conflictResolved, .groupMisconfigured, .driftDetected, .driftResolved, .unauthorised, .attributed,
            .regularised:
            return nil
        }
    }
}

extension CIMark: WireMessage {
    public static let schema = Schema(
        Field(1, "position", \CIMark.position, "Which event."),
        Field(2, "at", \.at, "When it took effect."),
        Field(3, "kind", \.kind, "What happened."),
        Field(4, "text", \.text, "The class, the survivor or the group's name."),
        Field(5, "group", \.group, "The group as a whole."))
}

extension CIRow: WireMessage {
    public static let schema = Schema(
        Field(1, "item", \CIRow.item, "The item."),
        Field(2, "marks", \.marks, "What of its life the graph needs to know of every moment."))
}
