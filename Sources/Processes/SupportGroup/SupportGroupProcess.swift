public import EventModel

/// A support group was set up, or set up otherwise.
public struct SupportGroupDefined: DomainEvent {
    public let group: GroupID
    public let tier: Int64
    public let contacts: [PersonID]

    public init(group: GroupID, tier: Int64, contacts: [PersonID]) {
        self.group = group
        self.tier = tier
        self.contacts = contacts
    }

    public static let type = EventType(
        "SupportGroupDefined", version: 1,
        Field(1, "group", \SupportGroupDefined.group, "Which group."),
        Field(2, "tier", \.tier, "Its line of support, from 1, the desk."),
        Field(3, "contacts", \.contacts, "Who answers for it, the first one first."))
    public static let summary = "A support group was set up, or set up otherwise."
    public static let example = SupportGroupDefined(group: "messaging", tier: 2, contacts: ["person-2", "person-21"])
}

public enum SupportGroupEvent: EventUnion {
    case defined(SupportGroupDefined)

    public static let catalogue = EventCatalogue<SupportGroupEvent>([EventMember(SupportGroupEvent.defined)])
    public var event: any DomainEvent {
        switch self {
        case .defined(let event): event
        }
    }
}

/// A support group as it is set up now.
public struct SupportGroup: Sendable, Hashable {
    public let group: GroupID
    public let tier: Int64
    public let contacts: [PersonID]
}

/// A stream a group: the last definition holds. Nil where there was none.
public enum SupportGroupProcess: Decider {
    public static let category = "supportgroup"
    public static func initial(_: StreamID) -> SupportGroup? { nil }

    public static func evolve(_ state: inout SupportGroup?, _ event: SupportGroupEvent, _: RecordedEvent) {
        switch event {
        case .defined(let event):
            state = SupportGroup(group: event.group, tier: event.tier, contacts: event.contacts)
        }
    }
}

/// Sets up the group that the stream is named after.
public struct DefineSupportGroup: Command {
    public typealias Process = SupportGroupProcess
    public let tier: Int64
    public let contacts: [PersonID]

    /// Tier 1 is the desk; at least one contact.
    public init(tier: Int64, contacts: [PersonID]) {
        self.tier = tier
        self.contacts = contacts
    }

    public func decide(
        _ state: SupportGroup?, _ context: DecisionContext
    ) throws(SupportGroupRejection) -> Decision<SupportGroupEvent> {
        guard tier >= 1 else { throw .tierOutOfRange(tier) }
        guard !contacts.isEmpty, contacts.allSatisfy({ $0.problem == nil }) else { throw .nobodyToCall }
        let group = GroupID(context.stream.key)
        guard (state?.tier, state?.contacts) != (tier, contacts) else { throw .unchanged(group) }
        return [.defined(SupportGroupDefined(group: group, tier: tier, contacts: contacts))]
    }
}

/// Why a group was not set up.
public enum SupportGroupRejection: CommandRejection {
    case tierOutOfRange(Int64)
    case nobodyToCall
    case unchanged(GroupID)

    public var description: String {
        switch self {
        case .tierOutOfRange(let found): "a tier is 1 (the desk) or more, not \(found)"
        case .nobodyToCall: "the group names nobody to call"
        case .unchanged(let group): "\(group) is set up so already"
        }
    }
}
