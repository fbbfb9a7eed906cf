import EventModel
public import Processes

/// The redundancy groups that an item needs, as they are at the view's moment: the declared ones, and one for each type of
/// redundant relationships that no declared group covers, of which one member is enough.
struct GroupMembers {
    private(set) var counts: [Int] = []
    private(set) var needed: [Int] = []
    /// Which members have failed; filled while an impact is worked out.
    var failed: [Set<Int32>] = []
    /// Which declared groups a member is in.
    private var declared: [Int32: [Int]] = [:]
    private var byType: [UInt16: Int] = [:]

    init(_ item: Int32, _ view: GraphView) {
        guard view.mayHaveRedundancy(item) else { return }
        for group in view.groups(item) {
            let members = Set(group.members.compactMap { view.item($0) }).subtracting([item])
            for member in members { declared[member, default: []].append(counts.count) }
            add(members.count, group.needed(of: members.count))
        }
        var implied: [UInt16: Set<Int32>] = [:]
        view.eachEdge(item) { type, other, begins in
            // Into the item: what flows out at the other end.
            guard view.flowsOut(type, begins: !begins), view.weight(type) == .redundant, declared[other] == nil else {
                return
            }
            implied[type, default: []].insert(other)
        }
        for type in implied.keys.sorted() {
            byType[type] = counts.count
            add(implied[type]?.count ?? 0, 1)
        }
    }

    /// Forgets who has failed.
    mutating func forget() { for group in failed.indices { failed[group].removeAll(keepingCapacity: true) } }

    private mutating func add(_ count: Int, _ needed: Int) {
        counts.append(count)
        self.needed.append(needed)
        failed.append([])
    }

    /// The groups in which `member` is, related by `type`; none where it stands for itself.
    func groups(of member: Int32, _ type: UInt16) -> [Int] { declared[member] ?? byType[type].map { [$0] } ?? [] }
}

/// How much an item can spare of a redundancy group, as the group is made up: nobody is taken to be down.
public struct Redundancy: Sendable, Hashable {
    /// The group's name, or the type of the relationships that make one.
    public let name: String
    public let memberCount: Int
    public let needed: Int
    /// `atRisk` where all are needed, `down` where there are too few: the group is misconfigured.
    public var state: ImpactState {
        if memberCount < needed { return .down }
        return memberCount == needed ? .atRisk : .up
    }
}

extension GraphView {
    /// Declared groups that have fewer members than they need once `item` is gone, or is one with `other`.
    public func groupsBroken(without item: Int32, mergedInto other: Int32? = nil) -> [BrokenGroup] {
        var owners: Set<Int32> = []
        eachEdge(item) { type, owner, begins in if type == GraphEdge.groupType, begins { owners.insert(owner) } }
        return owners.sorted { id($0) < id($1) }.flatMap { owner in
            groups(owner).compactMap { group -> BrokenGroup? in
                let members = Set(group.members.compactMap { self.item($0) }).subtracting([owner])
                guard members.contains(item), other.map(members.contains) ?? true else { return nil }
                let left = members.count - 1
                let needed = group.needed(of: left)
                guard left < needed else { return nil }
                return BrokenGroup(owner: id(owner), name: group.name, memberCount: left, needed: needed)
            }
        }
    }

    /// The declared redundancy groups of an item as of the moment, with the members that are there.
    public func redundancy(_ item: Int32) -> [Redundancy] {
        groups(item).map { group in
            let members = Set(group.members.compactMap { self.item($0) }).subtracting([item])
            return Redundancy(name: group.name, memberCount: members.count, needed: group.needed(of: members.count))
        }
    }
}
