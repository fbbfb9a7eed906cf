public import EventModel

/// Says which items back each other up for this one, and how many it needs: a count, or a share in percent.
public struct DefineRedundancyGroup: CICommand {
    public let group: RedundancyGroup
    public init(_ group: RedundancyGroup) { self.group = group }

    public func needs(_: ConfigurationItem?, _: Facts) -> [StreamID] { group.members.map(\.stream) }

    public func decide(_ item: ConfigurationItem, _ context: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        try item.mustBeThere()
        guard CISchema.isName(group.name) else {
            throw .invalid(what: "the group's name", problem: "\"\(group.name)\" is no name")
        }
        guard Set(group.members).count == group.members.count else {
            throw .invalid(what: "group \(group.name)", problem: "it names a member twice")
        }
        for member in group.members {
            if member == item.id { throw .selfLoop(member) }
            guard let other = context.facts.ci(member) else { throw .notRegistered(member) }
            if let survivor = other.mergedInto { throw .merged(member, into: survivor) }
            if let retiredAt = other.retiredAt { throw .retired(member, at: retiredAt) }
        }
        try checkNeed()
        guard !item.redundancyGroups.contains(group) else { throw .unchanged("group \(group.name)") }
        return [.groupDefined(RedundancyGroupDefined(group: group))]
    }

    private func checkNeed() throws(CIRejection) {
        if let percent = group.percent {
            guard (1...100).contains(percent) else { throw .percentOutOfRange(name: group.name, found: percent) }
            guard group.minUp == nil else {
                throw .invalid(what: "group \(group.name)", problem: "it needs a count or a share, not both")
            }
        }
        let needed = Int64(group.needed(of: group.members.count))
        guard needed >= 1, needed <= group.members.count else {
            throw .groupOutOfRange(name: group.name, members: group.members.count, needed: needed)
        }
    }
}

/// Gives a redundancy group up: its members count again as their relationships say.
public struct RemoveRedundancyGroup: CICommand {
    public let name: String
    public init(_ name: String) { self.name = name }

    public func decide(_ item: ConfigurationItem, _: DecisionContext) throws(CIRejection) -> Decision<CIEvent> {
        guard item.redundancyGroups.contains(where: { $0.name == name }) else { throw .noGroup(name) }
        return [.groupRemoved(RedundancyGroupRemoved(name: name))]
    }
}
