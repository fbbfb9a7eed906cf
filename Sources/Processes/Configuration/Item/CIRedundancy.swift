public import EventModel

/// Which items back each other up for this one, and how many of them it needs.
public struct RedundancyGroupDefined: DomainEvent {
    public let group: RedundancyGroup
    public init(group: RedundancyGroup) { self.group = group }

    public static let type = EventType(
        "RedundancyGroupDefined", version: 1,
        Field(1, "group", \RedundancyGroupDefined.group, "The group, as a whole."), make: RedundancyGroupDefined.init)
    public static let summary = "Which items back each other up for this one, and how many of them it needs."
    public static let example = RedundancyGroupDefined(
        group: RedundancyGroup("feeds", members: ["pdu-a", "pdu-b"], minUp: 1, percent: 50))
}

/// A group that is going to have fewer members than it needs, and the item that needs it.
public struct BrokenGroup: Sendable, Hashable {
    public let owner: CIID
    public let name: String
    public let memberCount: Int
    public let needed: Int

    public init(owner: CIID, name: String, memberCount: Int, needed: Int) {
        (self.owner, self.name, self.memberCount, self.needed) = (owner, name, memberCount, needed)
    }
}

extension Decision<CIEvent> {
    /// The same, and in the streams of their owners that groups are broken by it.
    func saying(_ broken: [BrokenGroup]) -> Decision {
        broken.reduce(self) { decision, group in
            decision.and(
                on: group.owner.stream,
                .groupMisconfigured(
                    RedundancyGroupMisconfigured(
                        name: group.name, memberCount: Int64(group.memberCount), needed: Int64(group.needed))))
        }
    }
}

/// A redundancy group was given up.
public struct RedundancyGroupRemoved: DomainEvent {
    public let name: String
    public init(name: String) { self.name = name }

    public static let type = EventType(
        "RedundancyGroupRemoved", version: 1, Field(1, "name", \RedundancyGroupRemoved.name, "Which group."),
        make: RedundancyGroupRemoved.init)
    public static let summary = "A redundancy group was given up."
    public static let example = RedundancyGroupRemoved(name: "feeds")
}

/// A group has fewer members left than it needs.
public struct RedundancyGroupMisconfigured: DomainEvent {
    public let name: String
    public let memberCount: Int64
    public let needed: Int64

    public init(name: String, memberCount: Int64, needed: Int64) {
        (self.name, self.memberCount, self.needed) = (name, memberCount, needed)
    }

    public static let type = EventType(
        "RedundancyGroupMisconfigured", version: 1,
        Field(1, "name", \RedundancyGroupMisconfigured.name, "Which group."),
        Field(2, "memberCount", \.memberCount, "How many members it has left."),
        Field(3, "needed", \.needed, "How many must be up."),
        make: RedundancyGroupMisconfigured.init)
    public static let summary = "A group has fewer members left than it needs."
    public static let example = RedundancyGroupMisconfigured(name: "feeds", memberCount: 1, needed: 2)
}
